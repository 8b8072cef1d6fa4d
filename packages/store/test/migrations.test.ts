// A database is brought to the present shape once, and what the account library needs is there.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { admin } from "better-auth/plugins";
import { type Kysely, sql } from "kysely";
import { describe, expect, it } from "vitest";
import { openRecords, SQLITE_FILE, type StoreRecords } from "../src/index.ts";
import { makePlace, onEachStore } from "./support/each-store.ts";
import { alarm } from "./support/samples.ts";

interface MigrationTable {
  kysely_migration: { name: string; timestamp: string };
}

function authOptions(records: StoreRecords) {
  return {
    secret: "a secret that is long enough for this test",
    baseURL: "http://vigie.invalid",
    database: { db: records.kysely, type: records.dialect },
    emailAndPassword: { enabled: true },
    telemetry: { enabled: false },
    logger: { disabled: true },
    plugins: [admin({ defaultRole: "user" })],
  };
}

onEachStore("migrations", (make) => {
  it("leave nothing for the account library to create or add", async () => {
    await using place = await make();
    const records = await place.open();
    const plan = await getMigrations(authOptions(records));
    expect(plan.toBeCreated).toEqual([]);
    expect(plan.toBeAdded).toEqual([]);
    expect(plan.toBeAddedIndexes).toEqual([]);
    expect(plan.schemaProblems).toEqual([]);
  });

  it("let the account library keep people and their sessions", async () => {
    await using place = await make();
    const records = await place.open();
    const auth = betterAuth(authOptions(records));
    const person = { email: "eve@example.org", password: "correct horse battery", name: "Eve" };
    const { user } = await auth.api.createUser({ body: { ...person, role: "admin" } });
    expect(user).toMatchObject({ email: person.email, role: "admin", emailVerified: false });
    const { headers } = await auth.api.signInEmail({ body: person, returnHeaders: true });
    const cookie = headers
      .getSetCookie()
      .map((each) => each.split(";")[0])
      .join("; ");
    const session = await auth.api.getSession({ headers: new Headers({ cookie }) });
    expect(session?.user.id).toBe(user.id);
    expect(session?.session.expiresAt).toBeInstanceOf(Date);
    expect(session!.session.expiresAt.getTime()).toBeGreaterThan(Date.now());
    await expect(auth.api.signInEmail({ body: { ...person, password: "wrong" } })).rejects.toThrow();
  });

  it("run once: a second opening changes nothing and keeps what is there", async () => {
    await using place = await make();
    const records = await place.open();
    const steps = () => (records.kysely as Kysely<MigrationTable>).selectFrom("kysely_migration").selectAll().execute();
    const before = await steps();
    await records.alarms.raise(alarm("a1"));
    await records.close();
    const again = await place.open();
    const after = await (again.kysely as Kysely<MigrationTable>).selectFrom("kysely_migration").selectAll().execute();
    expect(after).toEqual(before);
    expect(after.map((step) => step.name)).toEqual([
      "0001-records",
      "0002-accounts",
      "0003-alarms-by-scenario",
      "0004-trajectories",
      "0005-camera-memory",
      "0006-minute-tracks",
    ]);
    expect(await again.alarms.get("a1")).toEqual(alarm("a1"));
  });

  it("refuse a database that a newer version has written, and leave it alone", async () => {
    await using place = await make();
    const records = await place.open();
    await (records.kysely as Kysely<MigrationTable>)
      .insertInto("kysely_migration")
      .values({ name: "0999-incidents", timestamp: "2031-01-01T00:00:00.000Z" })
      .execute();
    await records.close();
    await expect(place.open()).rejects.toMatchObject({
      code: "store.newer",
      message: expect.stringContaining("0999-incidents"),
    });
    await expect(place.open(), "the refused opening holds no lock").rejects.toMatchObject({ code: "store.newer" });
  });

  it("go on where an interrupted first start has stopped", async () => {
    await using place = await make();
    const records = await place.open();
    for (const table of ["verification", "account", "session", "user"]) {
      await sql`drop table ${sql.table(table)}`.execute(records.kysely);
    }
    for (const table of ["minuteTracks", "trajectory", "traceMinute", "classList", "cameraMemory"]) {
      await sql`drop table ${sql.table(table)}`.execute(records.kysely);
    }
    await sql`drop index ${sql.ref("alarm_scenario")}`.execute(records.kysely);
    await (records.kysely as Kysely<MigrationTable>)
      .deleteFrom("kysely_migration")
      .where("name", ">=", "0002-accounts")
      .execute();
    await records.alarms.raise(alarm("a1"));
    await records.close();
    const again = await place.open();
    expect((await getMigrations(authOptions(again))).toBeCreated).toEqual([]);
    expect(await again.alarms.get("a1")).toEqual(alarm("a1"));
  });
});

describe("a database that cannot be opened", () => {
  it("is called damaged when the file is no database", async () => {
    await using place = await makePlace("sqlite");
    writeFileSync(join(place.folder, SQLITE_FILE), "this is not a database, whatever its name says".repeat(200));
    await expect(place.open()).rejects.toMatchObject({
      code: "store.corrupt",
      message: expect.stringContaining(SQLITE_FILE),
    });
  });

  it.each([
    ["a port where nothing listens", "postgresql://vigie:hunter2@127.0.0.1:1/records", "127.0.0.1:1/records"],
    ["a host that nobody knows", "postgresql://vigie:hunter2@nowhere.invalid/records", "nowhere.invalid:5432/records"],
  ])("says host and port, and never the password, for %s", async (_what, databaseUrl, place) => {
    await using folder = await makePlace("sqlite");
    const error: unknown = await openRecords({ dataFolder: folder.folder, databaseUrl }).catch((reason) => reason);
    expect(error).toMatchObject({
      code: "store.unavailable",
      message: expect.stringContaining(place),
      retryable: true,
    });
    expect(JSON.stringify(error) + String(error)).not.toContain("hunter2");
  });

  it("refuses an address of another kind of database", async () => {
    await using folder = await makePlace("sqlite");
    const opening = openRecords({ dataFolder: folder.folder, databaseUrl: "mysql://vigie:hunter2@localhost/records" });
    await expect(opening).rejects.toMatchObject({
      code: "store.bad-url",
      message: expect.not.stringContaining("hunter2"),
    });
  });
});
