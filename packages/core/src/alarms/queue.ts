// The order in which alarms ask for a person: priority, then score, then age.
import type { Alarm } from "@vigie/contracts";

const RANK: Readonly<Record<Alarm["priority"], number>> = { high: 0, normal: 1, low: 2 };

/** For `sort`: highest priority first, then highest score, then the one that waits longest; ids decide the rest. */
export function compareInQueue(a: Alarm, b: Alarm): number {
  return (
    RANK[a.priority] - RANK[b.priority] ||
    b.score - a.score ||
    a.raisedAtMs - b.raisedAtMs ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}
