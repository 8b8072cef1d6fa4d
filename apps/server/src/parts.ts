// The parts between the store and the doors, wired together; the fleet is made by the caller, who knows what runs inside.
import type { Clock, DetectorCatalogue, FileSystem } from "@vigie/core";
import type { Fleet, FleetListener } from "@vigie/engine";
import type { StoreRecords } from "@vigie/store";
import type { FastifyBaseLogger } from "fastify";
import { createAccounts } from "./accounts/accounts.ts";
import { createAuthLibrary } from "./accounts/auth-library.ts";
import { createSetupDoor } from "./accounts/setup-door.ts";
import { createAlarmDesk } from "./alarms/alarm-desk.ts";
import type { AppDeps } from "./app-deps.ts";
import { createCalibrationBook } from "./calibration/calibration-book.ts";
import { createCameraBook } from "./cameras/camera-book.ts";
import type { ServerConfig } from "./config.ts";
import { createFleetListener } from "./fleet-listener.ts";
import { createHealthJournal, type HealthJournal } from "./health/health-journal.ts";
import { createStoreWatch } from "./health/store-watch.ts";
import { createRetentionKeeper } from "./jobs/retention-keeper.ts";
import { createMetrics } from "./metrics/metrics.ts";
import { createRetroJobs } from "./retro/retro-jobs.ts";
import { createSecretBox } from "./secrets/secret-box.ts";

export interface PartsOptions<F extends Fleet> {
  config: ServerConfig;
  records: StoreRecords;
  files: FileSystem;
  clock: Clock;
  catalogue: DetectorCatalogue;
  logger: FastifyBaseLogger;
  /** `secrets`: 32 bytes that seal camera passwords · `sessions`: signs session cookies. */
  keys: { secrets: Uint8Array; sessions: string };
  createFleet(listener: FleetListener): F;
  /** Measured time, for a test that owns the clock. */
  elapsedMs?: () => number;
}

export interface Parts<F extends Fleet> extends AppDeps {
  fleet: F;
  listener: FleetListener;
  health: HealthJournal;
}

export async function createParts<F extends Fleet>(options: PartsOptions<F>): Promise<Parts<F>> {
  const { config, records, files, clock, catalogue, logger, keys } = options;
  // Who may come in.
  const library = createAuthLibrary(records, keys.sessions);
  const accounts = await createAccounts(library);
  const setup = createSetupDoor(accounts);
  // What is made of what the cameras see.
  const metrics = createMetrics();
  const calibration = createCalibrationBook(records, clock);
  const desk = createAlarmDesk({ records, files, clock, metrics, calibration });
  const health = createHealthJournal(records.journal, clock, (err) =>
    logger.error({ err }, "A change of a camera's health was not stored."),
  );
  const listener = createFleetListener(records, desk, health, (id, make) => cameras.changeScene(id, make));
  // The cameras and what looks at them.
  const fleet = options.createFleet(listener);
  const cameras = createCameraBook({
    records,
    files,
    clock,
    fleet,
    secrets: createSecretBox(keys.secrets),
    onUnreadable: (cameraId, err) => logger.error({ err, cameraId }, "A camera runs without its password."),
  });
  const retention = createRetentionKeeper({
    records,
    files,
    clock,
    metrics,
    logger,
    ...(options.elapsedMs ? { elapsedMs: options.elapsedMs } : {}),
  });
  const storeWatch = createStoreWatch({
    records,
    clock,
    onChange: (err) =>
      err === null
        ? logger.warn("The database answers again.")
        : logger.error({ err }, "The database does not answer."),
  });
  const { dataFolder, databaseUrl } = config;
  const retro = createRetroJobs({ dataFolder, databaseUrl, clock, logger });
  metrics.observe({ fleet, records, clock, storeWatch });
  return {
    config,
    records,
    files,
    clock,
    catalogue,
    logger,
    library,
    accounts,
    setup,
    metrics,
    storeWatch,
    retention,
    retro,
    desk,
    calibration,
    health,
    listener,
    fleet,
    cameras,
    startedAtMs: clock.nowMs(),
  };
}
