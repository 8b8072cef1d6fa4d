// Who may use a route: every route declares it, an undeclared one does not build, and what is not granted is refused.
import type { Role, SessionUser } from "@vigie/contracts";
import { AppError } from "@vigie/contracts";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Accounts, Session } from "../accounts/accounts.ts";
import { isLoopback } from "../config.ts";
import type { StoreWatch } from "../health/store-watch.ts";

/** `public`: no login · a role: that role or a higher one · `local-or-administrator`: this machine itself, or an administrator. */
export interface Policy {
  allow: "public" | Role | "local-or-administrator";
  /** What the person does, for the register: `camera.view`, `alarm.judge`, ... */
  action: string;
}

declare module "fastify" {
  interface FastifyContextConfig {
    policy?: Policy;
  }
  interface FastifyRequest {
    /** Who is asking; null on public routes without a login. */
    user: SessionUser | null;
    sessionId: string | null;
  }
}

const RANK: Readonly<Record<Role, number>> = { department: 1, viewer: 2, operator: 3, administrator: 4 };

/** What is answered while the database is away. */
const NEEDS_NO_STORE: ReadonlySet<string> = new Set(["health.view", "api.describe", "console.open", "metrics.view"]);

/** True when a person with `role` may do what needs `needed`. */
export function roleSuffices(role: Role, needed: Role): boolean {
  return RANK[role] >= RANK[needed];
}

/** Makes every later route of `app` declare its policy and every request obey it. Errors at build time: `policy.undeclared`. */
export function enforcePolicies(app: FastifyInstance, accounts: Accounts, store: StoreWatch): void {
  app.decorateRequest("user", null);
  app.decorateRequest("sessionId", null);
  app.addHook("onRoute", (route) => {
    if (route.config?.policy) return;
    throw new AppError({
      code: "policy.undeclared",
      kind: "internal",
      audience: "developer",
      message: `The route ${String(route.method)} ${route.url} declares no policy; add config: { policy: { allow, action } }.`,
    });
  });
  app.addHook("onRequest", async (request, reply) => {
    if (request.is404) return;
    const policy = request.routeOptions.config.policy;
    if (!policy) throw forbidden();
    if (policy.allow !== "public" || request.url.startsWith("/api/")) reply.header("cache-control", "no-store");
    const trouble = store.trouble();
    if (trouble && NEEDS_NO_STORE.has(policy.action)) return requireOpen(request, policy, trouble);
    if (trouble) throw trouble;
    await identify(request, accounts, store);
    authorise(request, policy);
  });
}

/** While nobody can be identified, only what anyone may see, and this machine what it may. */
function requireOpen(request: FastifyRequest, policy: Policy, trouble: AppError): void {
  if (policy.allow === "public") return;
  if (policy.allow === "local-or-administrator" && isFromThisMachine(request)) return;
  throw trouble;
}

/** Errors: `store.unavailable`, unless the route can do without knowing who asks. */
async function identify(request: FastifyRequest, accounts: Accounts, store: StoreWatch): Promise<void> {
  let session: Session | null = null;
  try {
    session = await store.orTrouble(accounts.sessionOf(request.headers.cookie));
  } catch (cause) {
    if (request.routeOptions.config.policy?.allow !== "public") throw await store.explain(cause);
  }
  request.user = session?.user ?? null;
  request.sessionId = session?.sessionId ?? null;
}

function authorise(request: FastifyRequest, policy: Policy): void {
  if (policy.allow === "public") return;
  if (policy.allow === "local-or-administrator" && isFromThisMachine(request)) return;
  const needed: Role = policy.allow === "local-or-administrator" ? "administrator" : policy.allow;
  if (!request.user) {
    throw new AppError({ code: "auth.login-needed", kind: "unauthorised", message: "Log in first." });
  }
  if (!roleSuffices(request.user.role, needed)) throw forbidden(request.user.role, needed);
}

function forbidden(role?: Role, needed?: Role): AppError {
  const message = role && needed ? `This needs the role ${needed}; your role is ${role}.` : "This is not allowed.";
  return new AppError({ code: "auth.forbidden", kind: "forbidden", message });
}

/** A request through a proxy, or for a foreign name (DNS rebinding), never counts as local. */
function isFromThisMachine(request: FastifyRequest): boolean {
  const { headers } = request;
  if (headers["x-forwarded-for"] !== undefined || headers.forwarded !== undefined) return false;
  const name = (headers.host ?? "").replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1");
  return isLoopback(name) && isLoopback(request.socket.remoteAddress ?? "");
}

/** The person behind a request on a route that needs a role. */
export function userOf(request: FastifyRequest): SessionUser {
  if (!request.user) throw new AppError({ code: "auth.login-needed", kind: "unauthorised", message: "Log in first." });
  return request.user;
}
