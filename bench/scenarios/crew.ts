// The processes that watch films side by side, one film in hand each.
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { FilmName } from "./film.ts";
import type { FilmResult } from "./film-result.ts";

export interface FilmReport {
  results?: FilmResult[];
  failed?: string;
  reason?: string;
}

const WORK = new URL("./work.ts", import.meta.url).pathname;

/** Watches all films; `onReport` hears of each as it is done. Errors: a process that ends before its films are watched. */
export async function watchAll(
  films: readonly FilmName[],
  detectors: readonly string[],
  processes: number,
  keep: string,
  onReport: (report: FilmReport) => void,
): Promise<void> {
  const waiting = [...films];
  await Promise.all(
    Array.from({ length: Math.min(processes, films.length) }, async () => {
      const child = spawn(process.execPath, [WORK, keep, ...detectors], { stdio: ["pipe", "pipe", "inherit"] });
      const handOver = () => {
        const film = waiting.shift();
        if (film) child.stdin.write(`${JSON.stringify(film)}\n`);
        else child.stdin.end();
      };
      handOver();
      for await (const line of createInterface({ input: child.stdout })) {
        onReport(JSON.parse(line) as FilmReport);
        handOver();
      }
      const code = await ended(child);
      if (code !== 0) throw new Error(`a process of the evaluation ended with code ${code}`);
    }),
  );
}

async function ended(child: ChildProcess): Promise<number | null> {
  return child.exitCode ?? (await new Promise((resolve) => child.once("exit", resolve)));
}
