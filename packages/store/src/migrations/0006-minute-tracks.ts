// Tracks of a minute in one row, instead of one for each piece: a question about a month reads a sixth of the rows. Minutes kept before stay as they are.
import { type Kysely, sql } from "kysely";

export async function createMinuteTracks(db: Kysely<unknown>, dialect: "sqlite" | "postgres"): Promise<void> {
  const { schema } = db;
  const name = dialect === "postgres" ? sql`text collate "C"` : "text";
  const bytes = dialect === "postgres" ? "bytea" : "blob";
  // What every question reads stands before what it seldom wants. With row numbers of its own: a row is a page long, and fits in less room so.
  await schema
    .createTable("minuteTracks")
    .addColumn("cameraId", name, (c) => c.notNull())
    .addColumn("minuteMs", "bigint", (c) => c.notNull())
    .addColumn("endMs", "bigint", (c) => c.notNull())
    .addColumn("classListId", name, (c) => c.notNull())
    .addColumn("count", "integer", (c) => c.notNull())
    .addColumn("pieces", bytes, (c) => c.notNull())
    .addColumn("looks", bytes, (c) => c.notNull())
    .addPrimaryKeyConstraint("minuteTracks_pk", ["cameraId", "minuteMs"])
    .execute();
  await schema.createIndex("minuteTracks_end").on("minuteTracks").column("endMs").execute();
}
