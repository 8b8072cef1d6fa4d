// Who is signed in, and what that person may do.

import { useSuspenseQuery } from "@tanstack/react-query";
import type { Role, SessionUser } from "@vigie/contracts";
import { sessionQuery } from "./api/queries.ts";

const RANK: Readonly<Record<Role, number>> = { department: 1, viewer: 2, operator: 3, administrator: 4 };

export interface Rights {
  user: SessionUser | null;
  /** May see cameras, pictures and alarms; without it figures only. */
  sees: boolean;
  /** May judge alarms and play recordings. */
  operates: boolean;
  /** May change cameras, scenarios, users and settings. */
  administers: boolean;
}

export function rightsOf(user: SessionUser | null): Rights {
  const rank = user ? RANK[user.role] : 0;
  return { user, sees: rank >= RANK.viewer, operates: rank >= RANK.operator, administers: rank >= RANK.administrator };
}

export function useRights(): Rights {
  return rightsOf(useSuspenseQuery(sessionQuery).data);
}
