// The parts of one question: who takes which next, how far all of it is, and what became of it.
import type { PartAnswer, PastPart } from "@vigie/engine/retro";

export interface PartWork {
  /** The next part that nobody has taken; null when there is none, or when something failed. */
  take(): { n: number; part: PastPart } | null;
  /** `share`: of that part. Range: 0 to 1. */
  progressed(n: number, share: number): void;
  answered(n: number, answer: PartAnswer): void;
  /** The first one counts. */
  failed(cause: unknown): void;
  hasFailed(): boolean;
  /** Of all parts, in their order. Errors: what was given to `failed`. */
  answers: Promise<PartAnswer[]>;
}

/** `onProgress`: of the whole. Range: 0 to 1, rising. */
export function createPartWork(parts: readonly PastPart[], onProgress: (share: number) => void): PartWork {
  const weights = parts.map((part) => part.minuteMs.length + 1);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = parts.map(() => 0);
  const found = new Map<number, PartAnswer>();
  const all = Promise.withResolvers<PartAnswer[]>();
  let next = 0;
  let isOver = false;
  // Who waits for the answers hears it; before that nobody has to.
  all.promise.catch(() => undefined);

  return {
    take() {
      if (isOver || next >= parts.length) return null;
      const n = next++;
      return { n, part: parts[n]! };
    },
    progressed(n, share) {
      if (isOver) return;
      shares[n] = share;
      onProgress(shares.reduce((sum, done, part) => sum + done * weights[part]!, 0) / total);
    },
    answered(n, answer) {
      found.set(n, answer);
      if (found.size === parts.length) all.resolve(parts.map((_, part) => found.get(part)!));
    },
    failed(cause) {
      isOver = true;
      all.reject(cause);
    },
    hasFailed: () => isOver,
    answers: all.promise,
  };
}
