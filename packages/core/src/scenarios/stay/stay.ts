// A ticked class stays firmly inside a zone for longer than the limit: what pavement, tracks and heights have in common.
import type { ScenarioOf, SceneEvent } from "@vigie/contracts";
import { createZoneWatch, isWithinDoubt, type Presence, type Thing, type ZoneWatch } from "../../observations/index.ts";
import { isCarried } from "../carried.ts";
import { type Cause, goOnWithTwins, isOver, isToldByTwin, newCause, takeOver } from "../cause-memory.ts";
import { createDoubts, type Doubts } from "../doubtful.ts";
import { createFirmZone, type FirmZone } from "../firm-zone.ts";
import { concerns, noEvents, type ScenarioRule, type Setting } from "../scenario-rule.ts";
import { endedEvent, eventOf, spokenSeconds, subjectOf, type Told } from "../scene-event.ts";

export type StayKind = "pavement" | "on-tracks" | "work-at-height";

/** Unseen for longer than this, than half of the limit and than so many looks of the camera take, a stay begins anew. */
const PAUSE_MS = 2_000;
const PAUSE_LOOKS = 3;
/** The middle one of so many tells how far apart looks are: one long gap is no rate. */
const INTERVALS = 5;
/** Of a pattern that looks like somebody the first looks may be as good as of somebody hard to see. */
const PATTERN_ERROR = 0.25;

interface Visit extends Cause {
  /** First firm look since it was last doubtful; null while it is. */
  firmMs: number | null;
  firm: number;
  looks: number;
}

export interface StayState {
  definition: ScenarioOf<StayKind>;
  setting: Setting;
  zone: FirmZone | null;
  /** Who is inside, where feet may miss a thin place by the doubt of a box; null when what everybody knows of the zone is enough. */
  edgeOn: ZoneWatch | null;
  visits: Map<Thing, Visit>;
  /** Null when also who is doubtful is told. */
  doubts: Doubts | null;
  /** Clock: frame time of the newest look; null before the first. */
  lookedMs: number | null;
  /** Between the newest looks. Unit: ms. */
  intervalsMs: number[];
}

/**
 * `says` completes "<class> <says> <place> for 3 s"; `seenEdgeOn`: the place may be a deck that the camera sees as a thin line;
 * `mustBeSure`: who is doubtful is not told, for the place itself has a pattern that a detector takes for somebody.
 */
export function stayRule<K extends StayKind>(
  kind: K,
  says: string,
  seenEdgeOn = false,
  mustBeSure = false,
): ScenarioRule<K, StayState> {
  return {
    kind,
    begin(given, setting) {
      const definition: ScenarioOf<StayKind> = given;
      const zone = setting.zones.get(definition.zone);
      return {
        definition,
        setting,
        zone: zone ? createFirmZone(zone) : null,
        edgeOn: zone && seenEdgeOn ? createZoneWatch(zone.polygon, true) : null,
        visits: new Map(),
        doubts: mustBeSure ? createDoubts(PATTERN_ERROR) : null,
        lookedMs: null,
        intervalsMs: [],
      };
    },
    step(state, observation, nowMs) {
      const { definition, setting, visits, doubts } = state;
      noteLook(state, nowMs);
      doubts?.step(observation.things, observation.gone, nowMs);
      goOnWithTwins(visits, observation.aspect);
      const events: SceneEvent[] = [];
      const presences =
        state.edgeOn?.step(observation.things, observation.gone, nowMs, observation.aspect) ??
        observation.presences.get(definition.zone);
      for (const presence of presences?.values() ?? []) {
        const { thing } = presence;
        if (!concerns(definition, setting, thing) || isCarried(thing, observation.things)) continue;
        const visit = follow(state, presence, observation.aspect);
        if (!visit || visit.event || visit.hasLeft || !thing.seen || visit.firmMs === null || visit.firm < 2) continue;
        if (
          visit.insideMs - visit.firmMs < definition.minStayS * 1000 ||
          isToldByTwin(visits, thing, observation.aspect)
        )
          continue;
        if (doubts?.isDoubtful(thing)) continue;
        visit.event = eventOf({
          definition,
          setting,
          phase: "started",
          startedAtMs: nowMs,
          thing,
          ...tell(state, visit, says),
        });
        events.push(visit.event);
      }
      for (const [thing, visit] of visits) {
        if (!isOver(visit, nowMs)) continue;
        visits.delete(thing);
        if (visit.event) events.push(endedEvent(visit.event, visit.insideMs, tell(state, visit, says)));
      }
      return { state, events: events.length > 0 ? events : noEvents };
    },
    end(state, _nowMs, because) {
      const open = [...state.visits.values()].filter((visit) => visit.event !== null);
      state.visits.clear();
      state.edgeOn?.clear();
      state.doubts?.clear();
      return {
        state,
        events: open.map((v) => endedEvent(v.event!, v.insideMs, tell(state, v, says), v.hasLeft ? "" : because)),
      };
    },
  };
}

function noteLook(state: StayState, nowMs: number): void {
  const { intervalsMs } = state;
  if (state.lookedMs !== null && nowMs > state.lookedMs) intervalsMs.push(nowMs - state.lookedMs);
  if (intervalsMs.length > INTERVALS) intervalsMs.shift();
  state.lookedMs = nowMs;
}

/** Unseen for longer, a stay begins anew. */
function pauseMs({ definition, intervalsMs }: StayState): number {
  const sorted = [...intervalsMs].sort((a, b) => a - b);
  const usualMs = sorted[sorted.length >> 1] ?? 0;
  return Math.max(PAUSE_MS, definition.minStayS * 500, PAUSE_LOOKS * usualMs);
}

function follow(state: StayState, presence: Presence, aspect: number): Visit | null {
  const { thing } = presence;
  let visit = state.visits.get(thing);
  if (!presence.isInside) {
    if (visit) visit.hasLeft = true;
    return visit ?? null;
  }
  if (!thing.seen) return visit ?? null;
  if (!visit) {
    const fresh = { ...newCause(thing, thing.seenMs), firmMs: null, firm: 0, looks: 0 };
    visit = takeOver(state.visits, presence, aspect) ?? fresh;
    state.visits.set(thing, visit);
  } else if (visit.hasLeft) {
    visit.hasLeft = false;
    if (!visit.event) visit.firmMs = null;
  }
  // Nobody knows of a stay that hardly anybody saw: what a detector takes for somebody now and then stays nowhere.
  if (!visit.event && presence.insideMs - visit.insideMs > pauseMs(state)) visit.firmMs = null;
  visit.insideMs = presence.insideMs;
  look(visit, isFirm(state, thing, aspect));
  return visit;
}

function isFirm({ definition, setting, zone, edgeOn }: StayState, thing: Thing, aspect: number): boolean {
  const feet: [number, number] = [thing.x, thing.y];
  if (zone?.isFirm(feet, thing.size, aspect)) return true;
  return edgeOn !== null && isWithinDoubt(setting.zones.get(definition.zone)!.polygon, feet, thing.size);
}

/** Half of the looks since the first firm one must be firm, or the stay begins anew. */
function look(visit: Visit, isFirm: boolean): void {
  if (visit.event) return;
  if (visit.firmMs === null && isFirm) {
    visit.firmMs = visit.insideMs;
    visit.firm = 0;
    visit.looks = 0;
  }
  visit.looks++;
  if (isFirm) visit.firm++;
  if (visit.firm * 2 < visit.looks) visit.firmMs = null;
}

function tell({ definition, setting }: StayState, visit: Visit, says: string): Told {
  const className = visit.event?.classes[0] ?? visit.thing.className;
  const { placeName } = setting;
  const seconds = spokenSeconds(visit.insideMs - (visit.firmMs ?? visit.insideMs));
  const limitS = definition.minStayS;
  const why = `${subjectOf(className)} ${says} ${placeName} for ${seconds} s; limit ${limitS} s`;
  return { why, facts: { className, placeName, seconds, limitS } };
}
