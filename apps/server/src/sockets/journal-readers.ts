// Who may read which entries of the journal.
import type { JournalEntry, Role } from "@vigie/contracts";
import type { Journal } from "@vigie/core";
import { roleSuffices } from "../http/policy.ts";

/** Under which reference somebody searched is for administrators; everything else is for everybody who may see alarms. */
export function mayRead(role: Role, entry: JournalEntry): boolean {
  return roleSuffices(role, entry.type === "journey.asked" ? "administrator" : "viewer");
}

/** The next `limit` entries that this role may read, fewer only at the end: what is passed over leaves no page empty. */
export async function readJournal(
  journal: Pick<Journal, "read">,
  role: Role,
  after: number,
  limit: number,
): Promise<JournalEntry[]> {
  const found: JournalEntry[] = [];
  for (let cursor = after; ; ) {
    const page = await journal.read(cursor, limit);
    found.push(...page.filter((entry) => mayRead(role, entry)));
    const last = page.at(-1);
    if (found.length >= limit) return found.slice(0, limit);
    if (!last || page.length < limit) return found;
    cursor = last.seq;
  }
}
