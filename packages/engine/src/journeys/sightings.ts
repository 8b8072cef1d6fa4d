// What one camera saw of some classes in a period, from the stored tracks: when, and which class; how anything looked is not stored and not compared.
import { expandClasses } from "@vigie/contracts/classes";
import { type CoveredSpan, joinMinutes, type MinuteSpan, type StoredPiece, type TrajectoryReader } from "@vigie/core";

export interface SightingQuestion {
  cameraId: string;
  /** Names of classes and groups. */
  classes: readonly string[];
  fromMs: number;
  toMs: number;
}

/** One thing in sight of one camera. */
export interface Sighting {
  /** Clock: its first and last look within the asked period. */
  fromMs: number;
  toMs: number;
  /** Of the asked ones the one that most of its pieces bear. */
  className: string;
}

export interface CameraSightings {
  /** In the order of time. */
  sightings: Sighting[];
  /** Share of the period in which the camera was analysed for one of the classes at least, and can be read. Range: 0 to 1. */
  coveredShare: number;
  /** Asked names that the detector could not see in some of the minutes that were analysed. */
  unseen: string[];
  /** False when no minute of the period is stored. */
  isKnown: boolean;
}

/** A sighting that the pieces of the next minute may go on with. */
interface Open {
  fromMs: number;
  toMs: number;
  minute: number;
  /** Pieces that bear each asked class. */
  borne: Map<string, number>;
}

/** Cost: one pass over the pieces of the period, without their looks. Errors: `store.*`. */
export async function sightingsOf(reader: TrajectoryReader, question: SightingQuestion): Promise<CameraSightings> {
  const { cameraId, classes, fromMs, toMs } = question;
  const minutes = await reader.spans(cameraId, fromMs, toMs);
  if (minutes.length === 0) return { sightings: [], coveredShare: 0, unseen: [], isKnown: false };
  const wanted = expandClasses(classes);
  const all: Open[] = [];
  /** The newest sighting of each thing; numbers of things mean something within their session only. */
  const newest = new Map<string, Open>();
  const damagedMs = new Set<number>();
  let m = 0;

  const note = ({ minuteMs, thing, firstMs, lastMs, classes: names }: StoredPiece): void => {
    if (firstMs > toMs || lastMs < fromMs) return;
    while (m < minutes.length && minutes[m]!.fromMs < minuteMs) m++;
    const minute = minutes[m];
    // A minute that was not there yet when the minutes were read.
    if (minute?.fromMs !== minuteMs) return;
    const key = `${minute.session} ${thing}`;
    let sighting = newest.get(key);
    if (!sighting || !isNext(minutes, sighting.minute, m)) {
      sighting = { fromMs: toMs, toMs: fromMs, minute: m, borne: new Map() };
      newest.set(key, sighting);
      all.push(sighting);
    }
    sighting.fromMs = Math.min(sighting.fromMs, Math.max(firstMs, fromMs));
    sighting.toMs = Math.max(sighting.toMs, Math.min(lastMs, toMs));
    sighting.minute = m;
    const bears = new Set(names.split(","));
    for (const name of wanted) if (bears.has(name)) sighting.borne.set(name, (sighting.borne.get(name) ?? 0) + 1);
  };
  await reader.eachPiece(cameraId, minutes[0]!.fromMs, toMs, true, note, (ms) => void damagedMs.add(ms));

  const isReadable = (minute: MinuteSpan): boolean => !damagedMs.has(minute.fromMs);
  const isSeen = (name: string, minute: MinuteSpan): boolean =>
    expandClasses([name]).some((member) => minute.classes.includes(member));
  return {
    sightings: all
      .filter(({ borne }) => borne.size > 0)
      .map(({ fromMs: first, toMs: last, borne }) => ({
        fromMs: first,
        toMs: last,
        className: mostBorne(borne, wanted),
      }))
      .sort((a, b) => a.fromMs - b.fromMs || a.toMs - b.toMs),
    coveredShare: coveredShare(
      minutes,
      (minute) => isReadable(minute) && classes.some((name) => isSeen(name, minute)),
      question,
    ),
    unseen: classes.filter((name) => minutes.some((minute) => isReadable(minute) && !isSeen(name, minute))),
    isKnown: true,
  };
}

/** True for the same minute, and for the one right after it: a lost or damaged minute between them is a hole. */
function isNext(minutes: readonly MinuteSpan[], before: number, m: number): boolean {
  return m === before || (m === before + 1 && joinMinutes(minutes.slice(before, m + 1)).length === 1);
}

/** Ties go to the one that was asked for first. */
function mostBorne(borne: ReadonlyMap<string, number>, wanted: readonly string[]): string {
  return [...wanted].sort((a, b) => (borne.get(b) ?? 0) - (borne.get(a) ?? 0))[0]!;
}

/** Minutes that do not count are never bridged, however far apart frames are. */
function coveredShare(
  minutes: readonly MinuteSpan[],
  counts: (minute: MinuteSpan) => boolean,
  { fromMs, toMs }: SightingQuestion,
): number {
  const spans: CoveredSpan[] = [];
  for (let m = 0; m < minutes.length; ) {
    let end = m;
    while (end < minutes.length && counts(minutes[end]!)) end++;
    spans.push(...joinMinutes(minutes.slice(m, end)));
    m = end + 1;
  }
  const coveredMs = spans.reduce(
    (sum, span) => sum + Math.max(0, Math.min(span.toMs, toMs) - Math.max(span.fromMs, fromMs)),
    0,
  );
  return toMs > fromMs ? Math.min(1, coveredMs / (toMs - fromMs)) : 0;
}
