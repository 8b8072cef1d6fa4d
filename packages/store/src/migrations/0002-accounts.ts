// Tables of the account library (Better Auth 1.7 with its admin plugin), in the column types that it looks for on each database.
import { type Kysely, sql } from "kysely";

export async function createAccountTables(db: Kysely<unknown>, dialect: "sqlite" | "postgres"): Promise<void> {
  const { schema } = db;
  const time = dialect === "sqlite" ? "date" : "timestamptz";
  const flag = dialect === "sqlite" ? "integer" : "boolean";
  const now = <C extends { notNull(): C; defaultTo(value: unknown): C }>(column: C): C =>
    dialect === "sqlite" ? column.notNull() : column.notNull().defaultTo(sql`CURRENT_TIMESTAMP`);

  await schema
    .createTable("user")
    .addColumn("id", "text", (c) => c.primaryKey().notNull())
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("email", "text", (c) => c.notNull().unique())
    .addColumn("emailVerified", flag, (c) => c.notNull())
    .addColumn("image", "text")
    .addColumn("createdAt", time, now)
    .addColumn("updatedAt", time, now)
    .addColumn("role", "text")
    .addColumn("banned", flag)
    .addColumn("banReason", "text")
    .addColumn("banExpires", time)
    .execute();

  await schema
    .createTable("session")
    .addColumn("id", "text", (c) => c.primaryKey().notNull())
    .addColumn("expiresAt", time, (c) => c.notNull())
    .addColumn("token", "text", (c) => c.notNull().unique())
    .addColumn("createdAt", time, now)
    .addColumn("updatedAt", time, (c) => c.notNull())
    .addColumn("ipAddress", "text")
    .addColumn("userAgent", "text")
    .addColumn("userId", "text", (c) => c.notNull().references("user.id").onDelete("cascade"))
    .addColumn("impersonatedBy", "text")
    .execute();

  await schema
    .createTable("account")
    .addColumn("id", "text", (c) => c.primaryKey().notNull())
    .addColumn("accountId", "text", (c) => c.notNull())
    .addColumn("providerId", "text", (c) => c.notNull())
    .addColumn("userId", "text", (c) => c.notNull().references("user.id").onDelete("cascade"))
    .addColumn("accessToken", "text")
    .addColumn("refreshToken", "text")
    .addColumn("idToken", "text")
    .addColumn("accessTokenExpiresAt", time)
    .addColumn("refreshTokenExpiresAt", time)
    .addColumn("scope", "text")
    .addColumn("password", "text")
    .addColumn("createdAt", time, now)
    .addColumn("updatedAt", time, (c) => c.notNull())
    .execute();

  await schema
    .createTable("verification")
    .addColumn("id", "text", (c) => c.primaryKey().notNull())
    .addColumn("identifier", "text", (c) => c.notNull())
    .addColumn("value", "text", (c) => c.notNull())
    .addColumn("expiresAt", time, (c) => c.notNull())
    .addColumn("createdAt", time, now)
    .addColumn("updatedAt", time, now)
    .execute();

  await schema.createIndex("session_userId_idx").on("session").column("userId").execute();
  await schema.createIndex("account_userId_idx").on("account").column("userId").execute();
  await schema.createIndex("verification_identifier_idx").on("verification").column("identifier").execute();
}
