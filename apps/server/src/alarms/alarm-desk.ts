// The alarm desk: what the fleet saw becomes alarms that are stored before anyone hears of them, and people's decisions become their state.
import { randomUUID } from "node:crypto";
import { type Alarm, AppError, type SceneEvent, type SessionUser, type VerdictRequest } from "@vigie/contracts";
import type { Clock, FileSystem, Records } from "@vigie/core";
import type { EventMedia } from "@vigie/engine";
import type { Metrics } from "../metrics/metrics.ts";
import { mediaPath } from "./alarm-media.ts";

const UNDO_MS = 10_000;

export interface AlarmDesk {
  /** Stores the event and what follows from it; rejects when the store did not take it, and may then be called again. */
  onEvent(event: SceneEvent): Promise<void>;
  onEventMedia(media: EventMedia): Promise<void>;
  /** Errors: `alarm.not-found`. */
  get(id: string): Promise<Alarm>;
  /** Errors of these: `alarm.not-found`, `alarm.closed`, `alarm.undo-too-late`. What they return is durable. */
  acknowledge(id: string, user: SessionUser): Promise<Alarm>;
  judge(id: string, verdict: VerdictRequest, user: SessionUser): Promise<Alarm>;
  undoVerdict(id: string, user: SessionUser): Promise<Alarm>;
}

export interface AlarmDeskDeps {
  records: Records;
  files: FileSystem;
  clock: Clock;
  metrics: Metrics;
}

export function createAlarmDesk({ records, clock, metrics }: AlarmDeskDeps): AlarmDesk {
  const get = async (id: string): Promise<Alarm> => {
    const alarm = await records.alarms.get(id);
    if (alarm) return alarm;
    throw new AppError({ code: "alarm.not-found", kind: "not-found", message: `There is no alarm "${id}".` });
  };
  const change = (id: string, decide: (alarm: Alarm, nowMs: number) => Alarm | null): Promise<Alarm> => {
    const nowMs = clock.nowMs();
    return records.alarms.change(id, nowMs, (alarm) => decide(alarm, nowMs));
  };

  return {
    get,
    async onEvent(event) {
      await records.events.put([event]);
      if (event.mode !== "alarm") return;
      const known = await records.alarms.findByEvent(event.id);
      if (known) {
        if (event.endedAtMs !== null && known.endedAtMs === null) {
          await change(known.id, (alarm) =>
            alarm.endedAtMs === null ? { ...alarm, endedAtMs: event.endedAtMs } : null,
          );
        }
        return;
      }
      const camera = await records.cameras.get(event.cameraId);
      const scenario = camera?.scene.scenarios.find((item) => item.id === event.scenarioId);
      const raisedAtMs = clock.nowMs();
      const alarm: Alarm = {
        id: randomUUID(),
        eventId: event.id,
        cameraId: event.cameraId,
        cameraName: camera?.name ?? event.cameraId,
        place: camera?.place ?? "",
        scenarioId: event.scenarioId,
        scenarioName: scenario?.name ?? event.scenarioId,
        kind: event.kind,
        priority: event.priority,
        score: event.score,
        why: event.why,
        classes: event.classes,
        trackIds: event.trackIds,
        box: event.box,
        state: "raised",
        startedAtMs: event.startedAtMs,
        endedAtMs: event.endedAtMs,
        raisedAtMs,
        occurrences: 1,
        acknowledgedAtMs: null,
        acknowledgedBy: null,
        verdict: null,
        outcome: null,
        verdictNote: "",
        verdictAtMs: null,
        verdictBy: null,
        still: "pending",
        clip: "pending",
        clipStartMs: null,
        clipDurationMs: null,
      };
      if (await records.alarms.raise(alarm)) {
        metrics.alarmRaised(event.cameraId, event.kind);
        metrics.eventStored(raisedAtMs - event.startedAtMs);
      }
    },
    async onEventMedia({ eventId, still, clip }) {
      const alarm = await records.alarms.findByEvent(eventId);
      if (!alarm) return;
      const usable = (path: string, kind: "still" | "clip") => path === mediaPath(eventId, kind);
      await change(alarm.id, (before) => ({
        ...before,
        ...(still ? { still: usable(still.path, "still") ? still.state : "failed" } : {}),
        ...(clip ? { clip: usable(clip.path, "clip") ? clip.state : "failed" } : {}),
        ...(clip?.state === "ready" ? { clipStartMs: clip.startMs, clipDurationMs: clip.durationMs } : {}),
      }));
    },
    acknowledge: (id, user) =>
      change(id, (alarm, nowMs) =>
        alarm.state === "raised"
          ? { ...alarm, state: "acknowledged", acknowledgedAtMs: nowMs, acknowledgedBy: user.name }
          : null,
      ),
    judge: (id, { verdict, outcome, note }, user) =>
      change(id, (alarm, nowMs) => {
        return {
          ...alarm,
          state: "cleared",
          verdict,
          outcome: outcome ?? "none",
          verdictNote: note ?? "",
          verdictAtMs: nowMs,
          verdictBy: user.name,
        };
      }),
    undoVerdict: (id) =>
      change(id, (alarm, nowMs) => {
        if (alarm.verdictAtMs === null || nowMs - alarm.verdictAtMs > UNDO_MS) {
          throw new AppError({
            code: "alarm.undo-too-late",
            kind: "conflict",
            message: "A verdict can be taken back for 10 seconds after it was given.",
          });
        }
        return {
          ...alarm,
          state: "acknowledged",
          verdict: null,
          outcome: null,
          verdictNote: "",
          verdictAtMs: null,
          verdictBy: null,
        };
      }),
  };
}
