// Still objects in a zone: what all kinds about things that lie there or are missing share. One event per object, however often it is hidden.
import type { ScenarioOf, SceneEvent } from "@vigie/contracts";
import { boxArea, boxOverlap, isInsidePolygon, type Point } from "../../geometry/index.ts";
import { createThing, type Observation } from "../../observations/index.ts";
import type { StillObject } from "../../still-objects/index.ts";
import { noEvents, type ScenarioRule, type Setting } from "../scenario-rule.ts";
import { endedEvent, eventOf, spokenSeconds, type Told } from "../scene-event.ts";
import { type Attendance, attend, beginAttendance } from "./attendance.ts";

export type ObjectKind = "dumping" | "abandoned" | "removed" | "obstruction" | "waste";

interface Watched {
  object: StillObject;
  attendance: Attendance;
  event: SceneEvent | null;
  /** Since when the condition did not hold although the event is open. */
  lapsedMs: number | null;
  heldMs: number;
}

export interface ObjectState<K extends ObjectKind> {
  definition: ScenarioOf<K>;
  setting: Setting;
  /** Objects count from here; null before the first frame. */
  fromMs: number | null;
  /** Newest frame with a picture. */
  picturedMs: number | null;
  nowMs: number;
  /** True while the place itself is being learnt. */
  isLearning: boolean;
  watched: Map<StillObject, Watched>;
  /** Objects of which an event told. */
  told: Set<number>;
}

/** What differs between the kinds. */
export interface ObjectTraits<K extends ObjectKind> {
  kind: K;
  /** How long the condition must hold. Unit: s. */
  limitS(definition: ScenarioOf<K>): number;
  /** True when the kind is about such objects. */
  isAbout(object: StillObject, definition: ScenarioOf<K>, polygon: readonly Point[]): boolean;
  /** So far from the object somebody still attends to it; null when nobody matters. Unit: heights of that person. */
  attendanceDistance(definition: ScenarioOf<K>): number | null;
  /** Since when the condition holds; null when it does not. */
  holdsSince(object: StillObject, attendance: Attendance, definition: ScenarioOf<K>, nowMs: number): number | null;
  /** The sentence without place, time and limit: "object left alone". */
  what(className: string): string;
}

/** Without a picture for so long, the rule is blind. Unit: ms. */
const BLIND_MS = 10_000;
/** A condition that does not hold for less has not ended. Unit: ms. */
const LAPSE_MS = 2_000;
/** So much of the zone's box is the object's. */
const FILLS_ZONE = 0.4;
/** What no detector knows is called so. */
export const UNNAMED = "object";

export function objectRule<K extends ObjectKind>(traits: ObjectTraits<K>): ScenarioRule<K, ObjectState<K>> {
  return {
    kind: traits.kind,
    begin: (definition, setting) => ({
      definition,
      setting,
      fromMs: null,
      picturedMs: null,
      nowMs: 0,
      isLearning: false,
      watched: new Map(),
      told: new Set(),
    }),
    step(state, observation, nowMs) {
      state.fromMs ??= nowMs;
      state.nowMs = nowMs;
      if (observation.picture) state.picturedMs = nowMs;
      state.isLearning = observation.still?.isLearning ?? false;
      const events: SceneEvent[] = [];
      for (const object of observation.still?.objects ?? []) {
        const watched = watch(state, traits, object);
        if (watched) judge(state, traits, watched, observation, nowMs, events);
      }
      for (const [object, watched] of state.watched) {
        if (object.goneMs === null && observation.still?.objects.includes(object)) continue;
        state.watched.delete(object);
        state.told.delete(object.id);
        if (watched.event)
          events.push(endedEvent(watched.event, object.goneMs ?? nowMs, tell(state, traits, watched, nowMs)));
      }
      return { state, events: events.length > 0 ? events : noEvents };
    },
    end(state, nowMs, because) {
      const open = [...state.watched.values()].filter((watched) => watched.event !== null);
      state.watched.clear();
      state.fromMs = null;
      state.picturedMs = null;
      return {
        state,
        events: open.map((w) => endedEvent(w.event!, w.object.seenMs, tell(state, traits, w, nowMs), because)),
      };
    },
    cannotJudge({ fromMs, picturedMs, nowMs, isLearning }) {
      if (fromMs === null) return null;
      if (nowMs - (picturedMs ?? fromMs - BLIND_MS) < BLIND_MS)
        return isLearning ? "it has seen the place only for seconds, and is learning what belongs to it" : null;
      return "it judges from the picture itself, and none is given to it";
    },
  };
}

/** What is kept of an object that the scenario is about; null for all others. */
function watch<K extends ObjectKind>(
  state: ObjectState<K>,
  traits: ObjectTraits<K>,
  object: StillObject,
): Watched | null {
  const { definition, setting } = state;
  const known = state.watched.get(object);
  if (known?.event) return known;
  const { minScore, zone } = definition as ScenarioOf<ObjectKind>;
  const polygon = setting.zones.get(zone)?.polygon ?? [];
  if (known) return traits.isAbout(object, definition, polygon) ? known : null;
  if (object.score < minScore || !traits.isAbout(object, definition, polygon) || !isIn(object, polygon)) return null;
  const distance = traits.attendanceDistance(definition);
  const attendance = beginAttendance(object, setting.classes, distance ?? 0);
  const watched: Watched = { object, attendance, event: null, lapsedMs: null, heldMs: 0 };
  state.watched.set(object, watched);
  return watched;
}

function judge<K extends ObjectKind>(
  state: ObjectState<K>,
  traits: ObjectTraits<K>,
  watched: Watched,
  observation: Observation,
  nowMs: number,
  events: SceneEvent[],
): void {
  const { definition, setting } = state;
  const { object, attendance } = watched;
  const distance = traits.attendanceDistance(definition);
  if (distance !== null) attend(attendance, object, observation, setting.classes, distance, nowMs);
  const since = object.goneMs === null ? traits.holdsSince(object, attendance, definition, nowMs) : null;
  if (since === null) {
    if (!watched.event) return;
    watched.lapsedMs ??= nowMs;
    if (nowMs - watched.lapsedMs < LAPSE_MS) return;
    events.push(endedEvent(watched.event, watched.lapsedMs, tell(state, traits, watched, nowMs)));
    watched.event = null;
    return;
  }
  watched.lapsedMs = null;
  watched.heldMs = nowMs - Math.max(since, state.fromMs!);
  if (watched.event || object.isHidden || state.told.has(object.id)) return;
  if (watched.heldMs < traits.limitS(definition) * 1000) return;
  const { why, facts } = tell(state, traits, watched, nowMs);
  const thing = createThing(object.id, object.sinceMs);
  Object.assign(thing, { className: nameOf(object), score: object.score, looks: 20, trackIds: [object.id] });
  thing.box.splice(0, 4, ...object.box);
  watched.event = eventOf({
    definition,
    setting,
    phase: "started",
    startedAtMs: nowMs,
    thing,
    trackIds: [],
    why,
    facts,
  });
  state.told.add(object.id);
  events.push(watched.event);
}

/** Its foot is inside, or a good part of it and of the zone are the same. */
function isIn(object: StillObject, polygon: readonly Point[]): boolean {
  if (polygon.length < 3) return false;
  const [x1, y1, x2, y2] = object.box;
  if (isInsidePolygon(polygon, [(x1 + x2) / 2, y2 - (y2 - y1) * 0.15])) return true;
  return object.change === "removed" && fillsZone(object, polygon);
}

/** True when the zone is drawn around just this object, or the object is at least that share of it. */
export function fillsZone(object: StillObject, polygon: readonly Point[], share = FILLS_ZONE): boolean {
  const xs = polygon.map(([x]) => x);
  const ys = polygon.map(([, y]) => y);
  const zone = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  return boxOverlap(object.box, zone) >= share * boxArea(zone);
}

function nameOf(object: StillObject): string {
  return object.className ?? UNNAMED;
}

function tell<K extends ObjectKind>(
  { definition, setting }: ObjectState<K>,
  traits: ObjectTraits<K>,
  watched: Watched,
  nowMs: number,
): Told {
  const { placeName } = setting;
  const className = watched.event?.classes[0] ?? nameOf(watched.object);
  const seconds = spokenSeconds(Math.max(watched.heldMs, 0));
  const limitS = traits.limitS(definition);
  const minutes = Math.max(0, Math.round((nowMs - watched.object.sinceMs) / 60_000));
  const why = `${traits.what(className)} ${seconds} s in ${placeName}; limit ${limitS} s`;
  return { why, facts: { className, placeName, seconds, limitS, thereMinutes: minutes } };
}
