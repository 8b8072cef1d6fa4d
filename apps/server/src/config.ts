// What the person who starts the server can choose, and where it comes from: environment variables with safe defaults.
import { resolve } from "node:path";
import { AppError } from "@vigie/contracts";

export interface ServerConfig {
  host: string;
  /** 0 lets the system choose a free port. */
  port: number;
  /** Absolute path. */
  dataFolder: string;
  databaseUrl: string | null;
  /** Folder with further models and material; null when none is given. */
  assetsFolder: string | null;
  /** Whether the demo site may be set up when no camera was ever configured. */
  demo: boolean;
  /** Absolute path of the built console; null serves no console. */
  consoleFolder: string | null;
  version: string;
  /** `silent` for tests. */
  logLevel: string;
  /** Unit: bytes of one uploaded video. */
  maxUploadBytes: number;
  /** Logins and set-up attempts of one address in a minute. */
  maxLoginsPerMinute: number;
}

const DEFAULT_PORT = 8080;
const DEFAULT_UPLOAD_BYTES = 4 * 1024 ** 3;

/** The configuration of this process. Errors: `config.bad-port`, which says what is allowed. */
export function configFromEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  place: { consoleFolder: string | null; version: string },
): ServerConfig {
  return {
    host: env.VIGIE_HOST || "127.0.0.1",
    port: portFrom(env.VIGIE_PORT),
    dataFolder: resolve(env.VIGIE_DATA || "./data"),
    databaseUrl: env.DATABASE_URL || null,
    assetsFolder: env.VIGIE_ASSETS ? resolve(env.VIGIE_ASSETS) : null,
    demo: env.VIGIE_DEMO !== "0",
    consoleFolder: place.consoleFolder,
    version: place.version,
    logLevel: env.VIGIE_LOG_LEVEL || "info",
    maxUploadBytes: DEFAULT_UPLOAD_BYTES,
    maxLoginsPerMinute: 10,
  };
}

function portFrom(text: string | undefined): number {
  if (text === undefined || text === "") return DEFAULT_PORT;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new AppError({
    code: "config.bad-port",
    kind: "invalid",
    audience: "operator",
    message: `VIGIE_PORT is "${text}"; it must be a whole number from 0 to 65535.`,
  });
}

/** True for an address that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host) || /^::ffff:127\./.test(host);
}
