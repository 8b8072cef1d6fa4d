// The REST description, as the running server would give it.
import { describeApi } from "../../apps/server/src/index.ts";

export async function openApiPage(): Promise<string> {
  return `${JSON.stringify(await describeApi(), null, 2)}\n`;
}
