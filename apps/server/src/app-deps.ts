// What the HTTP side is given; serve.ts makes it, tests make it with a fleet of their own.
import type { Clock, DetectorCatalogue, FileSystem } from "@vigie/core";
import type { Fleet } from "@vigie/engine";
import type { StoreRecords } from "@vigie/store";
import type { FastifyBaseLogger } from "fastify";
import type { Accounts } from "./accounts/accounts.ts";
import type { AuthLibrary } from "./accounts/auth-library.ts";
import type { SetupDoor } from "./accounts/setup-door.ts";
import type { AlarmDesk } from "./alarms/alarm-desk.ts";
import type { CalibrationBook } from "./calibration/calibration-book.ts";
import type { CameraBook } from "./cameras/camera-book.ts";
import type { ServerConfig } from "./config.ts";
import type { StoreWatch } from "./health/store-watch.ts";
import type { RetentionKeeper } from "./jobs/retention-keeper.ts";
import type { Metrics } from "./metrics/metrics.ts";
import type { RetroJobs } from "./retro/retro-jobs.ts";

export interface AppDeps {
  records: StoreRecords;
  files: FileSystem;
  clock: Clock;
  fleet: Fleet;
  catalogue: DetectorCatalogue;
  config: ServerConfig;
  logger: FastifyBaseLogger;
  library: AuthLibrary;
  accounts: Accounts;
  setup: SetupDoor;
  cameras: CameraBook;
  desk: AlarmDesk;
  calibration: CalibrationBook;
  metrics: Metrics;
  storeWatch: StoreWatch;
  retention: RetentionKeeper;
  retro: RetroJobs;
  startedAtMs: number;
}
