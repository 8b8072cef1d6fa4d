// The one-time way in: whoever can read the server's console may create the first administrator, once.
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { AppError, type SessionUser } from "@vigie/contracts";
import type { Accounts } from "./accounts.ts";

export interface SetupDoor {
  needed(): Promise<boolean>;
  /** The link to print, or null when an administrator exists. The token is in the fragment, so no proxy or log sees it. */
  link(baseUrl: string): Promise<string | null>;
  /** Errors: `setup.not-needed`, `setup.wrong-token`. */
  enter(request: { token: string; name: string; email: string; password: string }): Promise<SessionUser>;
}

/** The token lives in memory only and is a new one at each start. */
export function createSetupDoor(accounts: Accounts): SetupDoor {
  const token = randomBytes(32).toString("base64url");
  let busy = false;
  let closed = false;

  const needed = async (): Promise<boolean> => {
    if (!closed && (await accounts.hasAdministrator())) closed = true;
    return !closed;
  };

  return {
    needed,
    async link(baseUrl) {
      return (await needed()) ? `${baseUrl}/setup#token=${token}` : null;
    },
    async enter({ token: given, ...person }) {
      if (!(await needed()) || busy) {
        throw new AppError({
          code: "setup.not-needed",
          kind: "conflict",
          message: "This server is already set up; log in instead.",
        });
      }
      if (!sameSecret(given, token)) {
        throw new AppError({
          code: "setup.wrong-token",
          kind: "forbidden",
          message: "This set-up link is not valid; use the one that the server printed at its last start.",
        });
      }
      busy = true;
      try {
        const user = await accounts.create({ ...person, role: "administrator" });
        closed = true;
        return user;
      } finally {
        busy = false;
      }
    },
  };
}

/** Takes the same time whatever is given. */
function sameSecret(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
