// What one film says about one scenario kind under one detector.
import { addTallies, type EventTally, NO_EVENTS, scoreEvents } from "@vigie/evals";
import type { Situation } from "@vigie/sim";
import type { FilmName } from "./film.ts";
import type { WatchedFilm } from "./watch-film.ts";

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
    const alarms = told.filter(({ event }) => event.scenarioId === id).map(({ atS }) => atS);
    const one = scoreEvents(truth, alarms, watched.watchedS);
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
