// Tracks without pictures: the minutes in which a camera was analysed, and the pieces of tracks in each.
import { type Kysely, sql } from "kysely";

export async function createTrajectories(db: Kysely<unknown>, dialect: "sqlite" | "postgres"): Promise<void> {
  const { schema } = db;
  const name = dialect === "postgres" ? sql`text collate "C"` : "text";
  const bytes = dialect === "postgres" ? "bytea" : "blob";
  await schema
    .createTable("classList")
    .addColumn("id", name, (c) => c.primaryKey().notNull())
    .addColumn("names", "text", (c) => c.notNull())
    .execute();

  await schema
    .createTable("traceMinute")
    .addColumn("cameraId", name, (c) => c.notNull())
    .addColumn("fromMs", "bigint", (c) => c.notNull())
    .addColumn("toMs", "bigint", (c) => c.notNull())
    .addColumn("session", "bigint", (c) => c.notNull())
    .addColumn("classListId", name, (c) => c.notNull())
    .addColumn("aspect", "double precision", (c) => c.notNull())
    .addColumn("frames", "integer", (c) => c.notNull())
    .addColumn("times", bytes, (c) => c.notNull())
    .addColumn("endedAtMs", "bigint")
    .addPrimaryKeyConstraint("traceMinute_pk", ["cameraId", "fromMs"])
    .modifyEnd(withoutRowId(dialect))
    .execute();
  await schema.createIndex("traceMinute_end").on("traceMinute").column("toMs").execute();

  // Rows of one camera lie side by side in the order in which questions read them.
  await schema
    .createTable("trajectory")
    .addColumn("cameraId", name, (c) => c.notNull())
    .addColumn("minuteMs", "bigint", (c) => c.notNull())
    .addColumn("trackId", "bigint", (c) => c.notNull())
    .addColumn("session", "bigint", (c) => c.notNull())
    .addColumn("thing", "bigint", (c) => c.notNull())
    .addColumn("firstMs", "bigint", (c) => c.notNull())
    .addColumn("lastMs", "bigint", (c) => c.notNull())
    .addColumn("looks", "integer", (c) => c.notNull())
    .addColumn("classes", name, (c) => c.notNull())
    .addColumn("score", "double precision", (c) => c.notNull())
    .addColumn("x1", "integer", (c) => c.notNull())
    .addColumn("y1", "integer", (c) => c.notNull())
    .addColumn("x2", "integer", (c) => c.notNull())
    .addColumn("y2", "integer", (c) => c.notNull())
    .addColumn("size", "double precision", (c) => c.notNull())
    .addColumn("body", bytes, (c) => c.notNull())
    .addPrimaryKeyConstraint("trajectory_pk", ["cameraId", "minuteMs", "trackId"])
    .modifyEnd(withoutRowId(dialect))
    .execute();
  await schema.createIndex("trajectory_end").on("trajectory").column("lastMs").execute();
  await schema
    .createIndex("trajectory_place")
    .on("trajectory")
    .columns(["cameraId", "firstMs", "classes", "x1", "x2", "y1", "y2"])
    .execute();
}

function withoutRowId(dialect: "sqlite" | "postgres") {
  return dialect === "sqlite" ? sql`without rowid` : sql``;
}
