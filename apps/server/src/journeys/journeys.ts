// A journey asked for by an investigator: who asked is written into the journal first, then candidates are looked up by camera, time and class.
import { setImmediate } from "node:timers/promises";
import {
  AppError,
  JOURNEY_LIMITS,
  JOURNEY_MOST_CANDIDATES,
  type Journey,
  type JourneyCandidate,
  type journeyRequestSchema,
  type SessionUser,
} from "@vigie/contracts";
import type { Records, TrajectoryReader } from "@vigie/core";
import { type CameraSightings, sightingsOf } from "@vigie/engine";
import { openTrajectoryReader } from "@vigie/store/tracks";
import type { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import { readSiteSettings } from "../site-settings.ts";

type Asked = z.output<typeof journeyRequestSchema>;
type Deps = Pick<AppDeps, "records" | "clock" | "config">;

interface Named {
  id: string;
  name: string;
}
interface Looked extends CameraSightings {
  camera: Named;
  candidates: JourneyCandidate[];
}

const DAY_MS = 86_400_000;

/**
 * Nothing is answered before the question stands in the journal.
 * Errors: `camera.not-found`, `journey.in-future`, `journey.too-old`, `journey.unseen-class`, `store.*`.
 */
export async function askJourney(deps: Deps, asked: Asked, user: SessionUser): Promise<Journey> {
  const { records, clock, config } = deps;
  const nowMs = clock.nowMs();
  const { sighted, others } = await camerasOf(records, asked);
  await requireKept(records, asked.atMs, nowMs);
  const fromMs = asked.atMs - asked.beforeS * 1000;
  const toMs = Math.min(asked.atMs + asked.afterS * 1000, nowMs);
  await records.journal.append(
    {
      type: "journey.asked",
      by: user.name,
      userId: user.id,
      legalReference: asked.legalReference,
      reason: asked.reason,
      cameraId: sighted.id,
      cameraName: sighted.name,
      sightingMs: asked.atMs,
      classes: asked.classes,
      fromMs,
      toMs,
      cameraIds: others.map(({ id }) => id),
    },
    nowMs,
  );
  const { dataFolder, databaseUrl } = config;
  const reader = await openTrajectoryReader({ dataFolder, databaseUrl: databaseUrl ?? undefined });
  try {
    const looked: Looked[] = [];
    for (const camera of others) {
      looked.push(await lookAt(records, reader, camera, asked, fromMs, toMs));
      // The embedded store answers at once: other requests get their turn between two cameras.
      await setImmediate();
    }
    requireSeen(looked, asked.classes);
    return answer(looked, fromMs, toMs);
  } finally {
    await reader.close();
  }
}

/** Errors: `camera.not-found`. */
async function camerasOf(
  records: Records,
  { cameraId, cameraIds }: Asked,
): Promise<{ sighted: Named; others: Named[] }> {
  const all: readonly Named[] = await records.cameras.list();
  const named = (id: string): Named => {
    const camera = all.find((one) => one.id === id);
    if (camera) return camera;
    throw new AppError({ code: "camera.not-found", kind: "not-found", message: `There is no camera "${id}".` });
  };
  const others = cameraIds ? [...new Set(cameraIds)].map(named) : all.filter(({ id }) => id !== cameraId);
  return { sighted: named(cameraId), others };
}

/** Errors: `journey.in-future`, `journey.too-old`. */
async function requireKept(records: Records, atMs: number, nowMs: number): Promise<void> {
  const at = new Date(Math.min(atMs, 8.64e15)).toISOString();
  if (atMs > nowMs) {
    throw new AppError({
      code: "journey.in-future",
      kind: "invalid",
      message: `The sighting at ${at} lies in the future; by the server's clock it is now ${new Date(nowMs).toISOString()}.`,
    });
  }
  const { retentionDays } = await readSiteSettings(records);
  if (atMs >= nowMs - retentionDays * DAY_MS) return;
  throw new AppError({
    code: "journey.too-old",
    kind: "conflict",
    message: `Of the time of the sighting, ${at}, nothing is kept any more: tracks are deleted after ${retentionDays} days.`,
    details: { retentionDays },
  });
}

async function lookAt(
  records: Records,
  reader: TrajectoryReader,
  camera: Named,
  { classes, atMs }: Asked,
  fromMs: number,
  toMs: number,
): Promise<Looked> {
  const found = await sightingsOf(reader, { cameraId: camera.id, classes, fromMs, toMs });
  const recorded = found.sightings.length > 0 ? await records.segments.list(camera.id, fromMs, toMs) : [];
  const candidates = found.sightings.map((sighting) => ({
    cameraId: camera.id,
    cameraName: camera.name,
    ...sighting,
    secondsAfter: secondsFrom(atMs, sighting),
    hasRecording: recorded.some(({ startMs, endMs }) => startMs <= sighting.toMs && endMs >= sighting.fromMs),
  }));
  return { camera, ...found, candidates };
}

function secondsFrom(atMs: number, { fromMs, toMs }: { fromMs: number; toMs: number }): number {
  const nearestMs = Math.min(Math.max(atMs, fromMs), toMs);
  return Math.round((nearestMs - atMs) / 100) / 10;
}

/** Errors: `journey.unseen-class` when cameras were analysed, and none of them for any of the classes. */
function requireSeen(looked: readonly Looked[], classes: readonly string[]): void {
  const analysed = looked.filter(({ isKnown }) => isKnown);
  const sees = ({ unseen, coveredShare }: Looked): boolean => coveredShare > 0 || unseen.length < classes.length;
  if (analysed.length === 0 || analysed.some(sees)) return;
  throw new AppError({
    code: "journey.unseen-class",
    kind: "conflict",
    message: `No camera that was analysed then could see ${classes.join(", ")}: its detector does not know such a class.`,
  });
}

function answer(looked: readonly Looked[], fromMs: number, toMs: number): Journey {
  const inTime = (a: JourneyCandidate, b: JourneyCandidate): number =>
    a.fromMs - b.fromMs || a.toMs - b.toMs || (a.cameraId < b.cameraId ? -1 : 1);
  const all = looked.flatMap(({ candidates }) => candidates).sort(inTime);
  const nearest = [...all].sort((a, b) => Math.abs(a.secondsAfter) - Math.abs(b.secondsAfter) || inTime(a, b));
  const kept = nearest.slice(0, JOURNEY_MOST_CANDIDATES).sort(inTime);
  return {
    fromMs,
    toMs,
    candidates: kept,
    leftOut: all.length - kept.length,
    cameras: looked.map(({ camera, coveredShare, unseen, candidates }) => ({
      cameraId: camera.id,
      cameraName: camera.name,
      coveredShare,
      candidates: candidates.length,
      unseen,
    })),
    limits: [...JOURNEY_LIMITS],
  };
}
