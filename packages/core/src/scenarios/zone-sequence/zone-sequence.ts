// Forbidden turn: a ticked class goes through the drawn zones in their order, soon enough.
import type { ScenarioOf, SceneEvent } from "@vigie/contracts";
import type { Thing } from "../../observations/index.ts";
import { concerns, noEvents, type ScenarioRule, type Setting } from "../scenario-rule.ts";
import { eventOf, spokenSeconds, subjectOf } from "../scene-event.ts";
import { createZonePaths, type ZonePaths } from "../zone-paths.ts";

export interface ZoneSequenceState {
  definition: ScenarioOf<"zone-sequence">;
  setting: Setting;
  paths: ZonePaths;
  /** How many zones of the order each thing has done. */
  done: Map<Thing, number>;
}

export const zoneSequence: ScenarioRule<"zone-sequence", ZoneSequenceState> = {
  kind: "zone-sequence",
  begin(definition, setting) {
    const done = new Map<Thing, number>();
    const paths = createZonePaths(setting.zones, (thing) => done.delete(thing));
    return { definition, setting, paths, done };
  },
  step(state, observation) {
    const { definition, setting, paths, done } = state;
    for (const thing of observation.gone) done.delete(thing);
    let events: SceneEvent[] | null = null;
    for (const { thing, zone, atMs } of paths.step(observation)) {
      const [first] = definition.zones;
      let next = done.get(thing) ?? 0;
      // The first zone begins the order again, unless it stands there a second time.
      if (zone === first && definition.zones[next] !== first) next = 0;
      if (definition.zones[next] !== zone) continue;
      done.set(thing, ++next);
      if (next < definition.zones.length) continue;
      done.delete(thing);
      const tookMs = atMs - (paths.lastIn(thing, first!) ?? atMs);
      if (tookMs > definition.withinS * 1000 || !concerns(definition, setting, thing)) continue;
      events ??= [];
      events.push(turned(state, thing, atMs, tookMs));
    }
    return { state, events: events ?? noEvents };
  },
  end(state) {
    state.paths.clear();
    state.done.clear();
    return { state, events: noEvents };
  },
};

function turned({ definition, setting }: ZoneSequenceState, thing: Thing, atMs: number, tookMs: number): SceneEvent {
  const { className } = thing;
  const nameOf = (id: string): string => setting.zones.get(id)?.name ?? id;
  const placeName = definition.zones.map(nameOf).join(" → ");
  const seconds = spokenSeconds(Math.max(0, tookMs));
  const limitS = definition.withinS;
  const why = `${subjectOf(className)} went ${placeName} in ${seconds} s; told within ${limitS} s`;
  const facts = { className, placeName, seconds, limitS };
  return eventOf({ definition, setting, phase: "instant", startedAtMs: atMs, thing, why, facts });
}
