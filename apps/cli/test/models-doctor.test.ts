// `vigie models` and `vigie doctor` as a person runs them: what is printed, and the exit code.
import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const ASSETS = process.env.VIGIE_ASSETS ?? "";

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "vigie-cli-"));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

function vigie(args: string[], environment: Record<string, string> = {}): Promise<Outcome> {
  const { VIGIE_ASSETS: _a, DATABASE_URL: _d, ...rest } = process.env;
  const env = { ...rest, VIGIE_DATA: data, VIGIE_PORT: "0", NO_COLOR: "1", ...environment };
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

describe("vigie models", () => {
  it("list says what auto takes and where it searched", async () => {
    const { code, stdout } = await vigie(["models", "list"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ok motion /m);
    expect(stdout).toMatch(/^ok embedded +6 classes, Apache-2\.0, /m);
    expect(stdout).toContain(`"auto" takes embedded. Searched: ${join(data, "models")}.`);
  });

  it("pull of an unknown name says which there are, exit 2", async () => {
    const { code, stderr } = await vigie(["models", "pull", "yolo99"]);
    expect(code).toBe(2);
    expect(stderr.trim()).toBe(
      'vigie: There is no pinned model "yolo99"; there are picodet-s-416, yolox-nano, picodet-s-320.',
    );
  });

  it.skipIf(ASSETS === "")(
    "import registers a model, check finds it sound, and a changed bit is found out",
    async () => {
      const file = join(ASSETS, "models", "yolox_nano.onnx");
      expect(await vigie(["models", "import", file])).toMatchObject({
        code: 0,
        stdout: expect.stringContaining("yolox-nano is registered in "),
      });
      expect(await vigie(["models", "check"])).toMatchObject({
        code: 0,
        stdout: "ok yolox-nano\nok embedded\n2 usable, 0 broken, 0 not for watching.\n",
      });
      const own = join(data, "models", "yolox_nano.onnx");
      const bytes = readFileSync(own);
      bytes[1_000_000]! ^= 1;
      writeFileSync(own, bytes);
      const { code, stdout } = await vigie(["models", "check"]);
      expect(code).toBe(1);
      expect(stdout).toMatch(
        /^!! The model "yolox-nano" cannot be used: the SHA-256 of .* manifest says 695e750a5d57…\.$/m,
      );
    },
  );

  it.skipIf(ASSETS === "")(
    "import of a pinned model needs the file alone, carried here from a machine with Internet",
    async () => {
      const file = join(data, "from-a-stick.onnx");
      cpSync(join(ASSETS, "models", "yolox_nano.onnx"), file);
      expect(await vigie(["models", "import", file])).toMatchObject({
        code: 0,
        stdout: `yolox-nano is registered in ${join(data, "models")}.\n`,
      });
      expect((await vigie(["models", "list"])).stdout).toMatch(/^ok yolox-nano +80 classes, Apache-2\.0, /);
    },
  );

  it("import of an unknown file without manifest says what it needs, exit 2, and keeps nothing", async () => {
    const file = join(data, "unknown.onnx");
    writeFileSync(file, "what is this?");
    const { code, stderr } = await vigie(["models", "import", file]);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /There is no manifest .*; a model needs one that says its name, family, licence and SHA-256\./,
    );
    expect(readdirSync(data)).toEqual(["unknown.onnx"]);
  });
});

describe("vigie doctor", () => {
  it("finds a fresh machine well, with its own detector", async () => {
    const { code, stdout } = await vigie(["doctor"]);
    expect(code).toBe(0);
    for (const about of ["Node", "Data folder", "Store", "Video", "Address", "Port"]) {
      expect(stdout).toMatch(new RegExp(`^ok +${about}: `, "m"));
    }
    expect(stdout).toMatch(/^ok +Detectors: embedded, motion\.$/m);
    expect(readdirSync(data), "it left nothing behind").toEqual([]);
  });

  it("says what to do when the port is taken, exit 1", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as { port: number };
    try {
      const { code, stdout } = await vigie(["doctor"], { VIGIE_PORT: String(port) });
      expect(code).toBe(1);
      expect(stdout).toContain(
        `Port: ${port} is in use by another program; stop it, or set VIGIE_PORT to another number.`,
      );
      expect(stdout).toMatch(/1 problem, \d warnings?\.\n$/);
    } finally {
      other.close();
    }
  });

  it("warns of an address that others can reach", async () => {
    const { stdout } = await vigie(["doctor"], { VIGIE_HOST: "0.0.0.0" });
    expect(stdout).toMatch(/^warning +Address: 0\.0\.0\.0 can be reached from every network/m);
  });

  it("says that a store is no store, exit 1", async () => {
    writeFileSync(join(data, "vigie.db"), "this is no database ".repeat(1000));
    const { code, stdout } = await vigie(["doctor"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^problem +Store: /m);
  });
});
