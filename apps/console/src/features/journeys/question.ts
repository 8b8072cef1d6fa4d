// What is asked about other cameras, and what is still missing before it may be asked.
import { isKnownClass } from "@vigie/contracts";

export interface Question {
  legalReference: string;
  reason: string;
  classes: readonly string[];
  /** Empty while somebody types. */
  beforeMinutes: number | string;
  afterMinutes: number | string;
}

type Sentence = "journey.legalReferenceMissing" | "journey.classesMissing" | "journey.noTime";

/** By field the key of one sentence; empty when it may be asked. */
export function questionErrors(
  question: Question,
): Partial<Record<"legalReference" | "classes" | "beforeMinutes" | "afterMinutes", Sentence>> {
  const { legalReference, classes, beforeMinutes, afterMinutes } = question;
  return {
    ...(legalReference.trim().length < 3 ? { legalReference: "journey.legalReferenceMissing" } : {}),
    ...(classes.length === 0 ? { classes: "journey.classesMissing" } : {}),
    ...(Number(beforeMinutes) + Number(afterMinutes) === 0 ? { afterMinutes: "journey.noTime" } : {}),
  };
}

/** Each name once, without those of what was learnt on the site: stored tracks are asked by the classes that scenarios have. */
export function askable(names: readonly string[]): string[] {
  return [...new Set(names)].filter(isKnownClass);
}

/** What to say of how long it was analysed; null where it was, and all that is known is that its detector does not see what was asked. */
export function coverOf({
  coveredShare,
  unseen,
}: {
  coveredShare: number;
  unseen: readonly string[];
}): { key: "journey.uncovered" | "journey.covered"; percent: number } | null {
  if (coveredShare > 0) return { key: "journey.covered", percent: Math.max(1, Math.floor(coveredShare * 100)) };
  return unseen.length > 0 ? null : { key: "journey.uncovered", percent: 0 };
}

/** Cameras of which something is not known, those of which least is known first, and how many were looked at throughout. */
export function withHoles<C extends { coveredShare: number; unseen: readonly string[] }>(
  cameras: readonly C[],
): { holed: C[]; whole: number } {
  const holed = cameras
    .filter(({ coveredShare, unseen }) => Math.round(coveredShare * 100) < 100 || unseen.length > 0)
    .sort((a, b) => a.coveredShare - b.coveredShare);
  return { holed, whole: cameras.length - holed.length };
}
