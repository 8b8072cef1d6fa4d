// Paths that cannot leave their root: by their text, and by the links they meet on disk.
import { realpathSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { outsideRoot } from "./file-errors.ts";

/** The path's names. "" and "." are the root. Errors: `files.outside-root` for anything absolute, stepping up or ambiguous. */
export function namesOf(path: string): string[] {
  if (path === "" || path === ".") return [];
  const names = path.split("/");
  const bad = names.some((name) => name === "" || name === "." || name === "..");
  if (bad || path.includes("\0") || path.includes("\\") || /^[a-z]:/i.test(path)) throw outsideRoot(path);
  return names;
}

/** Absolute path of `path` below `root`, links followed and found inside. Errors: `files.outside-root`. */
export function insideRoot(root: string, path: string): string {
  const full = join(root, ...namesOf(path));
  const real = realAncestor(full);
  if (real === null || real === root || real.startsWith(root + sep)) return full;
  throw outsideRoot(path);
}

/** Real path of the deepest part that exists; the rest has no links yet. */
function realAncestor(full: string): string | null {
  let at = full;
  for (;;) {
    try {
      return realpathSync.native(at);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code !== "ENOENT" && code !== "ENOTDIR") throw error;
    }
    const up = dirname(at);
    if (up === at) return null;
    at = up;
  }
}
