// What one film says about one scenario kind under one detector.
import { addTallies, type EventTally, NO_EVENTS, scoreEvents } from "@vigie/evals";
import type { Situation, TrueEvent } from "@vigie/sim";
import type { FilmName } from "./film.ts";
import type { ToldEvent, WatchedFilm } from "./watch-film.ts";

export interface FilmResult {
  film: FilmName;
  detector: string;
  tally: EventTally;
  /** Occurrences told and true, for kinds that count. */
  told: number;
  truth: number;
  /** Why the scenario could not be watched; empty when it was. */
  notWatched: string;
  /** The sentences of false alarms, for the person who looks into them. */
  falseWhy: string[];
}

export function judgeFilm(film: FilmName, situation: Situation, watched: WatchedFilm, detector: string): FilmResult {
  const ids = new Set(situation.scene.scenarios.map(({ id }) => id));
  const told = watched.told.filter(({ event }) => ids.has(event.scenarioId));
  let tally: EventTally | null = null;
  for (const id of ids) {
    const truth = situation.events.filter(({ scenario }) => scenario === id);
    const alarms = told.filter(({ event }) => event.scenarioId === id);
    const one = scoreFacts(truth, alarms, watched.watchedS);
    tally = tally ? addTallies(tally, one) : one;
  }
  return {
    film,
    detector,
    tally: tally ?? NO_EVENTS,
    told: told.length,
    truth: situation.events.length,
    notWatched: watched.notWatching[0]?.reason ?? "",
    falseWhy: tally && tally.falseAlarms > 0 ? told.map(({ atS, event }) => `${atS.toFixed(1)} s: ${event.why}`) : [],
  };
}

/**
 * Where the truth names a fact, only events that say the same can find it; one that says that the fact is not known claims nothing and is
 * no false alarm.
 */
function scoreFacts(truth: readonly TrueEvent[], told: readonly ToldEvent[], watchedS: number): EventTally {
  const facts = new Set(truth.flatMap(({ fact }) => fact?.name ?? []));
  if (facts.size === 0) return scoreEvents(truth, atS(told), watchedS);
  const [name] = [...facts];
  const claims = told.filter(({ event }) => event.facts[name!] !== "unknown");
  const values = new Set([...truth.map(({ fact }) => fact?.value), ...claims.map(({ event }) => event.facts[name!])]);
  return [...values]
    .map((value) =>
      scoreEvents(
        truth.filter(({ fact }) => fact?.value === value),
        atS(claims.filter(({ event }) => event.facts[name!] === value)),
        0,
      ),
    )
    .reduce(addTallies, { ...NO_EVENTS, watchedS });
}

function atS(told: readonly ToldEvent[]): number[] {
  return told.map((each) => each.atS);
}
