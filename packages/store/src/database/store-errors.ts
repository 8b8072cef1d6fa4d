// The one place where errors of SQLite and PostgreSQL become errors of this product.
import { AppError } from "@vigie/contracts/errors";

/** Where the records live, as a person may read it; never with a password. */
export interface StorePlace {
  dialect: "sqlite" | "postgres";
  /** Path of the file, or host:port/database. */
  label: string;
}

interface ForeignError {
  code?: unknown;
  errcode?: unknown;
  message?: unknown;
}

/** Result codes of SQLite, without their extension. */
const SQLITE = { busy: 5, locked: 6, readOnly: 8, io: 10, corrupt: 11, full: 13, cannotOpen: 14, notADatabase: 26 };

const UNREACHABLE = /^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|08|57P0|53300|3D000|28)/;
const UNREACHABLE_TEXT =
  /timeout exceeded when trying to connect|connection terminated|client has encountered a connection error|query read timeout/i;

const CLOSED = /database is not open|cannot use a pool after calling end|driver has already been destroyed/i;

/** The AppError for anything that a database threw; AppErrors pass unchanged. */
export function storeError(cause: unknown, place: StorePlace): AppError {
  if (cause instanceof AppError) return cause;
  const error = (cause ?? {}) as ForeignError;
  if (CLOSED.test(String(error.message ?? ""))) return unavailable(place, "this program has closed it", cause);
  return place.dialect === "sqlite" ? sqliteError(error, cause, place) : postgresError(error, cause, place);
}

function sqliteError(error: ForeignError, cause: unknown, place: StorePlace): AppError {
  const code = typeof error.errcode === "number" ? error.errcode & 0xff : -1;
  const text = String(error.message ?? cause);
  if (code === SQLITE.full) return full(place, cause);
  if (code === SQLITE.readOnly) return readOnly(place, cause);
  if (code === SQLITE.corrupt || code === SQLITE.notADatabase) return corrupt(place, text, cause);
  if (code === SQLITE.busy || code === SQLITE.locked) return busy(place, cause);
  if (code === SQLITE.cannotOpen || code === SQLITE.io) {
    return unavailable(
      place,
      `it cannot be opened or read (${text}); check that the folder exists and may be written`,
      cause,
    );
  }
  return failed(place, text, cause);
}

function postgresError(error: ForeignError, cause: unknown, place: StorePlace): AppError {
  const code = typeof error.code === "string" ? error.code : "";
  const text = String(error.message || code || cause);
  if (code === "53100") return full(place, cause);
  if (code === "25006") return readOnly(place, cause);
  if (code === "XX001" || code === "XX002") return corrupt(place, text, cause);
  if (code === "40001" || code === "40P01" || code === "55P03") return busy(place, cause);
  if (UNREACHABLE.test(code) || UNREACHABLE_TEXT.test(text)) return unavailable(place, reasonOf(code, text), cause);
  return failed(place, text, cause);
}

function reasonOf(code: string, text: string): string {
  if (code === "ECONNREFUSED") return "nothing listens there; start PostgreSQL or correct DATABASE_URL";
  if (code === "ENOTFOUND" || code.startsWith("EAI_")) return "this host name is not known; correct DATABASE_URL";
  if (code.startsWith("28")) return "it refuses this user or password; correct DATABASE_URL";
  if (code === "3D000") return "there is no such database; create it or correct DATABASE_URL";
  if (code === "53300") return "it has no free connection; raise max_connections or stop other programs";
  return text.replace(/\.$/, "");
}

export function unavailable(place: StorePlace, reason: string, cause?: unknown): AppError {
  return new AppError({
    code: "store.unavailable",
    kind: "unavailable",
    audience: "operator",
    message: `The database at ${place.label} does not answer: ${reason}.`,
    details: { place: place.label },
    retryable: true,
    cause,
  });
}

function corrupt(place: StorePlace, text: string, cause: unknown): AppError {
  return new AppError({
    code: "store.corrupt",
    kind: "internal",
    audience: "operator",
    message: `The database at ${place.label} is damaged (${text}); put a backup in its place, or move it away to begin with an empty one.`,
    details: { place: place.label },
    cause,
  });
}

function full(place: StorePlace, cause: unknown): AppError {
  return new AppError({
    code: "store.full",
    kind: "exhausted",
    audience: "operator",
    message: `The database at ${place.label} cannot grow because its disk is full; free some space.`,
    details: { place: place.label },
    retryable: true,
    cause,
  });
}

function readOnly(place: StorePlace, cause: unknown): AppError {
  return new AppError({
    code: "store.read-only",
    kind: "unavailable",
    audience: "operator",
    message: `The database at ${place.label} may only be read; make it writable for this user.`,
    details: { place: place.label },
    cause,
  });
}

function busy(place: StorePlace, cause: unknown): AppError {
  return new AppError({
    code: "store.busy",
    kind: "conflict",
    audience: "operator",
    message: `The database at ${place.label} is held by another program; try again.`,
    details: { place: place.label },
    retryable: true,
    cause,
  });
}

function failed(place: StorePlace, text: string, cause: unknown): AppError {
  return new AppError({
    code: "store.failed",
    kind: "internal",
    audience: "developer",
    message: `The database at ${place.label} refused a statement: ${text}`,
    details: { place: place.label },
    cause,
  });
}
