// What a look ahead is worth where things that never move are taken for somebody: real clips with such things pasted behind the people.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DetectorModel } from "@vigie/core";
import { boxOverlap, iou } from "@vigie/core/geometry";
import { countAccuracy, detectionF1 } from "@vigie/evals";
import {
  boxOf,
  hasMaterial,
  PASTED_FILMS,
  type PastedFilm,
  writePasted,
} from "../test/product/support/pasted-posts.ts";
import { type BoxPx, watchedPersons } from "../test/product/support/watched-film.ts";
import type { BenchRow } from "./report.ts";

const AT_POST = 0.45;
const SAME = 0.5;

interface Prepared {
  film: PastedFilm;
  with: string;
  without: string;
}

/** Writes the films once and hands them to `use`; empty without the material. */
export async function withPastedFilms(use: (films: Prepared[]) => Promise<BenchRow[]>): Promise<BenchRow[]> {
  const assets = process.env.VIGIE_ASSETS;
  if (!assets) return [];
  const folder = await mkdtemp(join(tmpdir(), "vigie-posts-"));
  try {
    const films: Prepared[] = [];
    for (const film of PASTED_FILMS.filter((one) => hasMaterial(assets, one))) {
      const prepared = {
        film,
        with: join(folder, `${films.length}.mp4`),
        without: join(folder, `${films.length}-0.mp4`),
      };
      await writePasted(assets, film, prepared.with);
      await writePasted(assets, film, prepared.without, false);
      films.push(prepared);
    }
    return await use(films);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Truth is what the same detector finds in the same film without the posts, so that only they are judged. */
export async function pastedRows(model: DetectorModel, films: readonly Prepared[]): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const { film, ...paths } of films) {
    const truth = await watchedPersons(model, paths.without, film.fps, false);
    for (const looksAhead of [false, true]) {
      const found = await watchedPersons(model, paths.with, film.fps, looksAhead);
      const what = `${model.info.name}: pasted posts, ${film.name}, ${looksAhead ? "with" : "without"} a look ahead`;
      const atPost = film.posts.map(
        (post) => found.filter((boxes) => boxes.some((box) => iou(boxOf(post), box) >= AT_POST)).length / found.length,
      );
      rows.push(
        { figure: `${what}, share of pictures with a person at a post`, value: mean(atPost), goal: "G11", raw: atPost },
        { figure: `${what}, count accuracy`, value: counted(found, truth), goal: "G11" },
        { figure: `${what}, F1@0.5`, value: f1(found, truth), goal: "G11" },
      );
      if (looksAhead) rows.push({ figure: `${what}, share of people left out`, value: leftOut(found, truth, film) });
    }
  }
  return rows;
}

function counted(found: BoxPx[][], truth: BoxPx[][]): number {
  return countAccuracy(truth.map((boxes, k) => ({ truth: boxes.length, counted: found[k]!.length })));
}

function f1(found: BoxPx[][], truth: BoxPx[][]): number {
  const named = (box: BoxPx) => ({ className: "person", box, score: 1 });
  return detectionF1(truth.map((boxes, k) => ({ truth: boxes.map(named), found: found[k]!.map(named) }))).f1;
}

/** Of those who are not before a post. */
function leftOut(found: BoxPx[][], truth: BoxPx[][], { posts }: PastedFilm): number {
  let [people, missed] = [0, 0];
  for (const [k, boxes] of truth.entries())
    for (const box of boxes) {
      if (posts.some((post) => boxOverlap(boxOf(post), box) > 0)) continue;
      people++;
      if (!found[k]!.some((other) => iou(other, box) >= SAME)) missed++;
    }
  return missed / people;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
