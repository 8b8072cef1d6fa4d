// Turning movements: from which entry to which exit each thing goes, told once and counted per class.
import type { ScenarioOf, SceneEvent, TurnCounts } from "@vigie/contracts";
import type { Thing } from "../../observations/index.ts";
import { concerns, noEvents, type ScenarioRule, type Setting } from "../scenario-rule.ts";
import { eventOf, spokenSeconds, subjectOf } from "../scene-event.ts";
import { createZonePaths, type ZonePaths } from "../zone-paths.ts";

export interface TurnCountState {
  definition: ScenarioOf<"turn-count">;
  setting: Setting;
  paths: ZonePaths;
  /** Entry by which each thing came, until it is counted. */
  cameBy: Map<Thing, string>;
  totals: TurnCounts[];
}

/** Back in its entry it has turned round only when it was so far away. Unit: sizes. */
const AWAY = 1;

export const turnCount: ScenarioRule<"turn-count", TurnCountState> = {
  kind: "turn-count",
  begin(definition, setting) {
    const cameBy = new Map<Thing, string>();
    const paths = createZonePaths(setting.zones, {
      onHeir(lost, heir) {
        const entry = cameBy.get(lost);
        if (entry !== undefined) cameBy.set(heir, entry);
        cameBy.delete(lost);
      },
      onAnew: (thing) => cameBy.delete(thing),
    });
    return { definition, setting, paths, cameBy, totals: emptyTotals(definition, setting) };
  },
  step(state, observation) {
    const { definition, setting, paths, cameBy } = state;
    for (const thing of observation.gone) cameBy.delete(thing);
    let events: SceneEvent[] | null = null;
    for (const { thing, zone, atMs } of paths.step(observation)) {
      const entry = cameBy.get(thing);
      if (entry === undefined || !isExit(state, thing, entry, zone)) {
        if (entry === undefined && definition.entries.includes(zone)) cameBy.set(thing, zone);
        continue;
      }
      cameBy.delete(thing);
      const tookMs = entry === zone ? 0 : atMs - (paths.lastIn(thing, entry) ?? atMs);
      if (tookMs > definition.withinS * 1000 || !concerns(definition, setting, thing)) continue;
      if (!setting.watchesAt(atMs)) continue;
      count(state, entry, zone, thing.className);
      events ??= [];
      events.push(turnEvent(state, thing, entry, zone, atMs, tookMs));
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

function isExit({ definition, paths }: TurnCountState, thing: Thing, entry: string, zone: string): boolean {
  if (!definition.exits.includes(zone)) return false;
  return zone !== entry || paths.farthestFrom(thing, zone) >= AWAY;
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
