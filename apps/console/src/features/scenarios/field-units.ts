// In which unit a person reads and writes a number of a scenario, by the name of its field.

export interface FieldUnit {
  /** Key of the unit's sign in the languages; null when the number counts things. */
  sign: "s" | "m" | "kmh" | "perM2" | "percent" | "sizes" | "heights" | "heightsPerS" | null;
  /** Shown = stored × factor. */
  factor: number;
  step: number;
  decimals: number;
}

const UNITS: Readonly<Record<string, FieldUnit>> = {
  maxPerM2: { sign: "perM2", factor: 1, step: 0.1, decimals: 2 },
  minSize: { sign: "percent", factor: 100, step: 0.5, decimals: 1 },
  minShare: { sign: "percent", factor: 100, step: 1, decimals: 1 },
  minTravel: { sign: "sizes", factor: 1, step: 0.5, decimals: 1 },
  ownerDistance: { sign: "heights", factor: 1, step: 0.5, decimals: 1 },
  minSpeed: { sign: "heightsPerS", factor: 1, step: 0.1, decimals: 1 },
};

export function unitOf(name: string, whole: boolean): FieldUnit {
  const known = UNITS[name];
  if (known) return known;
  if (name.endsWith("Kmh")) return { sign: "kmh", factor: 1, step: 5, decimals: 0 };
  if (/[a-z]M$/.test(name)) return { sign: "m", factor: 1, step: 0.5, decimals: 1 };
  if (/[a-z]S$/.test(name)) return { sign: "s", factor: 1, step: 1, decimals: 1 };
  return { sign: null, factor: 1, step: 1, decimals: whole ? 0 : 2 };
}

/** Long times are also said in minutes or hours, because nobody reads 1800 s. */
export function longTime(seconds: number): { value: number; unit: "min" | "h" } | null {
  if (seconds < 120) return null;
  return seconds < 7200 ? { value: seconds / 60, unit: "min" } : { value: seconds / 3600, unit: "h" };
}
