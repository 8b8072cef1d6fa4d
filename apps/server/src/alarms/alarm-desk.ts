// The alarm desk: what the fleet saw becomes alarms that are stored before anyone hears of them, and people's decisions become their state.
import { randomUUID } from "node:crypto";
import { type Alarm, AppError, type SceneEvent, type SessionUser, type VerdictRequest } from "@vigie/contracts";
import {
  type AlarmNames,
  acknowledgeAlarm,
  alarmFromEvent,
  alarmToJoin,
  applyEventEnd,
  type Clock,
  type FileSystem,
  joinAlarm,
  judgeAlarm,
  type Records,
  undoVerdict,
} from "@vigie/core";
import type { EventMedia } from "@vigie/engine";
import type { CalibrationBook } from "../calibration/calibration-book.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { mediaPath } from "./alarm-media.ts";

/** Open alarms of one scenario that a new event may belong to. */
const MOST_CANDIDATES = 100;

export interface AlarmDesk {
  /** Stores the event and what follows from it; rejects when the store did not take it, and may then be called again. */
  onEvent(event: SceneEvent): Promise<void>;
  /** Pictures of events that joined another alarm are deleted: the alarm keeps those of its first event. */
  onEventMedia(media: EventMedia): Promise<void>;
  /** Errors: `alarm.not-found`. */
  get(id: string): Promise<Alarm>;
  /** What these return is durable. Errors: `alarm.not-found`, `alarm.closed`, `alarm.no-verdict`, `alarm.undo-too-late`. */
  acknowledge(id: string, user: SessionUser): Promise<Alarm>;
  judge(id: string, verdict: VerdictRequest, user: SessionUser): Promise<Alarm>;
  undoVerdict(id: string): Promise<Alarm>;
}

export interface AlarmDeskDeps {
  records: Records;
  files: FileSystem;
  clock: Clock;
  metrics: Metrics;
  calibration: Pick<CalibrationBook, "confidenceOf" | "forget">;
}

export function createAlarmDesk({ records, files, clock, metrics, calibration }: AlarmDeskDeps): AlarmDesk {
  /** Events that were begun but not finished: the store may know them although what follows from them is not stored yet. */
  const unfinished = new Set<string>();

  const change = (id: string, decide: (alarm: Alarm, nowMs: number) => Alarm | null): Promise<Alarm> => {
    const nowMs = clock.nowMs();
    return records.alarms.change(id, nowMs, (alarm) => decide(alarm, nowMs));
  };
  const isStored = async ({ id, cameraId, scenarioId, startedAtMs }: SceneEvent): Promise<boolean> => {
    const fromMs = Math.floor(startedAtMs);
    const { events } = await records.events.list({ cameraId, scenarioId, fromMs, toMs: fromMs + 1, limit: 500 });
    return events.some((event) => event.id === id);
  };
  const openAlarmsOf = async ({ cameraId, scenarioId }: SceneEvent): Promise<Alarm[]> => {
    const states = ["raised", "acknowledged", "suppressed"] as const;
    return (await records.alarms.list({ states, cameraId, scenarioId, limit: MOST_CANDIDATES })).alarms;
  };
  const namesOf = async (event: SceneEvent): Promise<AlarmNames> => {
    const camera = await records.cameras.get(event.cameraId);
    const scenario = camera?.scene.scenarios.find((item) => item.id === event.scenarioId);
    return {
      cameraName: camera?.name ?? event.cameraId,
      place: camera?.place ?? "",
      scenarioName: scenario?.name ?? event.scenarioId,
    };
  };

  const confidenceIn = ({ cameraId, scenarioId, score }: SceneEvent): Promise<number | null> =>
    calibration.confidenceOf(cameraId, scenarioId, score);
  const raise = async (event: SceneEvent): Promise<void> => {
    const raisedAtMs = clock.nowMs();
    const alarm = alarmFromEvent(event, await namesOf(event), raisedAtMs, randomUUID(), await confidenceIn(event));
    if (!(await records.alarms.raise(alarm))) return;
    metrics.alarmRaised(event.cameraId, event.kind);
    metrics.eventStored(raisedAtMs - event.startedAtMs);
  };
  const learnt = (alarm: Alarm): Alarm => {
    calibration.forget(alarm.cameraId, alarm.scenarioId);
    return alarm;
  };
  const end = async (alarm: Alarm, event: SceneEvent): Promise<void> => {
    if (applyEventEnd(alarm, event)) await change(alarm.id, (now) => applyEventEnd(now, event));
  };
  /** `known`: the event was dealt with before, so that it neither counts nor raises again. */
  const decide = async (event: SceneEvent, known: boolean): Promise<void> => {
    const own = await records.alarms.findByEvent(event.id);
    if (own) return end(own, event);
    const open = await openAlarmsOf(event);
    if (event.phase === "ended") {
      const joined = open.find((alarm) => applyEventEnd(alarm, event));
      if (joined) return end(joined, event);
    } else {
      const same = alarmToJoin(open, event);
      if (same && !known) {
        const confidence = await confidenceIn(event);
        await change(same.id, (alarm) => ({
          ...joinAlarm(alarm, event),
          confidence: event.score > alarm.score ? confidence : alarm.confidence,
        }));
      }
      if (same) return;
    }
    if (!known) await raise(event);
  };

  return {
    async onEvent(event) {
      const known = !unfinished.has(event.id) && (await isStored(event));
      unfinished.add(event.id);
      await records.events.put([event]);
      if (event.mode === "alarm") await decide(event, known);
      unfinished.delete(event.id);
    },
    async onEventMedia({ eventId, still, clip }) {
      const alarm = await records.alarms.findByEvent(eventId);
      if (!alarm) {
        const written = [still, clip].filter((file) => file !== undefined && file.state !== "pending");
        for (const file of written) await files.remove(file!.path).catch(() => undefined);
        return;
      }
      const stateOf = <S>(file: { state: S; path: string }, kind: "still" | "clip") =>
        file.path === mediaPath(eventId, kind) ? file.state : ("failed" as const);
      await change(alarm.id, (before) => {
        const after = {
          ...before,
          ...(still ? { still: stateOf(still, "still") } : {}),
          ...(clip ? { clip: stateOf(clip, "clip") } : {}),
          ...(clip?.state === "ready" ? { clipStartMs: clip.startMs, clipDurationMs: clip.durationMs } : {}),
        };
        const isNew = after.still !== before.still || after.clip !== before.clip;
        return isNew ? after : null;
      });
    },
    async get(id) {
      const alarm = await records.alarms.get(id);
      if (alarm) return alarm;
      throw new AppError({ code: "alarm.not-found", kind: "not-found", message: `There is no alarm "${id}".` });
    },
    acknowledge: (id, user) => change(id, (alarm, nowMs) => acknowledgeAlarm(alarm, user.name, nowMs)),
    judge: async (id, verdict, user) =>
      learnt(await change(id, (alarm, nowMs) => judgeAlarm(alarm, verdict, user.name, nowMs))),
    undoVerdict: async (id) => learnt(await change(id, (alarm, nowMs) => undoVerdict(alarm, nowMs))),
  };
}
