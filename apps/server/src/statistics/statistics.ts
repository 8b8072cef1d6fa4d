// Figures over time: events, crossings, how many were inside, and how much of the time a place is used; two periods side by side.
import { AppError, type Statistics, type statisticsQuerySchema } from "@vigie/contracts";
import type { CountBin, Records } from "@vigie/core";
import type { z } from "zod";
import { readSiteSettings } from "../site-settings.ts";
import { type TimeBins, timeBins } from "./time-bins.ts";

type Query = z.output<typeof statisticsQuerySchema>;
type Period = Statistics["period"];

/** One figure of one quarter of an hour, with everything that it may be split by. */
interface Figure {
  ms: number;
  value: number;
  camera: string;
  place: string;
  scenario: string;
  kind: string;
  class: string;
  direction: string;
}

const QUARTER_MS = 900_000;
const MAX_SPAN_MS = 400 * 86_400_000;

/** Errors: `request.bad-span`. */
export async function readStatistics(records: Records, query: Query): Promise<Statistics> {
  const { of, by, from, to, compareFrom } = query;
  if (!(from < to) || to - from > MAX_SPAN_MS || (by === "hour" && to - from > MAX_SPAN_MS / 8)) {
    throw new AppError({
      code: "request.bad-span",
      kind: "invalid",
      message: `"from" must be before "to", and they may be at most 400 days apart, 50 days for hours (milliseconds since 1970).`,
    });
  }
  const { timeZone } = await readSiteSettings(records);
  const names = await namesOf(records);
  const read = async (fromMs: number, toMs: number): Promise<{ bins: TimeBins; period: Period }> => {
    const bins = timeBins(by, fromMs, toMs, timeZone);
    const figures =
      of === "events" ? await events(records, query, fromMs, toMs) : await counts(records, query, fromMs, toMs);
    const watched = await watchedQuarters(records, query, fromMs, toMs);
    return { bins, period: periodOf({ query, bins, figures, watched, names, fromMs, toMs }) };
  };
  const { bins, period } = await read(from, to);
  const compared = compareFrom === undefined ? null : (await read(compareFrom, compareFrom + (to - from))).period;
  return { of, by, timeZone, bins: bins.starts, period, compared };
}

async function events(records: Records, query: Query, fromMs: number, toMs: number): Promise<Figure[]> {
  const { camera, scenario } = query;
  const rows = await records.figures.events({
    fromMs,
    toMs,
    ...(camera === undefined ? {} : { cameraId: camera }),
    ...(scenario === undefined ? {} : { scenarioId: scenario }),
  });
  return rows
    .filter((row) => query.class === undefined || row.className === query.class)
    .map(({ cameraId, scenarioId, kind, className, quarterMs, events: value }) => ({
      ms: quarterMs,
      value,
      camera: cameraId,
      place: "",
      scenario: `${cameraId}/${scenarioId}`,
      kind,
      class: className,
      direction: "",
    }));
}

async function counts(records: Records, query: Query, fromMs: number, toMs: number): Promise<Figure[]> {
  const { of, camera, place } = query;
  const rows = await records.figures.counts({
    fromMs: Math.floor(fromMs / QUARTER_MS) * QUARTER_MS,
    toMs,
    ...(camera === undefined ? {} : { cameraId: camera }),
    ...(place === undefined ? {} : { placeId: place }),
  });
  const isAgain = await countedAgain(records, query);
  const fits = (row: CountBin): boolean =>
    (row.direction === "inside") === (of !== "counts") &&
    (query.class === undefined || row.className === query.class) &&
    !isAgain(row);
  return rows.filter(fits).map(({ cameraId, placeId, className, direction, binStartMs, value }) => ({
    ms: binStartMs,
    value,
    camera: cameraId,
    place: `${cameraId}/${placeId}`,
    scenario: "",
    kind: "",
    class: className,
    direction,
  }));
}

/** How counts of axles stand among the crossings. */
const AXLES = /^(\d+ axles|axles unknown)$/;

/** Tells of a bin whether its vehicles stand in the same sum once more: a line may be counted by class and by axles. */
async function countedAgain(
  records: Records,
  { place, class: className, split }: Query,
): Promise<(row: CountBin) => boolean> {
  if (place !== undefined || className !== undefined || split === "place" || split === "class") return () => false;
  const again = new Set<string>();
  for (const { id, scene } of await records.cameras.list()) {
    const lines = new Set(scene.scenarios.flatMap((each) => (each.kind === "line-count" ? [each.line] : [])));
    for (const each of scene.scenarios) {
      if (each.kind !== "axle-count" || !lines.has(each.line)) continue;
      again.add(`${id}/${each.id}`).add(`${id}/axles-${each.id}`);
    }
  }
  return ({ cameraId, placeId, className: name }) => AXLES.test(name) && again.has(`${cameraId}/${placeId}`);
}

/** Per quarter of an hour the share in which the asked cameras were analysed; null where no camera's time is known. */
async function watchedQuarters(
  records: Records,
  { camera }: Query,
  fromMs: number,
  toMs: number,
): Promise<Map<number, number>> {
  const cameras = camera === undefined ? (await records.cameras.list()).length : 1;
  const period = { fromMs: Math.floor(fromMs / QUARTER_MS) * QUARTER_MS, toMs };
  const covered = await records.trajectories.covered({
    ...period,
    ...(camera === undefined ? {} : { cameraId: camera }),
  });
  const shares = new Map<number, number>();
  for (const { quarterMs, coveredMs } of covered)
    shares.set(quarterMs, Math.min(1, coveredMs / QUARTER_MS / Math.max(1, cameras)));
  return shares;
}

interface Given {
  query: Query;
  bins: TimeBins;
  figures: readonly Figure[];
  watched: ReadonlyMap<number, number>;
  names: ReadonlyMap<string, string>;
  fromMs: number;
  toMs: number;
}

function periodOf({ query, bins, figures, watched, names, fromMs, toMs }: Given): Period {
  const count = bins.starts.length;
  const quarters = new Array<number>(count).fill(0);
  const looked = new Array<number>(count).fill(0);
  for (let ms = Math.floor(fromMs / QUARTER_MS) * QUARTER_MS; ms < toMs; ms += QUARTER_MS) {
    const i = bins.indexOf(ms);
    if (i < 0) continue;
    quarters[i] = quarters[i]! + 1;
    looked[i] = looked[i]! + (watched.get(ms) ?? 0);
  }
  // Before anything was kept of when cameras looked, or after that time is over, nobody knows.
  const isKnown = watched.size > 0;
  const groups = new Map<string, Figure[]>();
  if (query.split === "none") groups.set("", []);
  for (const figure of figures) {
    const key = query.split === "none" ? "" : figure[query.split];
    const group = groups.get(key);
    if (group) group.push(figure);
    else groups.set(key, [figure]);
  }
  const series = [...groups].map(([key, group]) => {
    const values = valuesOf(query.of, group, bins, looked, quarters, isKnown);
    return { key, name: names.get(key) ?? key, total: totalOf(query.of, values), values };
  });
  series.sort((a, b) => b.total - a.total || (a.key < b.key ? -1 : 1));
  const share = looked.map((sum, i) => (isKnown && quarters[i]! > 0 ? Math.min(1, sum / quarters[i]!) : null));
  return { fromMs, toMs, watched: share, series };
}

function valuesOf(
  of: Query["of"],
  group: readonly Figure[],
  bins: TimeBins,
  looked: readonly number[],
  quarters: readonly number[],
  isKnown: boolean,
): (number | null)[] {
  const sums = new Array<number>(bins.starts.length).fill(0);
  const used = new Set<number>();
  for (const { ms, value } of group) {
    const i = bins.indexOf(ms);
    if (i < 0) continue;
    if (of === "inside") sums[i] = Math.max(sums[i]!, value);
    else if (of !== "activity") sums[i] = sums[i]! + value;
    else if (!used.has(ms)) sums[i] = sums[i]! + 1;
    used.add(ms);
  }
  return sums.map((sum, i) => {
    // A figure proves that somebody looked; without one and without a look nothing is known.
    if (sum === 0 && isKnown && looked[i] === 0) return null;
    if (of !== "activity") return sum;
    const most = isKnown ? Math.max(sum, looked[i]!) : quarters[i]!;
    return most > 0 ? Math.min(1, sum / most) : null;
  });
}

function totalOf(of: Query["of"], values: readonly (number | null)[]): number {
  const known = values.filter((value) => value !== null);
  if (of === "inside") return Math.max(0, ...known);
  const sum = known.reduce((a, b) => a + b, 0);
  return of === "activity" ? (known.length > 0 ? sum / known.length : 0) : sum;
}

/** Names that people gave, by the keys of the series. */
async function namesOf(records: Records): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const { id, name, scene } of await records.cameras.list()) {
    names.set(id, name);
    for (const scenario of scene.scenarios) {
      names.set(`${id}/${scenario.id}`, scenario.name ?? scenario.id);
      if (scenario.kind === "axle-count") names.set(`${id}/axles-${scenario.id}`, scenario.name ?? scenario.id);
    }
    for (const place of [...scene.lines, ...scene.zones]) names.set(`${id}/${place.id}`, place.name ?? place.id);
  }
  return names;
}
