// Pictures that were announced and never came (a worker died while it wrote them): what plays is ready, the rest has failed.
import type { Alarm } from "@vigie/contracts";
import type { Clock, FileSystem, Records } from "@vigie/core";
import { mediaExists } from "./alarm-media.ts";

/** A clip is complete 10 s after its event; far later nobody writes it any more. Unit: ms. */
export const PATIENCE_MS = 120_000;
const PAGE = 200;

/** Settles every alarm of the last day whose pictures are overdue; returns how many. */
export async function settlePendingMedia(records: Records, files: FileSystem, clock: Clock): Promise<number> {
  const nowMs = clock.nowMs();
  const fromMs = nowMs - 86_400_000;
  let after: string | undefined;
  let settled = 0;
  do {
    const page = await records.alarms.list({ fromMs, limit: PAGE, ...(after === undefined ? {} : { after }) });
    for (const alarm of page.alarms) {
      if (!isOverdue(alarm, nowMs)) continue;
      const still = await outcome(files, alarm, "still");
      const clip = await outcome(files, alarm, "clip");
      await records.alarms.change(alarm.id, nowMs, (now) => ({
        ...now,
        still: now.still === "pending" ? still : now.still,
        clip: now.clip === "pending" ? clip : now.clip,
      }));
      settled++;
    }
    after = page.next ?? undefined;
  } while (after !== undefined);
  return settled;
}

function isOverdue(alarm: Alarm, nowMs: number): boolean {
  return (alarm.still === "pending" || alarm.clip === "pending") && nowMs - alarm.raisedAtMs > PATIENCE_MS;
}

async function outcome(files: FileSystem, alarm: Alarm, kind: "still" | "clip"): Promise<"ready" | "failed"> {
  return (await mediaExists(files, alarm.eventId, kind)) ? "ready" : "failed";
}
