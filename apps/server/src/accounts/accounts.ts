// People and their sessions: who is asking, who exists, and what ends a session.
import { AppError, type Role, roleSchema, type SessionUser } from "@vigie/contracts";
import { APIError } from "better-auth/api";
import type { AuthLibrary } from "./auth-library.ts";

export interface Session {
  user: SessionUser;
  sessionId: string;
}

export interface NewUser {
  name: string;
  email: string;
  password: string;
  role: Role;
}

export interface UserPatch {
  name?: string | undefined;
  password?: string | undefined;
  role?: Role | undefined;
}

export interface Accounts {
  /** The live session behind a Cookie header, or null. Cost: two look-ups in the store. */
  sessionOf(cookie: string | undefined): Promise<Session | null>;
  hasAdministrator(): Promise<boolean>;
  list(): Promise<SessionUser[]>;
  /** Errors: `user.exists`. */
  create(user: NewUser): Promise<SessionUser>;
  /** Ends the person's sessions when role or password change. Errors: `user.not-found`, `user.last-administrator`. */
  change(id: string, patch: UserPatch): Promise<SessionUser>;
  /** Errors: `user.not-found`, `user.last-administrator`. */
  remove(id: string): Promise<void>;
  /** Called with the person's id when all their sessions have ended by an act of this server. */
  onSessionsEnded(listener: (userId: string) => void): void;
  /** Says that sessions of a person ended outside this service (their own password change). */
  sessionsEnded(userId: string): void;
}

const MANY_USERS = 10_000;

export async function createAccounts(library: AuthLibrary): Promise<Accounts> {
  const { internalAdapter, password } = await library.$context;
  const listeners: ((userId: string) => void)[] = [];

  const all = async (): Promise<SessionUser[]> => (await internalAdapter.listUsers(MANY_USERS)).map(toUser);
  const find = async (id: string): Promise<SessionUser> => {
    const user = await internalAdapter.findUserById(id);
    if (user) return toUser(user);
    throw new AppError({ code: "user.not-found", kind: "not-found", message: "There is no such user." });
  };
  const keepOneAdministrator = async (id: string): Promise<void> => {
    const others = (await all()).filter((user) => user.role === "administrator" && user.id !== id);
    if (others.length > 0) return;
    throw new AppError({
      code: "user.last-administrator",
      kind: "conflict",
      message: "This is the only administrator; make another person administrator first.",
    });
  };
  const endSessions = async (userId: string): Promise<void> => {
    await internalAdapter.deleteUserSessions(userId);
    for (const listener of listeners) listener(userId);
  };

  return {
    async sessionOf(cookie) {
      if (!cookie?.includes("vigie.session_token")) return null;
      const found = await library.api.getSession({ headers: new Headers({ cookie }), query: { disableRefresh: true } });
      return found ? { user: toUser(found.user), sessionId: found.session.id } : null;
    },
    async hasAdministrator() {
      return (await internalAdapter.countTotalUsers([{ field: "role", value: "administrator" }])) > 0;
    },
    list: all,
    async create(user) {
      try {
        const created = await library.api.createUser({ body: { ...user } });
        return toUser(created.user);
      } catch (cause) {
        throw mapped(cause, user.email);
      }
    },
    async change(id, patch) {
      const before = await find(id);
      const roleChanges = patch.role !== undefined && patch.role !== before.role;
      if (roleChanges && before.role === "administrator") await keepOneAdministrator(id);
      if (patch.password !== undefined) {
        await internalAdapter.updatePassword(id, await password.hash(patch.password));
      }
      const fields = {
        ...(patch.name === undefined ? {} : { name: patch.name }),
        ...(roleChanges ? { role: patch.role } : {}),
      };
      if (Object.keys(fields).length > 0) await internalAdapter.updateUser(id, fields);
      if (roleChanges || patch.password !== undefined) await endSessions(id);
      return find(id);
    },
    async remove(id) {
      const user = await find(id);
      if (user.role === "administrator") await keepOneAdministrator(id);
      await endSessions(id);
      await internalAdapter.deleteUser(id);
    },
    onSessionsEnded(listener) {
      listeners.push(listener);
    },
    sessionsEnded(userId) {
      for (const listener of listeners) listener(userId);
    },
  };
}

/** A stored role that is not one of ours grants the least. */
function toUser(user: { id: string; name: string; email: string; role?: unknown }): SessionUser {
  const role = roleSchema.safeParse(user.role);
  return { id: user.id, name: user.name, email: user.email, role: role.success ? role.data : "department" };
}

function mapped(cause: unknown, email: string): unknown {
  if (!(cause instanceof APIError)) return cause;
  const code = String((cause.body as { code?: unknown } | undefined)?.code ?? "");
  if (code.startsWith("USER_ALREADY_EXISTS")) {
    return new AppError({ code: "user.exists", kind: "conflict", message: `A user with the address ${email} exists.` });
  }
  return new AppError({ code: "user.invalid", kind: "invalid", message: cause.message, cause });
}
