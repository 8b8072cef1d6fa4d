// The order in which alarms ask for a person: priority, then confidence (score where there is none), then age.
import type { Alarm } from "@vigie/contracts";

const RANK: Readonly<Record<Alarm["priority"], number>> = { high: 0, normal: 1, low: 2 };

/** How urgent an alarm is within its priority: how often such a score was right, or the score itself while nobody knows. */
export function urgencyOf({ confidence, score }: Pick<Alarm, "confidence" | "score">): number {
  return confidence ?? score;
}

/** For `sort`: highest priority first, then most urgent, then the one that waits longest; ids decide the rest. */
export function compareInQueue(a: Alarm, b: Alarm): number {
  return (
    RANK[a.priority] - RANK[b.priority] ||
    urgencyOf(b) - urgencyOf(a) ||
    a.raisedAtMs - b.raisedAtMs ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}
