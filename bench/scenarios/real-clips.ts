// Real clips at hand: in none of them does anyone fall, wave, dump, burn or cover the lens, so every such alarm is a false one.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type SilentRow, watchSilent } from "./watch-silent.ts";

/** Alarms of every silent kind on all real clips in `VIGIE_ASSETS`; null when they are not here. Cost: a few minutes. */
export async function watchRealClips(detector: string): Promise<SilentRow[] | null> {
  const folder = join(process.env.VIGIE_ASSETS ?? "", "clips");
  if (!process.env.VIGIE_ASSETS) return null;
  const clips = readdirSync(folder).filter((file) => /\.(mp4|avi)$/.test(file) && !file.startsWith("generated-"));
  return watchSilent(
    clips.map((file) => ({ name: file, path: join(folder, file) })),
    detector,
  );
}

export function realClipsTable(rows: readonly SilentRow[], detector: string): string {
  const minutes = (rows[0]?.watchedS ?? 0) / 60;
  const head = `Real clips, ${minutes.toFixed(1)} min, detector ${detector}: none of these things happens in them.`;
  const lines = rows.map(
    ({ kind, falseAlarms, where }) => `| ${kind} | ${falseAlarms} | ${where.slice(0, 4).join(", ")} |`,
  );
  return [head, "", "| kind | false alarms | where |", "|---|---|---|", ...lines].join("\n");
}
