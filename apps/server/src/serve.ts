// The composition root: builds every part in order, wires them together, and takes them down again in reverse.
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { AppError } from "@vigie/contracts";
import { createFleet } from "@vigie/engine";
import { createDetectorCatalogue, EMBEDDED_FOLDER } from "@vigie/inference";
import { createNodeFileSystem, openRecords, systemClock } from "@vigie/store";
import type { FastifyInstance } from "fastify";
import { createApp } from "./app.ts";
import { type DemoSite, openDemoSite } from "./cameras/demo-site.ts";
import { configFromEnvironment, isLoopback, type ServerConfig } from "./config.ts";
import { startUpkeep } from "./jobs/upkeep.ts";
import { createLogger } from "./logger.ts";
import { createParts } from "./parts.ts";
import { checkRecordings } from "./recordings/check-at-start.ts";
import { readOrCreateKey } from "./secrets/key-file.ts";

export interface RunningServer {
  /** Address of the console, for example http://127.0.0.1:8080. */
  url: string;
  /** The one-time set-up link; null when an administrator exists. */
  setupLink: string | null;
  /** Ends requests, cameras and store in this order; safe to call twice. */
  stop(): Promise<void>;
}

const KEY_BYTES = 32;

/**
 * The whole product in this process, ready to serve.
 * Errors: `server.port-in-use`, `server.cannot-listen`, `store.*` (data folder in use, database unreachable), `keys.*`.
 */
export async function startServer(given?: ServerConfig): Promise<RunningServer> {
  const config = given ?? programConfig();
  const closers: (() => unknown)[] = [];
  const stop = once(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });
  // Started as the program itself, it also ends as one.
  if (!given) stopOnSignals(stop);
  try {
    return await compose(config, closers, stop);
  } catch (cause) {
    await stop();
    throw cause;
  }
}

async function compose(
  config: ServerConfig,
  closers: (() => unknown)[],
  stop: () => Promise<void>,
): Promise<RunningServer> {
  const clock = systemClock();
  const logger = createLogger(config.logLevel);

  // What is kept: records (which lock the data folder), files, keys.
  const records = await openRecords({ dataFolder: config.dataFolder, databaseUrl: config.databaseUrl ?? undefined });
  closers.push(() => records.close());
  const files = createNodeFileSystem(config.dataFolder);
  const keys = join(config.dataFolder, "keys");
  const secrets = await readOrCreateKey(join(keys, "secrets.key"), KEY_BYTES);
  const sessions = (await readOrCreateKey(join(keys, "sessions.key"), KEY_BYTES)).toString("hex");

  // What is made of what the cameras see, and the cameras themselves.
  const modelFolders = modelFoldersOf(config);
  const parts = await createParts({
    config,
    records,
    files,
    clock,
    logger,
    keys: { secrets, sessions },
    catalogue: createDetectorCatalogue({ folders: modelFolders, embeddedFolder: EMBEDDED_FOLDER }),
    createFleet: (listener) =>
      createFleet({
        workerEntry: new URL("./worker.ts", import.meta.url),
        workers: availableParallelism(),
        environment: { VIGIE_DATA_ROOT: config.dataFolder, VIGIE_MODEL_FOLDERS: JSON.stringify(modelFolders) },
        clock,
        listener,
        lastSegment: async (cameraId) => records.segments.last(cameraId),
        lastMemory: (cameraId) => records.memories.get(cameraId),
        onTrouble: (what, details) => logger.warn(details, what),
      }),
  });
  const { cameras, fleet, health, metrics, retention, retro, setup, storeWatch } = parts;
  let demo: DemoSite | null = null;
  closers.push(
    () => metrics.close(),
    () => storeWatch.stop(),
    () => retro.close(),
    () => health.settled(),
    () => demo?.close(),
    () => fleet.stop(),
  );

  // The doors.
  const app = await createApp(parts);
  closers.push(() => app.close());
  const url = await listen(app, config);

  // The cameras: what a crash left behind first, then the demo site, then everything that is configured.
  await checkRecordings({ records, files, dataFolder: config.dataFolder, logger });
  demo = await openDemoSite({ wanted: config.demo, records, cameras, clock });
  await fleet.start(await cameras.forFleet());
  const jobs = startUpkeep({ records, files, clock, metrics, cameras, retention, logger });
  closers.push(() => Promise.all(jobs.map((job) => job.stop())));

  const setupLink = await setup.link(url);
  announce(config, url, setupLink);
  return { url, setupLink, stop };
}

/** Errors: `server.port-in-use`, `server.cannot-listen`. */
async function listen(app: FastifyInstance, { host, port }: ServerConfig): Promise<string> {
  // The address is announced in words; the framework's own line about it would come first.
  const { level } = app.log;
  app.log.level = "warn";
  try {
    await app.listen({ host, port });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") {
      throw new AppError({
        code: "server.port-in-use",
        kind: "conflict",
        audience: "operator",
        message: `Port ${port} on ${host} is already in use; stop what uses it, or choose another port, for example VIGIE_PORT=${port + 1}.`,
        cause,
      });
    }
    throw new AppError({
      code: "server.cannot-listen",
      kind: "unavailable",
      audience: "operator",
      message: `The server cannot listen on ${host}, port ${port} (${code ?? "unknown reason"}); choose others with VIGIE_HOST and VIGIE_PORT.`,
      cause,
    });
  }
  app.log.level = level;
  const address = app.server.address();
  const actualPort = address !== null && typeof address === "object" ? address.port : port;
  const name = host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${actualPort}`;
}

function announce(config: ServerConfig, url: string, setupLink: string | null): void {
  if (!isLoopback(config.host)) {
    console.error(
      `Warning: Vigie listens on ${config.host} without encryption; put a TLS proxy in front before other machines use it.`,
    );
  }
  const invitation = setupLink ? `\nCreate the first administrator (this link works once): ${setupLink}` : "";
  console.log(`Vigie is ready at ${url}${invitation}`);
}

function modelFoldersOf({ assetsFolder, dataFolder }: ServerConfig): string[] {
  return [join(dataFolder, "models"), ...(assetsFolder ? [join(assetsFolder, "models")] : [])];
}

function programConfig(): ServerConfig {
  const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string };
  const consoleFolder = new URL("../../console/dist", import.meta.url).pathname;
  return configFromEnvironment(process.env, { consoleFolder, version: manifest.version });
}

const STOP_LIMIT_MS = 4_500;

function stopOnSignals(stop: () => Promise<void>): void {
  const end = (): void => {
    // What does not end in time is left to the system; everything acknowledged is on disk already.
    setTimeout(() => process.exit(0), STOP_LIMIT_MS).unref();
    stop().then(
      () => process.exit(0),
      (cause: unknown) => {
        console.error(cause);
        process.exit(1);
      },
    );
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.once(signal, end);
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => {
    running ??= work();
    return running;
  };
}
