// The same product on PostgreSQL: accounts, sessions, alarms and the event stream.
import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { intrusion, PASSWORD, startSite, type TestSite } from "./site.ts";

const SERVER_URL = process.env.VIGIE_TEST_DATABASE_URL ?? "";

async function onServer(statement: string): Promise<void> {
  const server = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: SERVER_URL, max: 1 }) }),
  });
  await sql.raw(statement).execute(server);
  await server.destroy();
}

describe.skipIf(SERVER_URL === "")("on PostgreSQL", () => {
  const name = `vigie_server_test_${process.pid}_${Date.now()}`;
  let site: TestSite;
  beforeAll(async () => {
    await onServer(`create database ${name}`);
    const url = new URL(SERVER_URL);
    url.pathname = `/${name}`;
    site = await startSite({ config: { databaseUrl: url.href } });
  });
  afterAll(async () => {
    await site?.close();
    await onServer(`drop database ${name} with (force)`);
  });

  it("people are made, log in, change their role, and go", async () => {
    const administrator = await site.as("administrator");
    const user = { name: "Olga", email: "olga@example.org", password: PASSWORD, role: "operator" };
    const made = await administrator.send("POST", "/api/v1/users", user);
    expect(made.status).toBe(201);
    const { id } = (await made.json()) as { id: string };
    const again = await administrator.send("POST", "/api/v1/users", user);
    expect([again.status, ((await again.json()) as { code: string }).code]).toEqual([409, "user.exists"]);

    const olga = site.visitor();
    const login = { email: user.email, password: PASSWORD };
    expect((await olga.send("POST", "/api/v1/auth/sign-in/email", login)).status).toBe(200);
    expect(await (await olga.get("/api/v1/session")).json()).toMatchObject({ id, role: "operator" });
    await administrator.send("PATCH", `/api/v1/users/${id}`, { role: "viewer" });
    expect((await olga.get("/api/v1/session")).status).toBe(401);
    await olga.send("POST", "/api/v1/auth/sign-in/email", login);
    expect((await olga.send("PUT", "/api/v1/settings", {})).status).toBe(403);
    const changed = await olga.send("POST", "/api/v1/auth/change-password", {
      currentPassword: PASSWORD,
      newPassword: "a new long password",
    });
    expect(changed.status).toBe(200);
    expect((await administrator.send("DELETE", `/api/v1/users/${id}`)).status).toBe(204);
    expect((await olga.get("/api/v1/session")).status).toBe(401);
    const { users } = (await (await administrator.get("/api/v1/users")).json()) as { users: { email: string }[] };
    expect(users.map((item) => item.email)).toEqual(["administrator@example.org"]);
  });

  it("an alarm is raised, judged and told", async () => {
    await site.listener.onEvent(intrusion("on-postgres"));
    const operator = await site.as("operator");
    const { alarms } = (await (await operator.get("/api/v1/alarms")).json()) as { alarms: { id: string }[] };
    expect(alarms).toHaveLength(1);
    const judged = await operator.send("POST", `/api/v1/alarms/${alarms[0]!.id}/verdict`, { verdict: "true" });
    expect(await judged.json()).toMatchObject({ state: "cleared", verdict: "true" });
    const { entries } = (await (await operator.get("/api/v1/journal")).json()) as { entries: { type: string }[] };
    expect(entries.map((entry) => entry.type)).toEqual(["alarm", "alarm"]);
    const health = await (await site.visitor().get("/api/v1/health")).json();
    expect(health).toMatchObject({ alarmsRaised: 1, alarmsOpen: 0, store: { dialect: "postgres", ok: true } });
  });
});
