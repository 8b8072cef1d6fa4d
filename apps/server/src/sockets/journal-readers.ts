// Who may read which entries of the journal.
import type { JournalEntry, Role } from "@vigie/contracts";
import { roleSuffices } from "../http/policy.ts";

/** Under which reference somebody searched is for administrators; everything else is for everybody who may see alarms. */
export function mayRead(role: Role, entry: JournalEntry): boolean {
  return roleSuffices(role, entry.type === "journey.asked" ? "administrator" : "viewer");
}
