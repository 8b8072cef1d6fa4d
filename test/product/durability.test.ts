// Kills and refused starts of the whole product: what was acknowledged survives, and what cannot start says why.
import { createServer } from "node:net";
import type { Alarm } from "@vigie/contracts";
import { afterEach, describe, expect, it } from "vitest";
import { Client } from "./support/client.ts";
import { newDataFolder, type RunningServer, startProduct } from "./support/running-server.ts";

/** A killed worker's cameras are watched again within this; on a starved machine within the time that the start of everything took. */
const REPLACED_WITHIN_MS = 5_000;

const running: RunningServer[] = [];
const start = async (...args: Parameters<typeof startProduct>) => {
  const server = await startProduct(...args);
  running.push(server);
  return server;
};

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

describe("what was acknowledged survives", () => {
  it("the demo town's alarms arrive within 60 s; a killed worker is replaced within 5 s; a killed server forgets no alarm and no verdict", async () => {
    const folder = await newDataFolder();
    const launchedAt = Date.now();
    const first = await start(folder);
    const readyAt = Date.now();
    const client = await Client.setUp(first);
    const watched = async () => (await client.cameras()).every(({ health }) => health.analysing);
    await expect.poll(watched, { timeout: 120_000, interval: 50 }).toBe(true);
    const startedInMs = Date.now() - launchedAt;
    await expect.poll(() => client.alarms(), { timeout: 60_000, interval: 500 }).not.toEqual([]);
    expect(Date.now() - readyAt).toBeLessThan(60_000);

    const { workers } = await client.send<{ workers: { pid: number; cameras: string[] }[] }>("GET", "/fleet");
    const victim = workers.find((worker) => worker.cameras.length > 0)!;
    process.kill(victim.pid, "SIGKILL");
    const killedAt = Date.now();
    const analysed = async () => {
      const cameras = await client.cameras();
      return victim.cameras.every((id) => {
        const { health } = cameras.find((camera) => camera.id === id)!;
        return health.analysing && (health.lastFrameAtMs ?? 0) > killedAt;
      });
    };
    await expect.poll(analysed, { timeout: 60_000, interval: 50 }).toBe(true);
    expect(Date.now() - killedAt).toBeLessThan(Math.max(REPLACED_WITHIN_MS, startedInMs));

    const [alarm] = await client.alarms();
    await client.send("POST", `/alarms/${alarm!.id}/verdict`, { verdict: "true", outcome: "call", note: "seen" });
    const known = await client.alarms();
    await first.kill();

    const second = await start(folder);
    const again = await Client.logIn(second);
    const after = await again.alarms();
    for (const before of known)
      expect(
        after.find((a) => a.id === before.id),
        `alarm ${before.why} is gone`,
      ).toBeDefined();
    expect(after.find((a: Alarm) => a.id === alarm!.id)).toMatchObject({
      verdict: "true",
      outcome: "call",
      verdictNote: "seen",
      state: "cleared",
    });
    expect(second.setupLink).toBeNull();
    const health = await again.send<{ alarmsRaised: number }>("GET", "/health");
    expect(health.alarmsRaised).toBeGreaterThanOrEqual(known.length);
    expect(await second.stop()).toBe(0);
  }, 400_000);
});

describe("what cannot start says why in one sentence", () => {
  it("a second instance on the same data folder", async () => {
    const folder = await newDataFolder();
    const first = await start(folder, { VIGIE_DEMO: "0" });
    await expect(startProduct(folder, { VIGIE_DEMO: "0" })).rejects.toThrow(
      new RegExp(`${folder}[\\s\\S]*${first.pid}|${first.pid}[\\s\\S]*${folder}`),
    );
  });

  it("a port that is in use", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as { port: number };
    await expect(startProduct(await newDataFolder(), { VIGIE_PORT: String(port), VIGIE_DEMO: "0" })).rejects.toThrow(
      new RegExp(`${port}[\\s\\S]*VIGIE_PORT`),
    );
    other.close();
  });

  it("a database that is not there", async () => {
    const url = "postgres://vigie:hidden-word@127.0.0.1:9/vigie";
    const refusal = await startProduct(await newDataFolder(), { DATABASE_URL: url, VIGIE_DEMO: "0" }).then(
      () => null,
      (cause: Error) => cause.message,
    );
    expect(refusal).toMatch(/127\.0\.0\.1/);
    expect(refusal).not.toContain("hidden-word");
    expect(refusal).not.toMatch(/\n\s+at /);
  });
});
