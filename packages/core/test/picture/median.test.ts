import { expect, it } from "vitest";
import { median } from "../../src/picture/median.ts";

it.each([
  [[], 0],
  [[7], 7],
  [[9, 1, 100], 9],
  [[4, 1, 3, 2], 3],
])("the middle of %j is %d", (values, middle) => {
  expect(median(values)).toBe(middle);
});

it("is what was asked for when there is nothing, and leaves the values in their order", () => {
  const values = [3, 1, 2];
  expect([median([], 1), median(values, 1)]).toEqual([1, 2]);
  expect(values).toEqual([3, 1, 2]);
});
