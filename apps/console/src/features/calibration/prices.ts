// Which thresholds of a calibration a person compares: ten at most, and always the one in force.
import type { ScenarioCalibration } from "@vigie/contracts";

type Price = ScenarioCalibration["perThreshold"][number];
const MOST = 10;

export interface ShownPrice {
  price: Price;
  inForce: boolean;
}

export function pricesToShow(prices: readonly Price[], alarmScore: number): ShownPrice[] {
  const sorted = [...prices].sort((a, b) => a.score - b.score);
  // The row in force is the highest one that the threshold reaches.
  const reached = sorted.filter(({ score }) => score <= alarmScore + 1e-9).at(-1) ?? sorted[0];
  const step = Math.max(1, Math.ceil(sorted.length / MOST));
  return sorted
    .filter((price, i) => i % step === 0 || price === reached)
    .map((price) => ({ price, inForce: price === reached }));
}
