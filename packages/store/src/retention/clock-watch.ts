// Which time retention may go by: the wall clock, unless it has stepped while this process ran, or lies before what is recorded.
import type { Clock, SettingRecords } from "@vigie/core";

/** What is wrong with the wall clock, and by how much. Unit: ms. */
export type ClockStep = { kind: "forward"; byMs: number } | { kind: "backward"; byMs: number };

export interface ClockReading {
  wallMs: number;
  /** The time to delete by: wall time, less what it has jumped forward. */
  trustedMs: number;
  step: ClockStep | null;
}

export interface ClockWatch {
  /** Compares the wall clock with measured time and with what was recorded; a step found is remembered across restarts. */
  read(keptMs: number): Promise<ClockReading>;
  /** A pass by this reading is complete. */
  accept(reading: ClockReading): Promise<void>;
  /** A person says that the wall clock is right. */
  trustWall(): Promise<void>;
}

interface Jump {
  byMs: number;
  /** Trusted time at which it was seen. */
  atMs: number;
}

/** Room for a wrong time zone, a summer time that a machine's own clock follows, and the drift of quartz. */
export const STEP_TOLERANCE_MS = 3 * 3_600_000;
const LAST_PASS = "retention.last-pass";
const JUMP = "retention.clock-jump";

/**
 * `elapsedMs` is measured time since any start and must go on while the machine sleeps, where the system can tell.
 *
 * After a forward jump each recording is aged by the clock that stamped it: the trusted time goes on as before the jump until all
 * that is older than the jump has had its days; then both clocks say the same of everything kept, and the wall is trusted again.
 * A server that was off cannot tell a long stop from a jump, and a long stop is what happens: there the wall clock is believed.
 */
export function createClockWatch(
  settings: SettingRecords,
  clock: Clock,
  elapsedMs: () => number = () => clock.monotonicMs(),
): ClockWatch {
  let anchor: { trustedMs: number; elapsedMs: number } | null = null;

  const expectedMs = (wallMs: number, jump: Jump | null, lastMs: number): number => {
    if (anchor) return anchor.trustedMs + (elapsedMs() - anchor.elapsedMs);
    if (jump && wallMs - jump.byMs >= lastMs - STEP_TOLERANCE_MS) return wallMs - jump.byMs;
    return wallMs;
  };

  return {
    async read(keptMs) {
      const wallMs = Math.floor(clock.nowMs());
      const lastMs = await numberAt(settings, LAST_PASS);
      if (lastMs === null && anchor === null) return { wallMs, trustedMs: wallMs, step: null };
      if (lastMs !== null && wallMs < lastMs - STEP_TOLERANCE_MS) {
        return { wallMs, trustedMs: wallMs, step: { kind: "backward", byMs: lastMs - wallMs } };
      }
      const known = parseJump(await settings.get(JUMP));
      const trustedMs = Math.floor(expectedMs(wallMs, known, lastMs ?? wallMs));
      const byMs = wallMs - trustedMs;
      const jump = byMs > STEP_TOLERANCE_MS ? { byMs, atMs: known?.atMs ?? trustedMs } : null;
      if (jump && trustedMs - keptMs < jump.atMs) {
        if (jump.byMs !== known?.byMs) await settings.set(JUMP, JSON.stringify(jump));
        return { wallMs, trustedMs, step: { kind: "forward", byMs } };
      }
      if (known) await settings.set(JUMP, "");
      return { wallMs, trustedMs: wallMs, step: null };
    },
    async accept({ trustedMs, step }) {
      if (step?.kind === "backward") return;
      anchor = { trustedMs, elapsedMs: elapsedMs() };
      await settings.set(LAST_PASS, String(trustedMs));
    },
    async trustWall() {
      const wallMs = Math.floor(clock.nowMs());
      anchor = { trustedMs: wallMs, elapsedMs: elapsedMs() };
      await settings.set(JUMP, "");
      await settings.set(LAST_PASS, String(wallMs));
    },
  };
}

async function numberAt(settings: SettingRecords, key: string): Promise<number | null> {
  const value = Number((await settings.get(key)) ?? Number.NaN);
  return Number.isFinite(value) ? value : null;
}

function parseJump(text: string | null): Jump | null {
  return text ? (JSON.parse(text) as Jump) : null;
}
