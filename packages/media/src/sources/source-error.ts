// The one place where what FFmpeg and the operating system say about a source becomes an AppError with one clear sentence.
import { AppError, type ErrorKind } from "@vigie/contracts";

export type SourceErrorCode =
  | "source.not-found"
  | "source.not-video"
  | "source.no-pictures"
  | "source.truncated"
  | "source.unreachable"
  | "source.refused"
  | "source.unauthorised"
  | "source.silent"
  | "source.changed"
  | "source.unsupported";

const KINDS: Record<SourceErrorCode, { kind: ErrorKind; retryable: boolean }> = {
  "source.not-found": { kind: "not-found", retryable: false },
  "source.not-video": { kind: "invalid", retryable: false },
  "source.no-pictures": { kind: "invalid", retryable: false },
  "source.truncated": { kind: "invalid", retryable: false },
  "source.unreachable": { kind: "unavailable", retryable: true },
  "source.refused": { kind: "unavailable", retryable: true },
  "source.unauthorised": { kind: "unauthorised", retryable: false },
  "source.silent": { kind: "timeout", retryable: true },
  "source.changed": { kind: "conflict", retryable: true },
  "source.unsupported": { kind: "unsupported", retryable: false },
};

export function sourceError(code: SourceErrorCode, message: string, details: Record<string, unknown> = {}): AppError {
  return new AppError({ code, ...KINDS[code], message, audience: "operator", details });
}
