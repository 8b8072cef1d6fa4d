// The account library (Better Auth) set up for this product: no sign-up, three roles, sessions in our own store.
import type { StoreRecords } from "@vigie/store";
import { betterAuth } from "better-auth";
import { admin } from "better-auth/plugins";
import { adminAc, userAc } from "better-auth/plugins/admin/access";

/** Requests reach the library under this address, whatever name the console was opened by; our own check has judged the Origin. */
export const INNER_ORIGIN = "http://vigie.invalid";
export const AUTH_PATH = "/api/v1/auth";
export const MIN_PASSWORD_LENGTH = 12;

const DAY_S = 86_400;

/** Errors of the library stay its own (`APIError`); accounts.ts maps them. */
export function createAuthLibrary(records: Pick<StoreRecords, "kysely" | "dialect">, secret: string) {
  return betterAuth({
    appName: "Vigie",
    baseURL: INNER_ORIGIN,
    basePath: AUTH_PATH,
    secret,
    database: { db: records.kysely, type: records.dialect },
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: 200,
    },
    session: { expiresIn: 7 * DAY_S, updateAge: DAY_S, cookieCache: { enabled: false } },
    // Attempts are limited before they reach the library.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: "vigie",
      useSecureCookies: false,
      ipAddress: { ipAddressHeaders: ["x-vigie-client"] },
      database: { validateSchema: false },
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", path: "/" },
    },
    logger: { disabled: true },
    plugins: [
      admin({
        defaultRole: "department",
        adminRoles: ["administrator"],
        roles: { administrator: adminAc, operator: userAc, viewer: userAc, department: userAc },
      }),
    ],
  });
}

export type AuthLibrary = ReturnType<typeof createAuthLibrary>;
