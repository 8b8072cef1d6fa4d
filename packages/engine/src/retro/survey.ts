// What a question about the past needs to be shown, found from the pieces without their looks, and shared into parts.
import type { MinuteSpan, StoredPiece, TrajectoryReader } from "@vigie/core";
import { createCompany, type Lives, leastTogether } from "./company.ts";
import { allowedCuts, chooseCuts } from "./cuts.ts";
import { isLocal } from "./locality.ts";
import { nothingStored } from "./past-errors.ts";
import { createRelevance } from "./relevance.ts";
import type { ReplayOptions } from "./replay.ts";
import { silenceOf } from "./waits.ts";

/** What is asked, of which camera and time. */
export type PastQuestion = ReplayOptions;

/** Some minutes, one after the other, that can be judged apart from all others; can be sent to another thread. */
export interface PastPart {
  /** `fromMs` of its first minute and of its last one. */
  firstMinuteMs: number;
  lastMinuteMs: number;
  /** What comes after it: the session goes on, another one begins, or the asked period is over. */
  followedBy: "more" | "session" | "end";
  /** Pieces to be shown, by minute, then by track; and how many are stored there in all. */
  minuteMs: Float64Array;
  trackIds: Float64Array;
  stored: number;
  /** `fromMs` of its minutes of which no piece can be read. */
  damagedMs: Float64Array;
}

export interface Survey {
  question: PastQuestion;
  /** That touch the asked period, oldest first. */
  minutes: readonly MinuteSpan[];
  /** How many things have to be shown. */
  things: number;
  /** In the order of time, at least one. */
  parts: PastPart[];
}

/** What was seen before the period is shown first, so that things are known when it begins. Longer than anything is remembered. */
const LEAD_MS = 150_000;
/** Work of a piece, in minutes that are passed over. */
const PIECE_WORK = 8;

/**
 * `mostParts`: into how many parts the work may be shared, infinite for every place where it can.
 * The scenario is one that can be asked (see answerable.ts). Errors: `retro.nothing-stored`, `store.*`.
 */
export async function surveyThePast(
  reader: TrajectoryReader,
  question: PastQuestion,
  mostParts: number,
): Promise<Survey> {
  const { cameraId, fromMs, toMs } = question;
  const minutes = await reader.spans(cameraId, fromMs - LEAD_MS, toMs);
  const asked = minutes.filter((minute) => minute.toMs >= fromMs);
  if (asked.length === 0) throw nothingStored(cameraId);
  const pieces = await readPieces(reader, question, minutes);
  const parts = shareOut(minutes, pieces, question, mostParts);
  return { question, minutes: asked, things: pieces.things, parts };
}

/** All pieces, column by column. */
interface Pieces {
  /** Index of the minute. */
  minutes: number[];
  trackIds: number[];
  isChosen: Uint8Array;
  /** How many things are chosen. */
  things: number;
  /** Clock: first and last look of chosen pieces in each minute. */
  firstLookMs: Float64Array;
  lastLookMs: Float64Array;
  /** `fromMs` of minutes of which no piece can be read, rising. */
  damagedMs: number[];
}

async function readPieces(
  reader: TrajectoryReader,
  { cameraId, scenario, lines, zones, toMs }: PastQuestion,
  minutes: readonly MinuteSpan[],
): Promise<Pieces> {
  const classLists = [...new Map(minutes.map(({ classes }) => [classes.join(), classes])).values()];
  const aspect = Math.min(...new Set(minutes.map((minute) => minute.aspect)));
  const relevance = createRelevance({ scenario, lines, zones, aspect, classLists });
  const pieces = { minutes: [] as number[], trackIds: [] as number[] };
  const things: number[] = [];
  const firstMs: number[] = [];
  const lastMs: number[] = [];
  const least = leastTogether(scenario);
  const damagedMs: number[] = [];
  const noteDamaged = (minuteMs: number) => void damagedMs.push(minuteMs);
  let m = 0;
  const note = (piece: StoredPiece): void => {
    while (m < minutes.length && minutes[m]!.fromMs < piece.minuteMs) m++;
    // A minute that was not there yet when the minutes were read.
    const minute = minutes[m];
    if (minute?.fromMs !== piece.minuteMs) return;
    things.push(relevance.note(piece, minute.session));
    pieces.minutes.push(m);
    pieces.trackIds.push(piece.trackId);
    firstMs.push(piece.firstMs);
    lastMs.push(piece.lastMs);
  };
  await reader.eachPiece(cameraId, minutes[0]!.fromMs, toMs, isLocal(scenario.kind), note, noteDamaged);
  const hasCompany = createCompany(livesOf(relevance.size(), things, firstMs, lastMs), relevance.counts, least);
  const isChosen = Uint8Array.from(things, (thing) => (relevance.has(thing) && hasCompany(thing) ? 1 : 0));
  const firstLookMs = new Float64Array(minutes.length).fill(Number.POSITIVE_INFINITY);
  const lastLookMs = new Float64Array(minutes.length).fill(Number.NEGATIVE_INFINITY);
  const shown = new Set<number>();
  for (let i = 0; i < isChosen.length; i++) {
    if (isChosen[i] === 0) continue;
    const minute = pieces.minutes[i]!;
    firstLookMs[minute] = Math.min(firstLookMs[minute]!, firstMs[i]!);
    lastLookMs[minute] = Math.max(lastLookMs[minute]!, lastMs[i]!);
    shown.add(things[i]!);
  }
  return { ...pieces, isChosen, things: shown.size, firstLookMs, lastLookMs, damagedMs };
}

function livesOf(
  count: number,
  things: readonly number[],
  firstMs: readonly number[],
  lastMs: readonly number[],
): Lives {
  const lives: Lives = {
    firstMs: new Float64Array(count).fill(Number.POSITIVE_INFINITY),
    lastMs: new Float64Array(count).fill(Number.NEGATIVE_INFINITY),
  };
  for (let i = 0; i < things.length; i++) {
    const thing = things[i]!;
    lives.firstMs[thing] = Math.min(lives.firstMs[thing]!, firstMs[i]!);
    lives.lastMs[thing] = Math.max(lives.lastMs[thing]!, lastMs[i]!);
  }
  return lives;
}

function shareOut(
  minutes: readonly MinuteSpan[],
  pieces: Pieces,
  { scenario, fromMs }: PastQuestion,
  mostParts: number,
): PastPart[] {
  const { firstLookMs, lastLookMs } = pieces;
  const allowed =
    mostParts > 1 ? allowedCuts({ minutes, firstLookMs, lastLookMs, fromMs, silence: silenceOf(scenario) }) : [];
  const cuts = Number.isFinite(mostParts) ? chooseCuts(allowed, workOf(minutes.length, pieces), mostParts) : allowed;
  let i = 0;
  return [0, ...cuts].map((first, n) => {
    const end = cuts[n] ?? minutes.length;
    const begin = i;
    let count = 0;
    for (; i < pieces.minutes.length && pieces.minutes[i]! < end; i++) count += pieces.isChosen[i]!;
    const minuteMs = new Float64Array(count);
    const trackIds = new Float64Array(count);
    for (let k = begin, at = 0; k < i; k++) {
      if (pieces.isChosen[k] === 0) continue;
      minuteMs[at] = minutes[pieces.minutes[k]!]!.fromMs;
      trackIds[at++] = pieces.trackIds[k]!;
    }
    const last = minutes[end - 1]!;
    const firstMs = minutes[first]!.fromMs;
    const goesOn = minutes[end]?.session === last.session;
    return {
      firstMinuteMs: firstMs,
      lastMinuteMs: last.fromMs,
      followedBy: end === minutes.length ? "end" : goesOn ? "more" : "session",
      minuteMs,
      trackIds,
      stored: i - begin,
      damagedMs: Float64Array.from(pieces.damagedMs.filter((ms) => ms >= firstMs && ms <= last.fromMs)),
    };
  });
}

function workOf(count: number, { minutes, isChosen }: Pieces): Float64Array {
  const work = new Float64Array(count).fill(1);
  for (let i = 0; i < minutes.length; i++) if (isChosen[i] === 1) work[minutes[i]!]! += PIECE_WORK;
  return work;
}
