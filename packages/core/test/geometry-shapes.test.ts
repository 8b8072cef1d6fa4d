import {
  bottomCentre,
  boxArea,
  boxCentre,
  boxOverlap,
  distance,
  distanceToSegment,
  iou,
  isInsidePolygon,
  type Point,
  polygonArea,
} from "@vigie/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

describe("zones", () => {
  const door: Point[] = [
    [0.25, 0.25],
    [0.75, 0.25],
    [0.75, 0.75],
    [0.25, 0.75],
  ];
  const horseshoe: Point[] = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0.75, 1],
    [0.75, 0.25],
    [0.25, 0.25],
    [0.25, 1],
    [0, 1],
  ];

  it.each<[string, Point[], Point, boolean]>([
    ["in the middle", door, [0.5, 0.5], true],
    ["outside", door, [0.8, 0.5], false],
    ["on a side", door, [0.25, 0.5], true],
    ["on the lower side", door, [0.5, 0.75], true],
    ["on a corner", door, [0.75, 0.75], true],
    ["level with a side but beyond it", door, [0.9, 0.25], false],
    ["in the left arm of a horseshoe", horseshoe, [0.125, 0.9], true],
    ["in the mouth of a horseshoe", horseshoe, [0.5, 0.9], false],
    ["on the inner side of a horseshoe", horseshoe, [0.5, 0.25], true],
  ])("GE-8 a place %s", (_, polygon, place, inside) => {
    expect(isInsidePolygon(polygon, place)).toBe(inside);
  });

  const place = fc
    .tuple(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 0, max: 16 }))
    .map(([x, y]): Point => [x / 16, y / 16]);

  it("GE-8 neither the way round nor the first point of an outline matters", () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 3, maxLength: 8 }), place, fc.nat(7), (polygon, p, turn) => {
        const cut = turn % polygon.length;
        const turned = [...polygon.slice(cut), ...polygon.slice(0, cut)];
        const inside = isInsidePolygon(polygon, p);
        expect(isInsidePolygon(turned, p)).toBe(inside);
        expect(isInsidePolygon([...polygon].reverse(), p)).toBe(inside);
        expect(polygonArea([...polygon].reverse())).toBeCloseTo(polygonArea(polygon), 12);
      }),
    );
  });

  it("GE-8 the area of a horseshoe by hand", () => {
    expect(polygonArea(horseshoe)).toBeCloseTo(1 - 0.5 * 0.75, 12);
  });
});

describe("boxes", () => {
  it("GE-9 a thing stands at the middle of its lower edge", () => {
    expect(bottomCentre([0.2, 0.1, 0.4, 0.6])).toEqual([(0.2 + 0.4) / 2, 0.6]);
    expect(bottomCentre(Float32Array.of(9, 9, 9, 9, 0.25, 0.25, 0.75, 0.5), 4)).toEqual([0.5, 0.5]);
    expect(boxCentre([0.25, 0.25, 0.75, 0.5])).toEqual([0.5, 0.375]);
  });

  it.each<[string, number[], number[], number]>([
    ["the same box", [0, 0, 2, 2], [0, 0, 2, 2], 1],
    ["half over", [0, 0, 2, 2], [1, 0, 3, 2], 1 / 3],
    ["a quarter inside", [0, 0, 2, 2], [0, 0, 1, 1], 1 / 4],
    ["corner over corner", [0, 0, 2, 2], [1, 1, 3, 3], 1 / 7],
    ["side by side", [0, 0, 1, 1], [1, 0, 2, 1], 0],
    ["apart", [0, 0, 1, 1], [5, 5, 6, 6], 0],
    ["an empty box", [1, 1, 1, 1], [0, 0, 2, 2], 0],
    ["two empty boxes", [1, 1, 1, 1], [1, 1, 1, 1], 0],
    ["inside out", [2, 2, 0, 0], [0, 0, 2, 2], 0],
  ])("GE-10 overlap of %s", (_, a, b, expected) => {
    expect(iou(a, b)).toBeCloseTo(expected, 12);
    expect(iou(b, a)).toBeCloseTo(expected, 12);
  });

  it("GE-10 stretching the picture does not change an overlap", () => {
    expect(iou([0, 0, 3.2, 1], [1.6, 0, 4.8, 1])).toBeCloseTo(iou([0, 0, 2, 1], [1, 0, 3, 1]), 12);
    expect(boxArea([1, 1, 3, 2])).toBe(2);
    expect(boxOverlap([0, 0, 2, 2], [1, 1, 3, 3])).toBe(1);
  });
});

describe("distances", () => {
  it("GE-11 in a picture of 16 to 9 a step to the side is longer than the same share of its height", () => {
    expect(distance([0.1, 0.5], [0.2, 0.5], 16 / 9)).toBeCloseTo(0.1778, 4);
    expect(distance([0.5, 0.1], [0.5, 0.2], 16 / 9)).toBeCloseTo(0.1, 12);
    expect(distance([0, 0], [0.3, 0.4], 1)).toBeCloseTo(0.5, 12);
  });

  it.each<[string, Point, number]>([
    ["beside it", [0.5, 0.25], 0.25],
    ["beyond its end", [1, 0.5], 0.25],
    ["on it", [0.6, 0.5], 0],
  ])("GE-11 distance to a line from a place %s", (_, place, expected) => {
    expect(distanceToSegment(place, [0.25, 0.5], [0.75, 0.5], 1)).toBeCloseTo(expected, 12);
  });

  it("GE-11 a segment without length is a point", () => {
    expect(distanceToSegment([0.5, 0.5], [0.25, 0.5], [0.25, 0.5], 2)).toBeCloseTo(0.5, 12);
  });
});
