// Every answer that is not 2xx has one shape (contracts `problem`); the kind of the error decides the status.
import { type AppError, type ErrorKind, isAppError, type Problem } from "@vigie/contracts";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors, type ZodFastifySchemaValidationError } from "fastify-type-provider-zod";
import type { StoreWatch } from "../health/store-watch.ts";
import { dataWithoutUserInfo, withoutUserInfo } from "../secrets/redaction.ts";
import { describeIssue, type ValidationIssue } from "./validation-message.ts";

const STATUS: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthorised: 401,
  forbidden: 403,
  "not-found": 404,
  timeout: 504,
  conflict: 409,
  unsupported: 415,
  exhausted: 429,
  unavailable: 503,
  internal: 500,
};

const INTERNAL: Problem = {
  code: "server.internal",
  kind: "internal",
  message: "Something went wrong inside the server; its log says what.",
};

/** Installs the error and not-found handlers. */
export function answerProblems(app: FastifyInstance, store: StoreWatch): void {
  app.setErrorHandler(async (thrown: FastifyError | AppError, request, reply) => {
    const [asThrown] = problemOf(thrown, request);
    // What looks like a fault of ours while the database is away is no fault of ours.
    const error = asThrown >= 500 ? ((await store.explain(thrown)) as FastifyError | AppError) : thrown;
    const [status, problem] = problemOf(error, request);
    // What passes by itself, like a camera that is just being opened, is expected: nobody is called for it.
    if (isAppError(error) && error.kind === "unavailable" && error.retryable)
      request.log.info({ code: problem.code }, problem.message);
    else if (status >= 500) request.log.error({ err: error, code: problem.code }, problem.message);
    return send(reply, status, problem);
  });
  app.setNotFoundHandler((request, reply) => {
    return send(reply, 404, notFound(request));
  });
}

function send(reply: FastifyReply, status: number, problem: Problem): FastifyReply {
  return reply
    .status(status)
    .header("cache-control", "no-store")
    .type("application/json; charset=utf-8")
    .serializer(JSON.stringify)
    .send(problem);
}

function notFound(request: FastifyRequest): Problem {
  const path = request.url.split("?")[0];
  return { code: "route.not-found", kind: "not-found", message: `There is nothing at ${request.method} ${path}.` };
}

/** Codes whose status says more than their kind. */
const STATUS_BY_CODE: Readonly<Record<string, number>> = {
  // 401 asks for a login to this server; a camera that refuses its own password is no reason to log in again.
  "source.unauthorised": 422,
  "camera.changed": 412,
};

function statusOf(error: AppError): number {
  return STATUS_BY_CODE[error.code] ?? STATUS[error.kind];
}

function problemOf(error: FastifyError | AppError, request: FastifyRequest): [number, Problem] {
  if (isAppError(error)) {
    if (error.kind === "internal" && error.audience === "developer") return [500, INTERNAL];
    const message = withoutUserInfo(error.message);
    const details = Object.keys(error.details).length > 0 ? { details: dataWithoutUserInfo(error.details) } : {};
    return [statusOf(error), { code: error.code, kind: error.kind, message, ...details }];
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const issues = error.validation.map(toIssue);
    const place = error.validationContext ?? "body";
    const fields = issues.map((issue) => issue.path.map(String).join("."));
    const message = describeIssue(issues[0]!, place);
    return [400, { code: "request.invalid", kind: "invalid", message, details: { place, fields } }];
  }
  return foreignProblem(error, request);
}

/** The validator hands a schema issue on in another order. */
function toIssue(item: ZodFastifySchemaValidationError): ValidationIssue {
  const path = item.instancePath.split("/").filter((part) => part !== "");
  return { ...item.params, code: item.keyword, message: item.message ?? "", path };
}

/** Errors of the HTTP layer itself: their text is safe only below 500. */
function foreignProblem(error: FastifyError, request: FastifyRequest): [number, Problem] {
  const status = error.statusCode ?? 500;
  switch (status) {
    case 413:
      if (error.code === "video.too-large") return [413, { code: error.code, kind: "invalid", message: error.message }];
      return [413, { code: "request.too-large", kind: "invalid", message: "The request is larger than is allowed." }];
    case 415:
      return [
        415,
        {
          code: "request.unsupported-type",
          kind: "unsupported",
          message: `${request.method} ${request.url.split("?")[0]} does not take the content type "${request.headers["content-type"] ?? "none"}".`,
        },
      ];
    case 429:
      return [429, { code: "request.too-many", kind: "exhausted", message: error.message }];
    case 404:
      return [404, notFound(request)];
  }
  if (status >= 400 && status < 500) {
    return [status, { code: "request.invalid", kind: "invalid", message: withoutUserInfo(error.message) }];
  }
  return [500, INTERNAL];
}
