// One error shape for the whole product. The code is API and never changes meaning; the message may be reworded.

/** Who can do something about it: a person in front of the product, the person who runs the machine, or a programmer. */
export type ErrorAudience = "user" | "operator" | "developer";

/** What sort of trouble it is; decides HTTP status and command exit code. */
export type ErrorKind =
  | "invalid"
  | "not-found"
  | "conflict"
  | "unauthorised"
  | "forbidden"
  | "unavailable"
  | "timeout"
  | "unsupported"
  | "exhausted"
  | "internal";

export interface AppErrorInit {
  /** Dotted lower-case code, for example `camera.unreachable`. */
  code: string;
  kind: ErrorKind;
  /** One clear sentence: what is wrong, where, and what is allowed. */
  message: string;
  audience?: ErrorAudience;
  details?: Readonly<Record<string, unknown>>;
  cause?: unknown;
  retryable?: boolean;
}

/** The only error class that crosses a room's door; foreign errors are mapped once, in their adapter. */
export class AppError extends Error {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly audience: ErrorAudience;
  readonly details: Readonly<Record<string, unknown>>;
  readonly retryable: boolean;

  constructor(init: AppErrorInit) {
    super(init.message, init.cause === undefined ? undefined : { cause: init.cause });
    this.name = "AppError";
    this.code = init.code;
    this.kind = init.kind;
    this.audience = init.audience ?? "user";
    this.details = init.details ?? {};
    this.retryable = init.retryable ?? false;
  }
}

/** True for an AppError, also one that crossed a module or process border as a plain object with the same fields. */
export function isAppError(value: unknown): value is AppError {
  return value instanceof AppError;
}
