// Requests to the server: answers are parsed by the contracts, refusals keep the server's own sentence.
import { type Problem, problemSchema } from "@vigie/contracts";
import type { z } from "zod";

export const API_BASE = "/api/v1";

/** A refusal: what the server said, or that it could not be reached (status 0). */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem;

  constructor(status: number, problem: Problem) {
    super(problem.message);
    this.name = "ApiError";
    this.status = status;
    this.problem = problem;
  }
}

export interface ApiRequest {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  body?: unknown;
  /** Version that was changed: the server refuses when another one is stored. */
  ifMatch?: string;
  signal?: AbortSignal;
}

/** Sends and returns the answer's parsed body. Errors: ApiError. */
export async function request<S extends z.ZodType>(
  schema: S,
  path: string,
  init: ApiRequest = {},
): Promise<z.output<S>> {
  const response = await send(path, init);
  const parsed = schema.safeParse(await bodyOf(response));
  if (parsed.success) return parsed.data;
  throw new ApiError(response.status, {
    code: "answer.unexpected",
    kind: "internal",
    message: `The server answered ${init.method ?? "GET"} ${path} with something this console does not understand; reload the page, it may be older than the server.`,
  });
}

/** Sends where the answer's body does not matter. Errors: ApiError. */
export async function requestOnly(path: string, init: ApiRequest = {}): Promise<void> {
  await send(path, init);
}

async function send(path: string, { method = "GET", body, ifMatch, signal }: ApiRequest): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`${API_BASE}${path}`, {
      method,
      credentials: "same-origin",
      headers: {
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(ifMatch === undefined ? {} : { "if-match": `"${ifMatch}"` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw unreachable();
  }
  if (!response.ok) throw new ApiError(response.status, problemOf(response.status, await bodyOf(response)));
  return response;
}

export function unreachable(): ApiError {
  return new ApiError(0, { code: "server.unreachable", kind: "unavailable", message: "" });
}

/** The server's problem, also from the account library, whose body is `{message, code}`. */
export function problemOf(status: number, body: unknown): Problem {
  const parsed = problemSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  const message = typeof body === "object" && body !== null && "message" in body ? String(body.message) : "";
  return { code: `http.${status}`, kind: status >= 500 ? "internal" : "invalid", message };
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** WebSocket address of a path of the API on this page's own host. */
export function socketUrl(path: string): string {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  return `${scheme}//${location.host}${API_BASE}${path}`;
}
