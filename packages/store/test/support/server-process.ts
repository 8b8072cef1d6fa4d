// Another process that uses a store; the test reads its lines and kills it by its id.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export interface ServerProcess {
  readonly pid: number;
  /** Lines printed so far; complete once `killed` has returned. */
  readonly lines: readonly string[];
  /** Resolves when it has printed `count` lines; fails with its error output when it ends before. */
  printed(count: number): Promise<void>;
  /** kill -9, and waits until it is gone and all its output is read. */
  killed(): Promise<void>;
}

const SCRIPT = fileURLToPath(new URL("./raising-process.ts", import.meta.url));

export function startServerProcess(folder: string, databaseUrl: string | undefined, run: string): ServerProcess {
  const child: ChildProcess = spawn(process.execPath, [SCRIPT, folder, databaseUrl ?? "", run], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  let errors = "";
  const waiting = new Set<() => void>();
  const wake = (): void => {
    for (const check of waiting) check();
  };
  child.stderr!.on("data", (chunk) => (errors += chunk));
  createInterface({ input: child.stdout! }).on("line", (line) => {
    lines.push(line);
    wake();
  });
  let ended = false;
  const closed = once(child, "close").then(() => {
    ended = true;
    wake();
  });
  return {
    pid: child.pid!,
    lines,
    printed: (count) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          if (lines.length >= count) resolve();
          else if (ended) reject(new Error(`the process ended: ${errors}`));
          else return;
          waiting.delete(check);
        };
        waiting.add(check);
        check();
      }),
    async killed() {
      child.kill("SIGKILL");
      await closed;
    },
  };
}
