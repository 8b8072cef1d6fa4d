// Since when each scenario's running totals are counted: a total without its beginning says nothing.
import { placeReferences, type Scenario, type Scene } from "@vigie/contracts";

/** Remembers when each total began; those that a change of the scene leaves alone keep their beginning. */
export class CountedSince {
  #begun = new Map<string, { key: string; sinceMs: number }>();

  /** Clock: capturedAtMs of the newest picture. Called with each scene and with the first picture. */
  note(scene: Scene, nowMs: number): void {
    this.#begun = new Map(
      scene.scenarios.map((scenario) => {
        const key = keyOf(scenario, scene);
        const known = this.#begun.get(scenario.id);
        return [scenario.id, known?.key === key ? known : { key, sinceMs: nowMs }];
      }),
    );
  }

  all(): Record<string, number> {
    return Object.fromEntries([...this.#begun].map(([id, { sinceMs }]) => [id, sinceMs]));
  }
}

/** Lines and counted zones go on under their own name; everything else begins anew with each change of it. */
function keyOf(scenario: Scenario, scene: Scene): string {
  if (scenario.kind === "line-count") return `line ${scenario.line}`;
  if (scenario.kind === "occupancy") return `zone ${scenario.zone}`;
  const ids = new Set(placeReferences(scenario).map(({ id }) => id));
  const drawn = [...scene.lines, ...scene.zones].filter(({ id }) => ids.has(id));
  return JSON.stringify([scenario, drawn, scene.groundPlane ?? null]);
}
