// Secret keys that the server makes for itself at its first start and keeps in files only its own user can read.
import { randomBytes } from "node:crypto";
import { chmod, mkdir, open, readFile, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { AppError } from "@vigie/contracts";

/**
 * The key in the file, made first when there is none. Shape: `lengthBytes` random bytes, stored as hex, file mode 0600.
 * Errors: `keys.damaged` when the file holds something else, `keys.too-open` when it cannot be made private.
 */
export async function readOrCreateKey(path: string, lengthBytes: number): Promise<Buffer> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    const file = await open(path, "wx", 0o600);
    try {
      const key = randomBytes(lengthBytes);
      await file.writeFile(`${key.toString("hex")}\n`);
      await file.sync();
      return key;
    } finally {
      await file.close();
    }
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EEXIST") throw cause;
  }
  await makePrivate(path);
  const text = (await readFile(path, "utf8")).trim();
  if (!new RegExp(`^[0-9a-f]{${lengthBytes * 2}}$`).test(text)) {
    throw new AppError({
      code: "keys.damaged",
      kind: "internal",
      audience: "operator",
      message: `The key file ${path} is damaged; restore it from a backup, or remove it and enter the camera passwords again.`,
    });
  }
  return Buffer.from(text, "hex");
}

async function makePrivate(path: string): Promise<void> {
  if (process.platform === "win32") return;
  if (((await stat(path)).mode & 0o077) === 0) return;
  await chmod(path, 0o600).catch((cause: unknown) => {
    throw new AppError({
      code: "keys.too-open",
      kind: "internal",
      audience: "operator",
      message: `Other users of this machine can read the key file ${path}; give it mode 0600.`,
      cause,
    });
  });
}
