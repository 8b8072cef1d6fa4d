// The Fastify instance as routes see it: bodies, queries and answers typed by their zod schemas.

import type { IncomingMessage, ServerResponse } from "node:http";
import { problemSchema } from "@vigie/contracts";
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";

export type ZodApp = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** Answers of every route besides its own. */
export const PROBLEMS = { "4xx": problemSchema, "5xx": problemSchema } as const;

/** For answers without a body. */
export const NO_CONTENT = z.null().describe("nothing");

/** For answers whose body is no JSON. */
export const BINARY = z.any().describe("binary content");
