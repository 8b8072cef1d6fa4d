// Logging in and out: the four endpoints of the account library that a browser may reach, and who is logged in.
import { sessionUserSchema } from "@vigie/contracts";
import { z } from "zod";
import { passToLibrary } from "../accounts/auth-gateway.ts";
import { MIN_PASSWORD_LENGTH } from "../accounts/auth-library.ts";
import type { AppDeps } from "../app-deps.ts";
import { userOf } from "../http/policy.ts";
import { PROBLEMS, type ZodApp } from "../http/zod-app.ts";

const signInSchema = z.object({
  email: z.email(),
  password: z.string().min(1).max(200),
  rememberMe: z.boolean().optional(),
});
const changePasswordSchema = z.strictObject({
  currentPassword: z.string().min(1).max(200),
  newPassword: z.string().min(MIN_PASSWORD_LENGTH).max(200),
});
const doneSchema = z.object({ success: z.literal(true) });
/** Of the library's answer only these leave: its session token stays in the cookie, out of the reach of scripts. */
const signedInSchema = z.object({ user: sessionUserSchema });
const sessionSchema = z.object({ session: z.object({ expiresAt: z.string() }), user: sessionUserSchema }).nullable();

export function authRoutes(app: ZodApp, { library, accounts, config }: AppDeps): void {
  const attempts = { max: config.maxLoginsPerMinute, timeWindow: 60_000 };
  app.post(
    "/auth/sign-in/email",
    {
      config: { policy: { allow: "public", action: "session.begin" }, rateLimit: attempts },
      schema: {
        tags: ["accounts"],
        summary: "Logs in",
        body: signInSchema,
        response: { 200: signedInSchema, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const answer = await passToLibrary(library, request, reply, "/sign-in/email", request.body);
      return signedInSchema.parse(answer);
    },
  );
  app.post(
    "/auth/sign-out",
    {
      config: { policy: { allow: "public", action: "session.end" } },
      schema: { tags: ["accounts"], summary: "Logs out", response: { 200: doneSchema, ...PROBLEMS } },
    },
    async (request, reply) => {
      await passToLibrary(library, request, reply, "/sign-out", {});
      return { success: true as const };
    },
  );
  app.get(
    "/auth/get-session",
    {
      config: { policy: { allow: "public", action: "session.view" } },
      schema: {
        tags: ["accounts"],
        summary: "The session, null without one",
        response: { 200: sessionSchema, ...PROBLEMS },
      },
    },
    async (request, reply) => sessionSchema.parse(await passToLibrary(library, request, reply, "/get-session")),
  );
  app.post(
    "/auth/change-password",
    {
      config: { policy: { allow: "department", action: "password.change" }, rateLimit: attempts },
      schema: {
        tags: ["accounts"],
        summary: "Changes one's own password; every other session of this person ends",
        body: changePasswordSchema,
        response: { 200: doneSchema, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const body = { ...request.body, revokeOtherSessions: true };
      await passToLibrary(library, request, reply, "/change-password", body);
      accounts.sessionsEnded(userOf(request).id);
      return { success: true as const };
    },
  );
  app.get(
    "/session",
    {
      config: { policy: { allow: "department", action: "session.view" } },
      schema: { tags: ["accounts"], summary: "Who is logged in", response: { 200: sessionUserSchema, ...PROBLEMS } },
    },
    async (request) => userOf(request),
  );
}
