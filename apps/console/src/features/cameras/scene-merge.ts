// Two people draw on one picture: what each changed is told apart by what both began with.
import type { Shape } from "../editor/shapes.ts";

export interface Merged {
  /** Everything of both, where both changed one drawing as it is here. */
  mine: Shape[];
  /** The same with theirs there. */
  theirs: Shape[];
  /** Names of what both changed differently. */
  conflicts: string[];
}

/** `base`: what both began with. The order is theirs, new drawings of ours last. */
export function mergeShapes(base: readonly Shape[], theirs: readonly Shape[], mine: readonly Shape[]): Merged {
  const merged: Merged = { mine: [], theirs: [], conflicts: [] };
  for (const key of new Set([...theirs, ...mine].map(keyOf))) {
    const [before, there, here] = [base, theirs, mine].map((shapes) => shapes.find((shape) => keyOf(shape) === key));
    if (isSame(here, before)) put(merged, there, there);
    else if (isSame(there, before) || isSame(there, here)) put(merged, here, here);
    else {
      merged.conflicts.push(here?.name ?? there?.name ?? key);
      put(merged, here, there);
    }
  }
  return merged;
}

function put(merged: Merged, mine: Shape | undefined, theirs: Shape | undefined): void {
  if (mine) merged.mine.push(mine);
  if (theirs) merged.theirs.push(theirs);
}

const keyOf = ({ kind, id }: Shape) => `${kind} ${id}`;

export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
