// Parking spaces: which of the drawn spaces are free, and an event when too few are.
import type { ScenarioOf } from "@vigie/contracts";
import { endHeld, type Held, heldForMs, notHeld } from "../held-condition.ts";
import { followPicture } from "../picture-condition.ts";
import { concerns, type ScenarioRule, type Setting } from "../scenario-rule.ts";
import { spokenSeconds, type Told } from "../scene-event.ts";
import { createSpaceWatch, type SpaceState, type SpaceWatch } from "./space-watch.ts";

export interface ParkingSpacesState {
  definition: ScenarioOf<"parking-spaces">;
  setting: Setting;
  spaces: Map<string, { watch: SpaceWatch; state: SpaceState }>;
  held: Held;
  free: number;
}

const CLEAR_MS = 3_000;

export const parkingSpaces: ScenarioRule<"parking-spaces", ParkingSpacesState> = {
  kind: "parking-spaces",
  begin: (definition, setting) => ({
    definition,
    setting,
    spaces: new Map(
      definition.spaces.map((id) => [
        id,
        { watch: createSpaceWatch(setting.zones.get(id)?.polygon ?? []), state: null as SpaceState },
      ]),
    ),
    held: notHeld(),
    free: 0,
  }),
  step(state, { picture, things }, nowMs) {
    const { definition, setting, spaces, held } = state;
    const vehicles = things.filter((thing) => concerns(definition, setting, thing));
    const others = things.filter((thing) => !vehicles.includes(thing));
    for (const space of spaces.values()) space.state = space.watch.step(picture, vehicles, others, nowMs);
    const states = [...spaces.values()].map((space) => space.state);
    const free = states.filter((s) => s === "free").length;
    const { minFree } = definition;
    const isKnown = states.every((s) => s !== null);
    const holds = minFree === undefined || !isKnown ? null : free < minFree;
    if (holds || !held.event) state.free = free;
    const events = followPicture(state, holds, nowMs, { clearMs: CLEAR_MS, score: 0.8, tell: () => tell(state) });
    return { state, events };
  },
  end: (state, _nowMs, because) => ({ state, events: endHeld(state.held, () => tell(state), because) }),
  totals: ({ definition, setting, spaces }) => {
    const states = Object.fromEntries([...spaces].map(([id, { state }]) => [id, state ?? "unknown"] as const));
    const count = (what: string): number => Object.values(states).filter((state) => state === what).length;
    const { cameraId: camera } = setting;
    const [free, taken] = [count("free"), count("taken")];
    return { spaces: [{ camera, scenario: definition.id, total: spaces.size, free, taken, states }] };
  },
  cannotJudge: ({ spaces }) => {
    const unknown = [...spaces].filter(([, space]) => space.state === null).map(([id]) => id);
    return unknown.length > 0 ? `whether these spaces are free is not known yet: ${unknown.join(", ")}` : null;
  },
};

function tell({ definition, setting, held, free, spaces }: ParkingSpacesState): Told {
  const { placeName } = setting;
  const seconds = spokenSeconds(heldForMs(held));
  const limitS = definition.minStayS;
  const total = spaces.size;
  const minFree = definition.minFree ?? 0;
  return {
    why: `${free} of ${total} parking spaces free for ${seconds} s; fewer than ${minFree} is an event after ${limitS} s`,
    facts: { placeName, free, total, minFree, seconds, limitS },
  };
}
