// Errors of the operating system as errors of this product.
import { AppError, type ErrorKind } from "@vigie/contracts/errors";

const KINDS: Readonly<Record<string, { code: string; kind: ErrorKind; text: string }>> = {
  ENOENT: { code: "files.not-found", kind: "not-found", text: "does not exist" },
  ENOTDIR: { code: "files.not-found", kind: "not-found", text: "does not exist" },
  EEXIST: { code: "files.exists", kind: "conflict", text: "exists already" },
  ENOSPC: { code: "files.full", kind: "exhausted", text: "cannot be written because the disk is full" },
  EDQUOT: { code: "files.full", kind: "exhausted", text: "cannot be written because the quota is used up" },
  EFBIG: { code: "files.full", kind: "exhausted", text: "cannot be written because it would be too large" },
  EROFS: { code: "files.read-only", kind: "unavailable", text: "lies on a disk that may only be read" },
  EACCES: { code: "files.read-only", kind: "unavailable", text: "may not be touched by this user" },
  EPERM: { code: "files.read-only", kind: "unavailable", text: "may not be touched by this user" },
  ELOOP: { code: "files.outside-root", kind: "forbidden", text: "is a link, which is not followed" },
};

/** The AppError for what `node:fs` threw about `path`; AppErrors pass unchanged. */
export function fileError(cause: unknown, path: string): AppError {
  if (cause instanceof AppError) return cause;
  const system = (cause as { code?: unknown } | null)?.code;
  const known = typeof system === "string" ? KINDS[system] : undefined;
  if (known) {
    return new AppError({
      code: known.code,
      kind: known.kind,
      audience: "operator",
      message: `The file ${path} ${known.text}.`,
      details: { path, system },
      cause,
    });
  }
  return new AppError({
    code: "files.io",
    kind: "internal",
    audience: "operator",
    message: `The file ${path} cannot be read or written (${cause instanceof Error ? cause.message : String(cause)}).`,
    details: { path, system: system ?? null },
    retryable: true,
    cause,
  });
}

export function syncFailed(path: string, cause: unknown): AppError {
  return new AppError({
    code: "files.sync-failed",
    kind: "internal",
    audience: "operator",
    message: `The file ${path} did not reach the disk; what was written to it counts as lost.`,
    details: { path },
    cause,
  });
}

export function outsideRoot(path: string): AppError {
  return new AppError({
    code: "files.outside-root",
    kind: "forbidden",
    audience: "developer",
    message: `The path ${JSON.stringify(path)} leaves the data folder; only names below it, written with "/", are allowed.`,
    details: { path },
  });
}
