// Hands the few allowed requests to the account library and gives its answers back in our shapes.
import { AppError, type ErrorKind } from "@vigie/contracts";
import type { FastifyReply, FastifyRequest } from "fastify";
import { AUTH_PATH, type AuthLibrary, INNER_ORIGIN } from "./auth-library.ts";

const KIND_OF_STATUS: Readonly<Record<number, ErrorKind>> = {
  400: "invalid",
  401: "unauthorised",
  403: "forbidden",
  404: "not-found",
  422: "invalid",
  429: "exhausted",
};

/**
 * Runs one library endpoint for `request`, copies its cookies to `reply` and returns its JSON (which holds the session's token:
 * it is for the server only, since the cookie keeps the token from scripts).
 * Errors: `auth.<library code>` with the library's status.
 */
export async function passToLibrary(
  library: AuthLibrary,
  request: FastifyRequest,
  reply: FastifyReply,
  endpoint: string,
  body?: unknown,
): Promise<unknown> {
  const headers = new Headers({ origin: INNER_ORIGIN, "x-vigie-client": request.ip });
  for (const name of ["cookie", "user-agent"] as const) {
    const value = request.headers[name];
    if (value !== undefined) headers.set(name, value);
  }
  if (body !== undefined) headers.set("content-type", "application/json");
  const answer = await library.handler(
    new Request(`${INNER_ORIGIN}${AUTH_PATH}${endpoint}`, {
      method: request.method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  for (const cookie of answer.headers.getSetCookie()) reply.header("set-cookie", cookie);
  const text = await answer.text();
  const content: unknown = text === "" ? null : JSON.parse(text);
  if (answer.ok) return content;
  throw problemOf(answer.status, content);
}

function problemOf(status: number, content: unknown): AppError {
  const { code, message } = (content ?? {}) as { code?: string; message?: string };
  const slug = (code ?? "refused").toLowerCase().replaceAll("_", "-");
  return new AppError({
    code: `auth.${slug}`,
    kind: KIND_OF_STATUS[status] ?? "internal",
    message:
      slug === "invalid-email-or-password"
        ? "The e-mail address or the password is wrong."
        : (message ?? "The account service refused the request."),
  });
}
