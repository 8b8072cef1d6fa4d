// How edges went that are gone: faded look by look, as fog, dusk and glare take them, or struck from one look to the next, as a cover does.

/** The same edges, weaker than usual: share of the usual contrast. */
const WEAK = 0.75;
/** A trace of them may be chance; from here on they are back. */
const BACK = 0.2;
/** So weak were the edges at the last look that showed them, if they faded. */
const NEARLY_GONE = 0.5;
/** So many looks saw a fading part grow weaker; and so many are more than a spray or a hand on the focus takes. */
const FEWEST_LOOKS = 2;
const SLOW_LOOKS = 25;
/** A part that nobody saw for longer did not fade before somebody's eyes. Unit: looks. */
const FRESH_LOOKS = 3;

export type Gone = "faded" | "faded fast" | "struck";

export interface Fading {
  /** A look at a part: whether it shows the usual edges, and how strong. Share of 1. */
  look(part: number, isSame: boolean, strength: number): void;
  /** How the edges of a part went that is empty at this look. */
  went(part: number): Gone;
  /** True for a part whose edges were struck down to a trace and are not back: translucent paint lets so much through. Asked after its look. */
  isStruckToTrace(part: number, strength: number): boolean;
  kept(): KeptFading;
  goOn(kept: KeptFading): void;
}

/** Per part. */
export interface KeptFading {
  weakLooks: number[];
  lastStrength: number[];
  unseenLooks: number[];
  gone: (Gone | null)[];
}

/** Of so many parts; each is told of once a look. */
export function createFading(parts: number): Fading {
  /** Looks in a row that showed the same edges weaker; strength at the newest of them, and looks since. */
  const weakLooks = new Uint8Array(parts);
  const lastStrength = new Float32Array(parts).fill(1);
  const unseenLooks = new Uint8Array(parts);
  /** How it went, from when it had just gone until it is back. */
  const gone: (Gone | null)[] = Array.from({ length: parts }, () => null);

  function judge(part: number): Gone {
    const hasFaded =
      unseenLooks[part]! <= FRESH_LOOKS && weakLooks[part]! >= FEWEST_LOOKS && lastStrength[part]! <= NEARLY_GONE;
    if (!hasFaded) return "struck";
    return weakLooks[part]! >= SLOW_LOOKS ? "faded" : "faded fast";
  }

  return {
    look(part, isSame, strength) {
      if (!isSame || (gone[part] && strength < BACK)) {
        unseenLooks[part] = Math.min(255, unseenLooks[part]! + 1);
        return;
      }
      gone[part] = null;
      unseenLooks[part] = 0;
      lastStrength[part] = strength;
      weakLooks[part] = strength < WEAK ? Math.min(255, weakLooks[part]! + 1) : 0;
    },
    went(part) {
      gone[part] ??= judge(part);
      return gone[part]!;
    },
    isStruckToTrace(part, strength) {
      if (strength >= BACK) return false;
      if (gone[part] === null && judge(part) === "struck") gone[part] = "struck";
      return gone[part] === "struck";
    },
    kept: () => ({
      weakLooks: [...weakLooks],
      lastStrength: Array.from(lastStrength, (strength) => Math.round(strength * 100) / 100),
      unseenLooks: [...unseenLooks],
      gone: [...gone],
    }),
    goOn(kept) {
      const { gone: ways, ...looks } = kept;
      if ([ways, ...Object.values(looks)].some(({ length }) => length !== parts)) return;
      weakLooks.set(kept.weakLooks);
      lastStrength.set(kept.lastStrength);
      unseenLooks.set(kept.unseenLooks);
      for (const [part, how] of kept.gone.entries()) gone[part] = how;
    },
  };
}
