// A traffic light as a small picture shows it, and the zone that somebody drew around it.
import type { Point } from "@vigie/contracts";
import type { Rgb } from "./view-stage.ts";

export const CIRCLED: Point[] = [
  [0.6, 0.2],
  [0.7, 0.2],
  [0.7, 0.62],
  [0.6, 0.62],
];
export type Lamp = "red" | "amber" | "green" | "red and amber" | "none";
const SHINES: Record<string, Rgb> = { red: [250, 60, 50], amber: [250, 170, 40], green: [60, 230, 130] };

/** Three lamps one under the other in a dark housing; `order` from the top. */
export const trafficLight =
  (lamp: Lamp, order: readonly string[] = ["red", "amber", "green"], white = false) =>
  (x: number, y: number): Rgb | null => {
    if (x < 0.615 || x > 0.685 || y < 0.21 || y > 0.61) return null;
    for (const [i, colour] of order.entries()) {
      const away = Math.hypot((x - 0.65) * 1.78, y - (0.28 + i * 0.13));
      if (away > 0.05) continue;
      if (!lamp.includes(colour)) return [50, 52, 50];
      return white && away < 0.035 ? [255, 252, 248] : SHINES[colour]!;
    }
    return [30, 32, 33];
  };
