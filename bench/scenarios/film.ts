// One film of the scenario evaluation: which situation, under which conditions, and its rendering to a real video file.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ScenarioKindName } from "@vigie/contracts";
import {
  type Conditions,
  encodeScene,
  PLAIN,
  type Situation,
  type SituationRow,
  situationRows,
  type Truth,
} from "@vigie/sim";

/** Everything that names a film; the same name is the same film, byte for byte. */
export interface FilmName {
  kind: ScenarioKindName;
  seed: number;
  conditions: Conditions;
  /** A situation that looks alike and must raise nothing. */
  silent: boolean;
  /** Name of the poor picture that it is watched in; as rendered without. */
  picture?: string;
}

/** Seeds from here on were not looked at while rules were written; earlier ones were. */
export const UNSEEN_FROM = 10_000;
/** Pictures per second of the film, and of the analysis. */
export const FILM_FPS = 5;
export const SIZE = { widthPx: 640, heightPx: 360 };

/** Films of all rows whose kind contains one of the words (of every row without words): every condition with some seeds, and silent ones. */
export function planFilms(words: readonly string[], seeds: number, firstSeed = UNSEEN_FROM): FilmName[] {
  return situationRows
    .filter(({ kind }) => words.length === 0 || words.some((word) => kind.includes(word)))
    .flatMap((row) => [...loud(row, seeds, firstSeed), ...silent(row, seeds, firstSeed)]);
}

function loud({ kind, conditions }: SituationRow, seeds: number, first: number): FilmName[] {
  return conditions.flatMap((condition) =>
    Array.from({ length: seeds }, (_, i) => ({ kind, seed: first + i, conditions: condition, silent: false })),
  );
}

function silent({ kind, makeSilent }: SituationRow, seeds: number, first: number): FilmName[] {
  if (!makeSilent) return [];
  return Array.from({ length: seeds }, (_, i) => ({ kind, seed: first + 500 + i, conditions: PLAIN, silent: true }));
}

export function situationOf(name: FilmName): Situation {
  const row = situationRows.find(({ kind }) => kind === name.kind)!;
  return (name.silent ? row.makeSilent! : row.make)(name.seed, name.conditions);
}

/** Renders and compresses it into the folder, unless it lies there already. Cost: about 20 ms a picture. */
export function renderFilm(situation: Situation, folder: string, stem: string): { path: string; truth: Truth } {
  const path = join(folder, `${stem}.mp4`);
  const truthPath = `${path}.truth.json`;
  if (existsSync(truthPath)) return { path, truth: JSON.parse(readFileSync(truthPath, "utf8")) as Truth };
  const { scene, seed } = situation;
  const truth = encodeScene(scene, path, { ...SIZE, seed, fps: FILM_FPS, preset: "veryfast", crf: 26 });
  writeFileSync(truthPath, JSON.stringify(truth));
  return { path, truth };
}

export function stemOf({ kind, seed, conditions, silent }: FilmName): string {
  return [kind, seed, conditions.light, conditions.weather, conditions.crowd, silent ? "silent" : "loud"].join("-");
}
