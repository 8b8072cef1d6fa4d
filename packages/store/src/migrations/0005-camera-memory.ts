// What each camera's analysis has learnt: the newest only, and none of a camera that is gone.
import { type Kysely, sql } from "kysely";

export async function createCameraMemory(db: Kysely<unknown>, dialect: "sqlite" | "postgres"): Promise<void> {
  const name = dialect === "postgres" ? sql`text collate "C"` : "text";
  await db.schema
    .createTable("cameraMemory")
    .addColumn("cameraId", name, (c) => c.primaryKey().notNull())
    .addColumn("key", "text", (c) => c.notNull())
    .addColumn("atMs", "bigint", (c) => c.notNull())
    .addColumn("body", "text", (c) => c.notNull())
    .execute();
}
