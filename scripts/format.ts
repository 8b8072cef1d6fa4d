// `npm run format`: layout and safe fixes over the whole repository.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = new URL("..", import.meta.url).pathname;
const { status } = spawnSync(
  process.execPath,
  [join(root, "node_modules/@biomejs/biome/bin/biome"), "check", "--write"],
  {
    cwd: root,
    stdio: "inherit",
  },
);
process.exit(status ?? 1);
