// Turning movements: from which entry to which exit each thing goes, told once and counted per class.
import type { ScenarioOf, SceneEvent, TurnCounts } from "@vigie/contracts";
import type { Thing } from "../../observations/index.ts";
import { concerns, noEvents, type ScenarioRule, type Setting } from "../scenario-rule.ts";
import { eventOf, spokenSeconds, subjectOf } from "../scene-event.ts";
import { createZonePaths, type ZonePaths } from "../zone-paths.ts";
import { type Entry, keepEntries, lostBefore } from "./entries.ts";

export interface TurnCountState {
  definition: ScenarioOf<"turn-count">;
  setting: Setting;
  paths: ZonePaths;
  /** Entry by which each thing came, until it is counted. */
  cameBy: Map<Thing, Entry>;
  totals: TurnCounts[];
}

/** Back in its entry it has turned round only when it was so far away. Unit: sizes. */
const AWAY = 1;
/** Where entry and exit overlap, who has not come so far has gone nowhere yet. Unit: sizes. */
const WENT = 0.5;

export const turnCount: ScenarioRule<"turn-count", TurnCountState> = {
  kind: "turn-count",
  begin(definition, setting) {
    const cameBy = new Map<Thing, Entry>();
    const paths = createZonePaths(setting.zones, (thing) => cameBy.delete(thing));
    return { definition, setting, paths, cameBy, totals: emptyTotals(definition, setting) };
  },
  step(state, observation) {
    const { definition, setting, paths, cameBy } = state;
    const withinMs = definition.withinS * 1000;
    keepEntries(cameBy, observation, paths, withinMs);
    let events: SceneEvent[] | null = null;
    for (const { thing, zone, atMs } of paths.step(observation)) {
      const way = wayTo(state, thing, zone, atMs, observation.aspect);
      if (!way) {
        if (!cameBy.has(thing) && definition.entries.includes(zone)) cameBy.set(thing, { zone, leftMs: null });
        continue;
      }
      cameBy.delete(way.by);
      if (way.tookMs > withinMs || !concerns(definition, setting, thing) || !setting.watchesAt(atMs)) continue;
      count(state, way.from, zone, thing.className);
      events ??= [];
      events.push(turnEvent(state, thing, way.from, zone, atMs, way.tookMs));
    }
    return { state, events: events ?? noEvents };
  },
  end(state) {
    state.paths.clear();
    state.cameBy.clear();
    return { state, events: noEvents };
  },
  totals: (state) => ({ turns: state.totals.map((row) => ({ ...row, counts: { ...row.counts } })) }),
};

/** How the thing came to this exit, and on which thing that was noted; null when the zone is no exit of its way. */
function wayTo(
  { definition, paths, cameBy }: TurnCountState,
  thing: Thing,
  zone: string,
  atMs: number,
  aspect: number,
): { by: Thing; from: string; tookMs: number } | null {
  if (!definition.exits.includes(zone)) return null;
  const by = cameBy.has(thing) ? thing : lostBefore(cameBy, thing, zone, paths, aspect);
  const entry = by && cameBy.get(by);
  if (!entry || (entry.zone === zone && paths.farthestFrom(thing, zone) < AWAY)) return null;
  if (by === thing && !hasGone(thing, paths, aspect)) return null;
  const leftMs = entry.leftMs ?? paths.lastIn(by, entry.zone) ?? atMs;
  return { by, from: entry.zone, tookMs: entry.zone === zone ? 0 : atMs - leftMs };
}

function hasGone(thing: Thing, paths: ZonePaths, aspect: number): boolean {
  const began = paths.beganAt(thing);
  return began !== null && Math.hypot((thing.x - began.x) * aspect, thing.y - began.y) >= WENT * thing.size;
}

function emptyTotals({ id, entries, exits }: ScenarioOf<"turn-count">, { cameraId }: Setting): TurnCounts[] {
  return entries.flatMap((from) => exits.map((to) => ({ camera: cameraId, scenario: id, from, to, counts: {} })));
}

function count({ totals }: TurnCountState, from: string, to: string, className: string): void {
  const row = totals.find((entry) => entry.from === from && entry.to === to)!;
  row.counts[className] = (row.counts[className] ?? 0) + 1;
}

function turnEvent(
  { definition, setting }: TurnCountState,
  thing: Thing,
  from: string,
  to: string,
  atMs: number,
  tookMs: number,
): SceneEvent {
  const { className } = thing;
  const nameOf = (id: string): string => setting.zones.get(id)?.name ?? id;
  const [fromName, toName] = [nameOf(from), nameOf(to)];
  const placeName = `${fromName} → ${toName}`;
  const seconds = spokenSeconds(Math.max(0, tookMs));
  const why = `${subjectOf(className)} went ${placeName} in ${seconds} s`;
  const facts = { className, placeName, from, to, fromName, toName, seconds };
  return eventOf({ definition, setting, phase: "instant", startedAtMs: atMs, thing, why, facts });
}
