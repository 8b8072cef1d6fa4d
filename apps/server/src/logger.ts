// The server's log: one JSON object a line to standard error, with passwords, tokens and cookies taken out.
import pino, { type Logger } from "pino";
import { REDACTED_FIELDS, withoutUserInfo } from "./secrets/redaction.ts";

/** `destination` is standard error unless a test reads along. */
export function createLogger(
  level: string,
  destination: pino.DestinationStream = pino.destination({ dest: 2, sync: true }),
): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: REDACTED_FIELDS, censor: "[not logged]" },
      serializers: {
        err: (error: unknown) => plainError(error),
        cause: (error: unknown) => plainError(error),
        req: (request: { method?: string; url?: string; id?: string }) => ({
          id: request.id,
          method: request.method,
          // The query may hold what people search for.
          path: request.url?.split("?")[0],
        }),
        res: (reply: { statusCode?: number }) => ({ status: reply.statusCode }),
      },
    },
    // Whatever text an address came in, its user and password end here.
    { write: (line) => destination.write(withoutUserInfo(line)) },
  );
}

/** Only texts of an error are logged, never the objects that hang on it. */
function plainError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    code: typeof code === "string" ? code : undefined,
    message: error.message,
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: plainError(error.cause) }),
  };
}
