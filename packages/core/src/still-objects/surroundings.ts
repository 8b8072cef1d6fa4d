// Who is there at a look, and who was: what a still object is judged with besides its pixels.
import type { Thing } from "../observations/thing.ts";
import type { VisitorBook } from "./visitors.ts";

export interface Surroundings {
  things: readonly Thing[];
  book: VisitorBook;
  nowMs: number;
  /** Width divided by height of the picture. */
  aspect: number;
}
