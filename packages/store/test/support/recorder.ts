// Writes recordings and alarm pictures as the product does: bytes and facts on disk first, then the name, then the row.
import type { FileSystem, RecordedSegment } from "@vigie/core";
import type { Kysely } from "kysely";
import type { StoreSchema } from "../../src/database/schema.ts";
import type { StoreRecords } from "../../src/index.ts";

export async function writeFile(files: FileSystem, path: string, bytes: Uint8Array): Promise<void> {
  const file = await files.create(path);
  await file.append(bytes);
  await file.sync();
  await file.close();
}

/** Facts on disk, then the recording under its name; not yet known to the records. */
export async function publish(files: FileSystem, facts: RecordedSegment, bytes: Uint8Array): Promise<void> {
  await writeFile(files, `${facts.path}.part`, bytes);
  await writeFile(files, facts.path.replace(/mp4$/, "json"), new TextEncoder().encode(JSON.stringify(facts)));
  await files.rename(`${facts.path}.part`, facts.path);
  await files.syncFolder(facts.path.slice(0, facts.path.lastIndexOf("/")));
}

export async function writePicture(files: FileSystem, path: string): Promise<void> {
  await writeFile(files, path, new TextEncoder().encode(`picture ${path}`));
  await files.syncFolder(path.slice(0, path.lastIndexOf("/")));
}

/** Every file below the folder, sorted. */
export async function filesBelow(files: FileSystem, folder: string): Promise<string[]> {
  const paths: string[] = [];
  for (const name of await files.list(folder)) {
    const path = folder === "" ? name : `${folder}/${name}`;
    if ((await files.stat(path))?.isFolder) paths.push(...(await filesBelow(files, path)));
    else paths.push(path);
  }
  return paths.sort();
}

/** An empty store, much faster than a new one. */
export async function emptied(records: StoreRecords): Promise<void> {
  const db = records.kysely as unknown as Kysely<StoreSchema>;
  for (const table of ["segment", "alarm", "event", "journal", "removal", "setting", "countBin"] as const) {
    await db.deleteFrom(table).execute();
  }
}
