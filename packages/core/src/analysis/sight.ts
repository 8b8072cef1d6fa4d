// What a detector cannot see of what a scenario watches for: said aloud, because silence would look like "nothing happened".
import { CLASS_GROUPS } from "@vigie/contracts/classes";

/** One sentence, or null when every ticked class or group can be seen at least in part. */
export function blindSpot(ticked: readonly string[], seen: readonly string[]): string | null {
  const missing = ticked.filter((name) => !(CLASS_GROUPS[name] ?? [name]).some((member) => seen.includes(member)));
  if (missing.length === 0) return null;
  const still = missing.length < ticked.length ? "; the other ticked classes are watched" : "";
  return `the detector cannot see ${listed(missing, "or")}; it sees ${listed(seen, "and")}${still}`;
}

/** The first names of a long list, and how many more. */
function listed(names: readonly string[], joint: "and" | "or"): string {
  const shown = names.length > 10 ? [...names.slice(0, 8), `${names.length - 8} more`] : [...names];
  if (shown.length < 2) return shown[0] ?? "nothing";
  return `${shown.slice(0, -1).join(", ")} ${joint} ${shown.at(-1)}`;
}
