// The whole product as `npm start` runs it, on a data folder and a free port of its own.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../../apps/cli/src/main.ts", import.meta.url));

export interface RunningServer {
  url: string;
  /** One-time link, while no administrator exists. */
  setupLink: string | null;
  pid: number;
  output(): string;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL, as a power cut would. */
  kill(): Promise<void>;
}

export function newDataFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "vigie-product-"));
}

export async function startProduct(dataFolder: string, env: Record<string, string> = {}): Promise<RunningServer> {
  const child = spawn(process.execPath, [MAIN, "start"], {
    env: { ...process.env, VIGIE_PORT: "0", VIGIE_DATA: dataFolder, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const ready = new Promise<string>((resolve, reject) => {
    const note = (chunk: Buffer) => {
      output += chunk;
      const found = /Vigie is ready at (\S+)\n/.exec(output);
      if (found) resolve(found[1]!.replace(/\/$/, ""));
    };
    child.stdout.on("data", note);
    child.stderr.on("data", note);
    // Only then has all that it said arrived.
    child.on("close", (code) => reject(new Error(`the server ended with ${code} before it was ready:\n${output}`)));
  });
  const url = await ready;
  return {
    url,
    pid: child.pid!,
    get setupLink() {
      return /https?:\/\/\S+\/setup#token=\S+/.exec(output)?.[0] ?? null;
    },
    output: () => output,
    stop: () => end(child, "SIGTERM"),
    kill: async () => void (await end(child, "SIGKILL")),
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const gone = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  child.kill(signal);
  return gone;
}
