// The OpenAPI document without a running server: the same application over an empty store, never asked to listen.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFleet } from "@vigie/engine";
import { createDetectorCatalogue } from "@vigie/inference";
import { createNodeFileSystem, openRecords, systemClock } from "@vigie/store";
import { createApp } from "./app.ts";
import { configFromEnvironment } from "./config.ts";
import { createLogger } from "./logger.ts";
import { createParts } from "./parts.ts";

/** OpenAPI 3.1 of everything under /api/v1, as `GET /api/v1/openapi.json` gives it. */
export async function describeApi(version = "0.0.0"): Promise<Record<string, unknown>> {
  const dataFolder = await mkdtemp(join(tmpdir(), "vigie-describe-"));
  const config = configFromEnvironment({ VIGIE_DATA: dataFolder }, { consoleFolder: null, version });
  const clock = systemClock();
  const records = await openRecords({ dataFolder });
  try {
    const parts = await createParts({
      config,
      records,
      files: createNodeFileSystem(dataFolder),
      clock,
      logger: createLogger("silent"),
      catalogue: createDetectorCatalogue({ folders: [] }),
      keys: { secrets: new Uint8Array(32), sessions: "0".repeat(64) },
      // Never started, so that no process is made.
      createFleet: (listener) =>
        createFleet({
          workerEntry: new URL("./worker.ts", import.meta.url),
          workers: 0,
          environment: {},
          clock,
          listener,
          lastSegment: async () => null,
          onTrouble: () => {},
        }),
    });
    const app = await createApp(parts);
    await app.ready();
    const document = app.swagger() as unknown as Record<string, unknown>;
    await app.close();
    parts.metrics.close();
    parts.storeWatch.stop();
    return document;
  } finally {
    await records.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
}
