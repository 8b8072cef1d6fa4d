// Retention and the clock: a server that was off cleans up, a clock that steps deletes nothing young, and nothing is kept for ever.
import { createVirtualClock, type VirtualClock } from "@vigie/core";
import { describe, expect, it } from "vitest";
import { createClockWatch, enforceRetention, type RetentionResult, type StoreRecords } from "../src/index.ts";
import { createLossyFileSystem } from "../src/testing/index.ts";
import { makePlace, type Place } from "./support/each-store.ts";
import { alarm, segment } from "./support/samples.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const KEPT_DAYS = 7;
const BEGIN_MS = Date.UTC(2026, 2, 1);

/** A server that records one segment and one alarm an hour and cleans up each hour. */
class Site {
  readonly clock: VirtualClock;
  readonly records: StoreRecords;
  readonly #files = createLossyFileSystem(1);
  #watch: ReturnType<typeof createClockWatch>;
  #sequence = 0;

  constructor(records: StoreRecords, clock: VirtualClock) {
    this.records = records;
    this.clock = clock;
    this.#watch = createClockWatch(records.settings, clock);
  }

  clean(confirmed = false): Promise<RetentionResult> {
    const { records, clock } = this;
    return enforceRetention({ records, files: this.#files, clock, days: KEPT_DAYS, watch: this.#watch, confirmed });
  }

  /** Runs for whole hours; returns the clean-up of the last one. */
  async run(hours: number): Promise<RetentionResult> {
    let result: RetentionResult | null = null;
    for (let hour = 0; hour < hours; hour++) {
      const sequence = this.#sequence++;
      const atMs = this.clock.nowMs();
      await this.records.segments.insert(
        segment(`recordings/gate/${sequence}.mp4`, { sequence, startMs: atMs, endMs: atMs + 60_000 }),
      );
      await this.records.alarms.raise(alarm(`a${sequence}`, { startedAtMs: atMs, raisedAtMs: atMs }));
      this.clock.advance(HOUR_MS);
      result = await this.clean();
    }
    return result!;
  }

  /** The server is off: nothing measures this time. */
  off(ms: number): void {
    this.clock.stepWall(this.clock.nowMs() + ms);
    this.#watch = createClockWatch(this.records.settings, this.clock);
  }

  step(ms: number): void {
    this.clock.stepWall(this.clock.nowMs() + ms);
  }

  /** Numbers of the recordings that are still there. */
  async kept(): Promise<number[]> {
    return (await this.records.segments.list("gate", 0, Number.MAX_SAFE_INTEGER)).map((item) => item.sequence);
  }
}

async function openSite(place: Place, beginMs = BEGIN_MS): Promise<Site> {
  return new Site(await place.open(), createVirtualClock(beginMs));
}

describe("retention and the clock", () => {
  it.each([
    ["a long weekend", 4 * DAY_MS, 72],
    ["40 days", 40 * DAY_MS, 0],
  ])("a server that was off for %s deletes at its next start what is due, and nothing else", async (_, offMs, kept) => {
    await using place = await makePlace("sqlite");
    const site = await openSite(place);
    await site.run(KEPT_DAYS * 24);
    site.off(offMs);
    const done = await site.clean();
    expect(done).toMatchObject({ refused: null, segments: KEPT_DAYS * 24 - kept });
    expect(await site.kept()).toHaveLength(kept);
    expect((await site.run(1)).refused).toBeNull();
  });

  it("a jump of a year while it runs deletes nothing young, is told, and holds back nothing for ever", async () => {
    await using place = await makePlace("sqlite");
    const site = await openSite(place);
    await site.run(KEPT_DAYS * 24);
    site.step(365 * DAY_MS);
    const jumped = await site.clean();
    expect(jumped).toMatchObject({ segments: 0, alarms: 0, removed: 0 });
    expect(jumped.refused).toMatch(/jumped forward by 365\.0 days: 336 of 336 recordings and alarms/);
    // A restart forgets nothing of it.
    site.off(0);
    expect((await site.clean()).refused).toMatch(/365\.0 days/);
    // Each hour what is really seven days old goes, whatever the clock says of it.
    expect(await site.run(24)).toMatchObject({ segments: 1, alarms: 1, refused: expect.stringContaining("jumped") });
    expect((await site.kept())[0]).toBe(24);
    const settled = await site.run(6 * 24 + 1);
    expect(settled.refused).toBeNull();
    expect((await site.kept())[0]).toBe(KEPT_DAYS * 24 + 1);
    expect(await site.kept()).toHaveLength(KEPT_DAYS * 24);
  });

  it("a jump that a person confirms deletes what the clock says is due", async () => {
    await using place = await makePlace("sqlite");
    const site = await openSite(place);
    await site.run(48);
    site.step(30 * DAY_MS);
    expect((await site.clean()).refused).not.toBeNull();
    expect(await site.clean(true)).toMatchObject({ refused: null, segments: 48, alarms: 48 });
    expect((await site.run(2)).refused).toBeNull();
    expect(await site.kept()).toHaveLength(2);
  });

  it("a jump that is taken back leaves no trace", async () => {
    await using place = await makePlace("sqlite");
    const site = await openSite(place);
    await site.run(48);
    site.step(30 * DAY_MS);
    expect((await site.clean()).refused).not.toBeNull();
    site.step(-30 * DAY_MS);
    expect(await site.clean()).toMatchObject({ refused: null, segments: 0 });
    expect((await site.run((KEPT_DAYS - 2) * 24)).segments).toBe(0);
    expect(await site.run(1)).toMatchObject({ refused: null, segments: 1 });
  });

  it.each([
    ["while it runs", (site: Site) => site.step(-20 * DAY_MS)],
    ["while it is off", (site: Site) => site.off(-20 * DAY_MS)],
  ])("a clock set back %s deletes nothing, is told until it is right or confirmed", async (_, setBack) => {
    await using place = await makePlace("sqlite");
    const site = await openSite(place);
    await site.run(24);
    setBack(site);
    const back = await site.clean();
    expect(back).toMatchObject({ segments: 0, alarms: 0 });
    expect(back.refused).toMatch(/lies 20\.0 days before the last clean-up/);
    expect((await site.run(2)).refused).not.toBeNull();
    expect(await site.kept()).toHaveLength(26);
    expect(await site.clean(true)).toMatchObject({ refused: null, segments: 0 });
    expect((await site.run(1)).refused).toBeNull();
  });

  it("what a clock a year ahead has stamped goes seven days after the clock was set right, not a year later", async () => {
    await using place = await makePlace("sqlite");
    const site = await openSite(place, BEGIN_MS + 365 * DAY_MS);
    await site.run(24);
    site.step(-365 * DAY_MS);
    expect((await site.clean(true)).refused).toBeNull();
    expect((await site.run(KEPT_DAYS * 24)).segments).toBe(0);
    expect(await site.kept()).toHaveLength((KEPT_DAYS + 1) * 24);
    await site.run(2);
    const kept = await site.kept();
    expect(kept).toHaveLength(KEPT_DAYS * 24);
    expect(Math.min(...kept)).toBeGreaterThanOrEqual(24);
    expect((await site.records.alarms.list({ limit: 200 })).alarms).toHaveLength(KEPT_DAYS * 24);
  });

  it.each([
    ["spring", Date.UTC(2026, 2, 28)],
    ["autumn", Date.UTC(2026, 9, 24)],
  ])("the change to or from summer time in %s changes nothing, nor a machine clock that follows it", async (_, at) => {
    await using place = await makePlace("sqlite");
    const site = await openSite(place, at);
    for (const step of [HOUR_MS, -HOUR_MS]) {
      await site.run(24);
      site.step(step);
      expect(await site.clean()).toMatchObject({ refused: null, segments: 0 });
    }
  });
});
