// The server as a process: it starts, says where it is, refuses clearly, ends cleanly, and forgets nothing when it is killed.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Alarm } from "@vigie/contracts";
import { openRecords } from "@vigie/store";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createAlarmDesk } from "../src/alarms/alarm-desk.ts";
import { createCalibrationBook } from "../src/calibration/calibration-book.ts";
import { createMetrics } from "../src/metrics/metrics.ts";
import { intrusion, PASSWORD, Visitor } from "./site.ts";

const PROGRAM = fileURLToPath(new URL("./program.ts", import.meta.url));
/** As the launcher does: a second start finds the compiled code of the first. */
const CACHE = join(tmpdir(), "vigie-test-compile-cache");

let folder: string;
const running: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "vigie-program-"));
});
afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  await rm(folder, { recursive: true, force: true });
});

interface Program {
  child: ChildProcess;
  output: () => string;
  /** Address once it serves. */
  url: string;
  link: string | null;
}

function launch(environment: Record<string, string> = {}): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [PROGRAM], {
    env: {
      ...process.env,
      VIGIE_DATA: folder,
      VIGIE_PORT: "0",
      VIGIE_DEMO: "0",
      NODE_COMPILE_CACHE: CACHE,
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.push(child);
  let text = "";
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.setEncoding("utf8");
    stream.on("data", (part: string) => {
      text += part;
    });
  }
  return { child, output: () => text };
}

async function start(environment?: Record<string, string>): Promise<Program> {
  const { child, output } = launch(environment);
  const ready = new Promise<void>((resolve, reject) => {
    const look = () => /Vigie is ready at .*\n/.test(output()) && resolve();
    child.stdout!.on("data", look);
    child.once("close", () => reject(new Error(`the server ended before it was ready:\n${output()}`)));
  });
  await ready;
  const url = /Vigie is ready at (\S+)/.exec(output())![1]!;
  return { child, output, url, link: /(http\S+#token=\S+)/.exec(output())?.[1] ?? null };
}

async function end(program: Program, signal: NodeJS.Signals): Promise<number | null> {
  const gone = once(program.child, "exit");
  program.child.kill(signal);
  const [code] = await gone;
  return code as number | null;
}

describe("the server program", () => {
  it("prints where it is and the set-up link, makes its keys private, and ends with SIGTERM as with success", async () => {
    const program = await start();
    expect(program.link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/setup#token=[\w-]{43}$/);
    expect((await fetch(`${program.url}/api/v1/health`)).status).toBe(200);
    for (const name of await readdir(join(folder, "keys"))) {
      expect([name, (await stat(join(folder, "keys", name))).mode & 0o777]).toEqual([name, 0o600]);
    }
    expect(await end(program, "SIGTERM")).toBe(0);
  });

  it("once set up prints no link any more, and a new start makes the old link worthless", async () => {
    const first = await start();
    await end(first, "SIGTERM");
    const second = await start();
    expect(second.link).not.toBe(first.link);
    const visitor = new Visitor(second.url);
    const person = { name: "Ada", email: "ada@example.org", password: PASSWORD };
    const token = (link: string | null) => link!.split("#token=")[1];
    const old = await visitor.send("POST", "/api/v1/setup", { ...person, token: token(first.link) });
    expect(old.status).toBe(403);
    const made = await visitor.send("POST", "/api/v1/setup", { ...person, token: token(second.link) });
    expect(made.status).toBe(201);
    await end(second, "SIGTERM");
    const third = await start();
    expect(third.link).toBeNull();
    const session = await fetch(`${third.url}/api/v1/session`, { headers: { cookie: visitor.cookie } });
    expect(session.status).toBe(200);
  });

  it("with its port taken says which and how to choose another", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as { port: number };
    const { child, output } = launch({ VIGIE_PORT: String(port) });
    const [code] = await once(child, "close");
    other.close();
    expect(code).toBe(1);
    expect(output()).toContain(`Port ${port} on 127.0.0.1 is already in use`);
    expect(output()).toContain("VIGIE_PORT=");
  });

  it("on a data folder that another server uses says so and leaves that one alone", async () => {
    const first = await start();
    const { child, output } = launch();
    const [code] = await once(child, "close");
    expect(code).toBe(1);
    expect(output().trim().split("\n")).toHaveLength(1);
    expect(output()).toContain(folder);
    expect((await fetch(`${first.url}/api/v1/health`)).status).toBe(200);
  });

  it("with a port that is none says what is allowed", async () => {
    const { child, output } = launch({ VIGIE_PORT: "80a" });
    const [code] = await once(child, "close");
    expect([code, output().trim()]).toEqual([1, 'VIGIE_PORT is "80a"; it must be a whole number from 0 to 65535.']);
  });

  it("on an address that other machines reach warns that nothing is encrypted", async () => {
    const program = await start({ VIGIE_HOST: "0.0.0.0" });
    expect(program.output()).toMatch(/Warning: Vigie listens on 0\.0\.0\.0 without encryption/);
  });

  it("killed right after an acknowledgement or a verdict still has it when it starts again", async () => {
    const ids: string[] = [];
    const records = await openRecords({ dataFolder: folder });
    const clock = { nowMs: () => Date.now(), monotonicMs: () => 0, after: () => ({ cancel: () => {} }) };
    const metrics = createMetrics();
    const desk = createAlarmDesk({
      records,
      files: undefined as never,
      clock,
      metrics,
      calibration: createCalibrationBook(records, clock),
    });
    for (let n = 0; n < 6; n++) await desk.onEvent(intrusion(`e${n}`, { scenarioId: `s${n}` }));
    ids.push(...(await records.alarms.list({ limit: 10 })).alarms.map((alarm) => alarm.id));
    await records.close();

    const first = await start();
    const visitor = new Visitor(first.url);
    await visitor.send("POST", "/api/v1/setup", {
      token: first.link!.split("#token=")[1],
      name: "Ada",
      email: "ada@example.org",
      password: PASSWORD,
    });
    const answers = await Promise.all(
      ids.map((id, n) =>
        n % 2 === 0
          ? visitor.send("POST", `/api/v1/alarms/${id}/acknowledge`)
          : visitor.send("POST", `/api/v1/alarms/${id}/verdict`, { verdict: "true", outcome: "call" }),
      ),
    );
    expect(answers.map((answer) => answer.status)).toEqual(ids.map(() => 200));
    await end(first, "SIGKILL");

    const second = await start();
    const again = new Visitor(second.url);
    again.cookie = visitor.cookie;
    for (const [n, id] of ids.entries()) {
      const alarm = (await (await again.get(`/api/v1/alarms/${id}`)).json()) as Alarm;
      expect(alarm).toMatchObject(n % 2 === 0 ? { state: "acknowledged" } : { state: "cleared", verdict: "true" });
    }
    expect(((await (await again.get("/api/v1/health")).json()) as { alarmsRaised: number }).alarmsRaised).toBe(6);
  });
});
