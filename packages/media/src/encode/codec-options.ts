// Sets options of an encoder by name before it is opened.
import { AV_OPT_SEARCH_CHILDREN, AV_OPT_TYPE_STRING, type CodecContext } from "node-av";

/** A dictionary handed to `open2Sync` is freed twice by the binding and ends the process; options set beforehand are safe. */
export function setCodecOptions(context: CodecContext, options: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(options)) {
    const result = context.setOption(name, value, AV_OPT_TYPE_STRING, AV_OPT_SEARCH_CHILDREN);
    if (result < 0) throw new Error(`the encoder does not know the option ${name}=${value} (${result})`);
  }
}
