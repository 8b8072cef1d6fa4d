// A PostgreSQL of the test's own, which it may kill, freeze and start again without harm to anyone.
import { execFile, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const SCRIPT = fileURLToPath(new URL("../../../.ci/postgres.sh", import.meta.url));
const run = promisify(execFile);

export interface PrivatePostgres {
  url: string;
  /** SIGKILL, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same data and the same port. */
  startAgain(): void;
  /** All its processes stand still, connections stay open and nothing answers. */
  freeze(): void;
  thaw(): void;
  remove(): Promise<void>;
}

export async function startPrivatePostgres(): Promise<PrivatePostgres> {
  const { stdout } = await run("bash", [SCRIPT, "start"]);
  const url = /DATABASE_URL=(\S+)/.exec(stdout)![1]!;
  const folder = /POSTGRES_FOLDER=(\S+)/.exec(stdout)![1]!;
  const first = Number(readFileSync(`${folder}/data/postmaster.pid`, "utf8").split("\n")[0]);
  const [program, ...args] = readFileSync(`/proc/${first}/cmdline`, "utf8").split("\0").slice(0, -1);
  const status = readFileSync(`/proc/${first}/status`, "utf8");
  const [uid, gid] = ["Uid", "Gid"].map((name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)![1]));
  let pid = first;

  /** The server first, so that it starts no more; then its sessions. */
  const everyProcess = (): number[] => {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
    return [pid, ...(children === "" ? [] : children.split(" ").map(Number))];
  };
  const signal = (name: NodeJS.Signals): void => {
    for (const each of everyProcess()) {
      try {
        process.kill(each, name);
      } catch {
        // It has ended by itself meanwhile.
      }
    }
  };

  return {
    url,
    async kill() {
      const all = everyProcess();
      signal("SIGKILL");
      while (all.some(isAlive)) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    startAgain() {
      const child = spawn(program!, args, { cwd: folder, uid: uid!, gid: gid!, stdio: "ignore", detached: true });
      child.unref();
      pid = child.pid!;
    },
    freeze: () => signal("SIGSTOP"),
    thaw: () => signal("SIGCONT"),
    async remove() {
      signal("SIGCONT");
      await run("bash", [SCRIPT, "stop", folder]);
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
