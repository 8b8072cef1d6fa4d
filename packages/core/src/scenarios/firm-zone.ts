// A zone with a firm inside: who walks or trembles along its border is not in it.
import type { Zone } from "@vigie/contracts";
import { distanceToSegment, isInsidePolygon, type Point, polygonArea } from "../geometry/index.ts";

export interface FirmZone {
  isInside(p: Point): boolean;
  /** Inside by a twentieth of the size of the thing, or by a tenth of a small zone. */
  isFirm(p: Point, size: number, aspect: number): boolean;
  /** Distance to the border from either side. Unit: picture heights. */
  away(p: Point, aspect: number): number;
}

/** Unit: sizes of the thing. */
const FIRM = 0.05;
/** ... but never more than this share of the zone's own size. */
const FIRM_SMALL = 0.1;
/** A side so near to the edge of the picture is no border: the zone goes on beyond it. */
const EDGE = 0.02;

export function createFirmZone({ polygon }: Pick<Zone, "polygon">): FirmZone {
  const held = polygon.map(([x, y]): Point => [toEdge(x), toEdge(y)]);
  const sides = held
    .map((a, i) => [a, held[(i + 1) % held.length]!] as const)
    .filter(([a, b]) => !(isOnEdge(a[0]) && a[0] === b[0]) && !(isOnEdge(a[1]) && a[1] === b[1]));
  const share = Math.sqrt(polygonArea(held)) * FIRM_SMALL;
  const away = (p: Point, aspect: number): number =>
    sides.reduce((least, [a, b]) => Math.min(least, distanceToSegment(p, a, b, aspect)), Number.POSITIVE_INFINITY);
  return {
    away,
    isInside: (p) => isInsidePolygon(held, p),
    isFirm: (p, size, aspect) =>
      isInsidePolygon(held, p) && away(p, aspect) >= Math.min(FIRM * size, share * Math.sqrt(aspect)),
  };
}

function isOnEdge(value: number): boolean {
  return value === 0 || value === 1;
}

function toEdge(value: number): number {
  if (value <= EDGE) return 0;
  return value >= 1 - EDGE ? 1 : value;
}
