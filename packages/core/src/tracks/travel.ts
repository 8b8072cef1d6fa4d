// How far a followed thing has come from where it was first seen, and how straight: what tells a moving thing from a trembling box.

export interface Travel {
  /** Where it began. Unit: picture heights. */
  startX: number;
  startY: number;
  /** The last place that lay clearly apart from the one before, and the way between such places until then. */
  wayX: number;
  wayY: number;
  way: number;
}

/** Places nearer than this share of the thing's size are one place: a box trembles by less. */
const apartShare = 0.3;

/** What drives turns in wide bends; a box that trembles or jumps to and fro comes less far than this share of its way. */
const straightShare = 0.7;

export function startTravel(x: number, y: number): Travel {
  return { startX: x, startY: y, wayX: x, wayY: y, way: 0 };
}

/** Takes the thing's newest place. */
export function goOn(travel: Travel, x: number, y: number, size: number): void {
  const step = Math.hypot(x - travel.wayX, y - travel.wayY);
  if (step < apartShare * size) return;
  travel.way += step;
  travel.wayX = x;
  travel.wayY = y;
}

/** True when it has come at least so many of its own sizes from its start, more or less straight. */
export function hasTravelled(travel: Travel, size: number, sizes: number): boolean {
  const come = Math.hypot(travel.wayX - travel.startX, travel.wayY - travel.startY);
  return come >= sizes * size && come >= straightShare * travel.way;
}
