// Tries whether anyone answers at an address before FFmpeg is let loose on it, because this attempt can be ended at any time.
import { connect } from "node:net";
import type { Clock } from "@vigie/core";
import type { NetworkAddress } from "./network-address.ts";
import { sourceError } from "./source-error.ts";

/** Errors: `source.unreachable`, `source.refused`. */
export function dial(address: NetworkAddress, clock: Clock, limitMs: number, signal: AbortSignal): Promise<void> {
  const { host, port, where } = address;
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    const finish = (error: Error | null) => {
      timer.cancel();
      signal.removeEventListener("abort", onAbort);
      socket.destroy();
      if (error) reject(error);
      else resolve();
    };
    const onAbort = () => finish(new Error("closed"));
    const timer = clock.after(limitMs, () =>
      finish(
        sourceError(
          "source.unreachable",
          `No answer from ${where} within ${limitMs / 1000} s: it is off, elsewhere, or behind a firewall.`,
        ),
      ),
    );
    socket.once("connect", () => finish(null));
    socket.once("error", (error: NodeJS.ErrnoException) => finish(dialError(error.code ?? "", where)));
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort);
  });
}

function dialError(code: string, where: string) {
  switch (code) {
    case "ECONNREFUSED":
      return sourceError("source.refused", `${where} refuses the connection: nothing listens on this port.`);
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return sourceError("source.unreachable", `The name in ${where} cannot be resolved to an address.`);
    default:
      return sourceError("source.unreachable", `${where} cannot be reached over the network (${code}).`);
  }
}
