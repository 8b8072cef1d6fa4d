// Launcher for any Node from 20.19 on: installs what is missing, then runs the command under the pinned Node.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const windows = process.platform === "win32";

/** True when every package of the lock that this machine wants is installed in the locked version. */
function installed() {
  const seenFile = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(seenFile)) return false;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const seen = JSON.parse(readFileSync(seenFile, "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === "" || entry.optional || entry.peer || seen[path]?.version === entry.version,
  );
}

function install() {
  console.error("Installing what is missing (once; about a minute) ...");
  const npm = process.env.npm_execpath;
  const [command, args] = npm?.endsWith(".js") ? [process.execPath, [npm, "ci"]] : ["npm", ["ci"]];
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: windows && command === "npm",
  });
  if (result.status !== 0) fail("Vigie could not install its packages: `npm ci` failed, its message stands above.");
}

/** Path of the pinned Node, or of the running one when that is new enough. */
function pinnedNode() {
  const names = [
    `node-${process.platform.replace("win32", "win")}-${process.arch}`,
    `node-bin-${process.platform}-${process.arch}`,
  ];
  for (const name of names) {
    const path = join(root, "node_modules", name, "bin", windows ? "node.exe" : "node");
    if (existsSync(path)) return path;
  }
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  return fail(
    `Vigie needs Node 24 and found neither its pinned copy for ${process.platform}-${process.arch} nor a new enough system Node.`,
  );
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

function newest(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(
    0,
    ...readdirSync(path)
      .filter((n) => n !== "node_modules" && n !== "dist")
      .map((n) => newest(join(path, n))),
  );
}

/** True when the console's built files are older than what they are made from. */
function consoleStale() {
  const built = newest(join(root, "apps/console/dist/index.html"));
  return (
    built === 0 ||
    ["apps/console", "packages/contracts/src", "packages/core/src/geometry"].some((p) => newest(join(root, p)) > built)
  );
}

function environment(node) {
  return {
    ...process.env,
    PATH: [dirname(node), join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter),
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, "node_modules", ".cache", "compile"),
  };
}

function runOnce(node, args, cwd = root) {
  return spawnSync(node, args, { cwd, stdio: "inherit", env: environment(node) }).status ?? 1;
}

/** Starts the long-lived child, hands signals on and ends as it ends. */
function runForward(node, args, cwd = process.cwd()) {
  const child = spawn(node, args, { cwd, stdio: "inherit", env: environment(node) });
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
  if (process.env.npm_lifecycle_event) endWithParent(child);
}

/** npm that is killed cannot hand a signal on: when it is gone, what it started goes too. */
function endWithParent(child) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 1000).unref();
}

export function launch(command, args) {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    fail(`Vigie is started with Node 20.19 or later; this is ${process.version}.`);
  if (!installed()) install();
  const node = pinnedNode();
  const vite = join(root, "node_modules/vite/bin/vite.js");
  const cli = join(root, "apps/cli/src/main.ts");
  if (["start", "test", "test:nightly"].includes(command) && consoleStale()) {
    console.error("Building the console ...");
    const status = runOnce(node, [vite, "build", "--logLevel", "warn"], join(root, "apps/console"));
    if (status !== 0) process.exit(status);
  }
  switch (command) {
    case "start":
      return runForward(node, [cli, "start", ...args], root);
    case "cli":
      return runForward(node, [cli, ...args]);
    case "dev:console":
      return runForward(node, [vite, ...args], join(root, "apps/console"));
    default:
      return runForward(node, [join(root, "scripts", `${command.replace(":", "-")}.ts`), ...args], root);
  }
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1])
  launch(process.argv[2], process.argv.slice(3));
