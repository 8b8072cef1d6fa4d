// Who is signed in, and what that person may do.

import { useSuspenseQuery } from "@tanstack/react-query";
import type { Role, SessionUser } from "@vigie/contracts";
import { sessionQuery } from "./api/queries.ts";

const RANK: Readonly<Record<Role, number>> = { viewer: 1, operator: 2, administrator: 3 };

export interface Rights {
  user: SessionUser | null;
  /** May judge alarms and play recordings. */
  operates: boolean;
  /** May change cameras, scenarios, users and settings. */
  administers: boolean;
}

export function rightsOf(user: SessionUser | null): Rights {
  const rank = user ? RANK[user.role] : 0;
  return { user, operates: rank >= RANK.operator, administers: rank >= RANK.administrator };
}

export function useRights(): Rights {
  return rightsOf(useSuspenseQuery(sessionQuery).data);
}
