// First shape of the records: cameras, alarms, journal, events, counts, recordings, settings.
import { type Kysely, sql } from "kysely";

export async function createRecords(db: Kysely<unknown>, dialect: "sqlite" | "postgres"): Promise<void> {
  const { schema } = db;
  // Names sort by their bytes on both databases, whatever the server's language is.
  const name = dialect === "postgres" ? sql`text collate "C"` : "text";
  await schema
    .createTable("camera")
    .addColumn("id", name, (c) => c.primaryKey().notNull())
    .addColumn("config", "text", (c) => c.notNull())
    .addColumn("addedAtMs", "bigint", (c) => c.notNull())
    .addColumn("changedAtMs", "bigint", (c) => c.notNull())
    .execute();

  await schema
    .createTable("alarm")
    .addColumn("id", name, (c) => c.primaryKey().notNull())
    .addColumn("eventId", name, (c) => c.notNull().unique())
    .addColumn("cameraId", name, (c) => c.notNull())
    .addColumn("scenarioId", name, (c) => c.notNull())
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("verdict", "text")
    .addColumn("priorityRank", "integer", (c) => c.notNull())
    .addColumn("score", "double precision", (c) => c.notNull())
    .addColumn("raisedAtMs", "bigint", (c) => c.notNull())
    .addColumn("startedAtMs", "bigint", (c) => c.notNull())
    .addColumn("endedAtMs", "bigint", (c) => c.notNull())
    .addColumn("body", "text", (c) => c.notNull())
    .execute();
  await schema.createIndex("alarm_newest").on("alarm").columns(["raisedAtMs", "id"]).execute();
  await schema
    .createIndex("alarm_queue")
    .on("alarm")
    .columns(["state", "priorityRank", "score", "raisedAtMs"])
    .execute();
  await schema.createIndex("alarm_camera").on("alarm").columns(["cameraId", "startedAtMs"]).execute();

  await schema
    .createTable("journal")
    .addColumn("seq", "bigint", (c) => c.primaryKey().notNull())
    .addColumn("atMs", "bigint", (c) => c.notNull())
    .addColumn("type", "text", (c) => c.notNull())
    .addColumn("subjectId", "text", (c) => c.notNull())
    .addColumn("body", "text", (c) => c.notNull())
    .execute();
  await schema.createIndex("journal_at").on("journal").column("atMs").execute();
  await schema.createIndex("journal_subject").on("journal").columns(["type", "subjectId"]).execute();

  await schema
    .createTable("counter")
    .addColumn("name", name, (c) => c.primaryKey().notNull())
    .addColumn("value", "bigint", (c) => c.notNull())
    .execute();
  await sql`insert into "counter" ("name", "value") values ('journal', 0), ('alarms-raised', 0)`.execute(db);

  await schema
    .createTable("event")
    .addColumn("id", name, (c) => c.primaryKey().notNull())
    .addColumn("cameraId", name, (c) => c.notNull())
    .addColumn("scenarioId", name, (c) => c.notNull())
    .addColumn("startedAtMs", "bigint", (c) => c.notNull())
    .addColumn("endedAtMs", "double precision")
    .addColumn("phase", "text", (c) => c.notNull())
    .addColumn("body", "text", (c) => c.notNull())
    .execute();
  await schema.createIndex("event_newest").on("event").columns(["startedAtMs", "id"]).execute();
  await schema.createIndex("event_camera").on("event").columns(["cameraId", "startedAtMs"]).execute();

  await schema
    .createTable("countBin")
    .addColumn("cameraId", name, (c) => c.notNull())
    .addColumn("placeId", name, (c) => c.notNull())
    .addColumn("className", name, (c) => c.notNull())
    .addColumn("direction", name, (c) => c.notNull())
    .addColumn("binStartMs", "bigint", (c) => c.notNull())
    .addColumn("value", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("countBin_pk", ["cameraId", "binStartMs", "placeId", "className", "direction"])
    .execute();

  await schema
    .createTable("segment")
    .addColumn("path", name, (c) => c.primaryKey().notNull())
    .addColumn("cameraId", name, (c) => c.notNull())
    .addColumn("sequence", "bigint", (c) => c.notNull())
    .addColumn("startMs", "bigint", (c) => c.notNull())
    .addColumn("endMs", "bigint", (c) => c.notNull())
    .addColumn("sizeBytes", "bigint", (c) => c.notNull())
    .addColumn("sha256", "text", (c) => c.notNull())
    .addColumn("previousSha256", "text", (c) => c.notNull())
    .addColumn("codec", "text", (c) => c.notNull())
    .addColumn("widthPx", "integer", (c) => c.notNull())
    .addColumn("heightPx", "integer", (c) => c.notNull())
    .addColumn("gapBeforeMs", "bigint", (c) => c.notNull())
    .addColumn("gapReason", "text", (c) => c.notNull())
    .execute();
  await schema.createIndex("segment_camera").on("segment").columns(["cameraId", "startMs"]).execute();
  await schema.createIndex("segment_chain").on("segment").columns(["cameraId", "sequence"]).execute();
  await schema.createIndex("segment_end").on("segment").columns(["endMs", "path"]).execute();

  await schema
    .createTable("setting")
    .addColumn("key", name, (c) => c.primaryKey().notNull())
    .addColumn("value", "text", (c) => c.notNull())
    .execute();

  await schema
    .createTable("removal")
    .addColumn("path", name, (c) => c.primaryKey().notNull())
    .execute();
}
