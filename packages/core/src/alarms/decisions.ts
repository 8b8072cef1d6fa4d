// The state machine of an alarm: raised, acknowledged, cleared, suppressed. Nothing but a verdict clears.
import type { Alarm, AlarmState, Verdict } from "@vigie/contracts";
import { AppError } from "@vigie/contracts/errors";

/** A verdict may be taken back for this long. */
export const UNDO_MS = 10_000;

export interface Judgement {
  verdict: Verdict;
  outcome?: Alarm["outcome"] | undefined;
  note?: string | undefined;
}

/** Someone looks at it. Null when somebody already does. Errors: `alarm.closed`. */
export function acknowledgeAlarm(alarm: Alarm, by: string, nowMs: number): Alarm | null {
  if (alarm.state === "cleared") throw closed(alarm);
  if (alarm.state === "acknowledged") return null;
  return { ...alarm, state: "acknowledged", acknowledgedAtMs: nowMs, acknowledgedBy: by };
}

/** The verdict clears it. Null when the very same verdict stands already. Errors: `alarm.closed` when another one stands. */
export function judgeAlarm(
  alarm: Alarm,
  { verdict, outcome, note }: Judgement,
  by: string,
  nowMs: number,
): Alarm | null {
  if (alarm.state === "cleared") {
    if (alarm.verdict === verdict && alarm.verdictBy === by) return null;
    throw closed(alarm);
  }
  return {
    ...alarm,
    state: "cleared",
    acknowledgedAtMs: alarm.acknowledgedAtMs ?? nowMs,
    acknowledgedBy: alarm.acknowledgedBy ?? by,
    verdict,
    outcome: verdict === "true" ? (outcome ?? "none") : "none",
    verdictNote: note ?? "",
    verdictAtMs: nowMs,
    verdictBy: by,
  };
}

/** Takes the verdict back: the alarm is as it was before. Errors: `alarm.no-verdict`, `alarm.undo-too-late`. */
export function undoVerdict(alarm: Alarm, nowMs: number): Alarm {
  if (alarm.verdictAtMs === null) {
    throw new AppError({
      code: "alarm.no-verdict",
      kind: "conflict",
      message: "This alarm has no verdict that could be taken back.",
      details: { alarmId: alarm.id },
    });
  }
  if (nowMs - alarm.verdictAtMs > UNDO_MS) {
    throw new AppError({
      code: "alarm.undo-too-late",
      kind: "conflict",
      message: "A verdict can be taken back for 10 seconds after it was given.",
      details: { alarmId: alarm.id, verdictAtMs: alarm.verdictAtMs },
    });
  }
  // Who judges an alarm that nobody had acknowledged acknowledges it in the same moment.
  const wasRaised = alarm.acknowledgedAtMs === alarm.verdictAtMs;
  return {
    ...alarm,
    state: wasRaised ? "raised" : "acknowledged",
    acknowledgedAtMs: wasRaised ? null : alarm.acknowledgedAtMs,
    acknowledgedBy: wasRaised ? null : alarm.acknowledgedBy,
    verdict: null,
    outcome: null,
    verdictNote: "",
    verdictAtMs: null,
    verdictBy: null,
  };
}

/** It is kept but asks for nobody. Null when somebody already looks at it, or it is cleared or suppressed. */
export function suppressAlarm(alarm: Alarm): Alarm | null {
  return alarm.state === "raised" ? { ...alarm, state: "suppressed" } : null;
}

/** It asks for attention again. Null when it was not suppressed. */
export function releaseAlarm(alarm: Alarm): Alarm | null {
  return alarm.state === "suppressed" ? { ...alarm, state: "raised" } : null;
}

/** True for alarms that still await a verdict. */
export function isOpenAlarmState(state: AlarmState): boolean {
  return state !== "cleared";
}

function closed(alarm: Alarm): AppError {
  return new AppError({
    code: "alarm.closed",
    kind: "conflict",
    message: `This alarm already has the verdict "${alarm.verdict}"${alarm.verdictBy ? ` by ${alarm.verdictBy}` : ""}.`,
    details: { alarmId: alarm.id, verdict: alarm.verdict },
  });
}
