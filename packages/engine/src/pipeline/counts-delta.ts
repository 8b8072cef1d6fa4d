// What was counted since the last report, from running totals.
import type { AxleCounts, LineCounts, ZoneCounts } from "@vigie/contracts";
import type { CountsDelta } from "../fleet.ts";

interface Totals {
  lines: LineCounts[];
  zones: ZoneCounts[];
  axles?: AxleCounts[];
}

export class CountsReporter {
  #before = new Map<string, number>();

  /** Null when nothing was counted and no zone holds anything. */
  delta(cameraId: string, atMs: number, totals: Totals): CountsDelta | null {
    const places = new Set(totals.lines.map(({ line }) => line));
    const lines = [
      ...totals.lines.map((line) => this.#grown(line, line.line)),
      ...(totals.axles ?? []).map((axles) => this.#grown(asLine(axles, places), `axles ${axles.scenario}`)),
    ];
    const counted = lines.some((l) => Object.keys(l.forward).length > 0 || Object.keys(l.backward).length > 0);
    const held = totals.zones.some((z) => Object.values(z.now).some((n) => n > 0));
    return counted || held ? { cameraId, atMs, lines, zones: totals.zones } : null;
  }

  #grown(line: LineCounts, key: string): LineCounts {
    const [forward, backward] = [this.#rise(`${key}>`, line.forward), this.#rise(`${key}<`, line.backward)];
    return { ...line, forward, backward };
  }

  /** A total that fell began anew (the line was drawn again): all of it is new. */
  #rise(key: string, totals: Record<string, number>): Record<string, number> {
    const rise: Record<string, number> = {};
    for (const [name, total] of Object.entries(totals)) {
      const before = this.#before.get(key + name) ?? 0;
      const grown = total >= before ? total - before : total;
      if (grown > 0) rise[name] = grown;
      this.#before.set(key + name, total);
    }
    return rise;
  }
}

/**
 * A count of axles stands among the crossings under the name of its scenario, so that it is not added to a count over the same line;
 * where a counted line has that name, as `axles-<scenario>`.
 */
function asLine({ camera, scenario, forward, backward }: AxleCounts, places: ReadonlySet<string>): LineCounts {
  const line = places.has(scenario) ? `axles-${scenario}` : scenario;
  return { camera, line, forward: named(forward), backward: named(backward) };
}

function named(perAxles: Readonly<Record<string, number>>): Record<string, number> {
  const classOf = (axles: string) => (axles === "unknown" ? "axles unknown" : `${axles} axles`);
  return Object.fromEntries(Object.entries(perAxles).map(([axles, count]) => [classOf(axles), count]));
}
