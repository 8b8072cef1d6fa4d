// Open alarms of one camera and scenario fold into one card, so that one busy cause does not bury the others.
import type { Alarm } from "@vigie/contracts";

export interface AlarmGroup {
  /** The same for the same camera and scenario. */
  key: string;
  /** Newest first, at least one. */
  alarms: readonly Alarm[];
}

export function groupKey(alarm: Pick<Alarm, "cameraId" | "scenarioId">): string {
  return `${alarm.cameraId}/${alarm.scenarioId}`;
}

/** Groups where their best alarm stands in the queue. `queue`: in the order in which alarms ask for a person. */
export function groupQueue(queue: readonly Alarm[]): AlarmGroup[] {
  const groups = new Map<string, Alarm[]>();
  for (const alarm of queue) {
    const key = groupKey(alarm);
    const known = groups.get(key);
    if (known) known.push(alarm);
    else groups.set(key, [alarm]);
  }
  return [...groups].map(([key, alarms]) => ({ key, alarms: alarms.sort(newestFirst) }));
}

function newestFirst(a: Alarm, b: Alarm): number {
  return b.raisedAtMs - a.raisedAtMs || (a.id < b.id ? -1 : 1);
}

/** The alarm that stands for a folded group: the one that is looked at, else the newest. */
export function faceOf(group: AlarmGroup, selectedId: string | null): Alarm {
  return group.alarms.find(({ id }) => id === selectedId) ?? group.alarms[0]!;
}

/** Where the keys stop: at each card, and at each alarm of an unfolded one. */
export function stopsOf(
  groups: readonly AlarmGroup[],
  unfolded: ReadonlySet<string>,
  selectedId: string | null,
): Alarm[] {
  return groups.flatMap((group) => (unfolded.has(group.key) ? group.alarms : [faceOf(group, selectedId)]));
}

/**
 * Where to look after these alarms left the queue: at the next older one of the same group, else at its newest, else at the card that
 * followed, else at the one before, else at nothing.
 */
export function afterLeaving(groups: readonly AlarmGroup[], id: string, left: ReadonlySet<string>): string | null {
  const at = groups.findIndex(({ alarms }) => alarms.some((alarm) => alarm.id === id));
  const staying = (group: AlarmGroup | undefined, from = 0) =>
    group?.alarms.slice(from).find((alarm) => alarm.id !== id && !left.has(alarm.id))?.id;
  if (at < 0) return groups.map((group) => staying(group)).find((found) => found !== undefined) ?? null;
  const own = groups[at]!;
  const inside = staying(own, own.alarms.findIndex((alarm) => alarm.id === id) + 1) ?? staying(own);
  if (inside !== undefined) return inside;
  const others = [...groups.slice(at + 1), ...groups.slice(0, at).reverse()];
  return others.map((group) => staying(group)).find((found) => found !== undefined) ?? null;
}
