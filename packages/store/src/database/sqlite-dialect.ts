// Kysely's SQLite dialect over Node's built-in SQLite.
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import {
  type Dialect,
  type DialectAdapter,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteStatement,
} from "kysely";

const BUSY_TIMEOUT_MS = 1000;
const MAX_PREPARED = 300;

/** Opens the database file so that a commit which has returned survives loss of power. Errors: those of SQLite, not mapped. */
export function openSqliteFile(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true });
  try {
    database.exec("PRAGMA journal_mode = WAL");
    database.exec("PRAGMA synchronous = FULL");
    database.exec("PRAGMA temp_store = MEMORY");
    // What retention deletes leaves no readable rest in pages that are written anyway.
    database.exec("PRAGMA secure_delete = FAST");
    database.exec("PRAGMA journal_size_limit = 67108864");
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

export function nodeSqliteDialect(database: DatabaseSync): Dialect {
  return new NodeSqliteDialect({ database: new PreparingDatabase(database) });
}

class NodeSqliteDialect extends SqliteDialect {
  override createAdapter(): DialectAdapter {
    return new TransactionalAdapter();
  }
}

/** SQLite rolls back changes of shape like any other, so a migration that fails leaves nothing behind. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Keeps prepared statements, because the same few are run all day. */
class PreparingDatabase implements SqliteDatabase {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, NodeStatement>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  prepare(sql: string): SqliteStatement {
    // A writer that begins as a reader can be refused half way; all transactions here begin as writers.
    const text = sql === "begin" ? "begin immediate" : sql;
    // A full disk rolls back by itself; a second time would fail and hide what was wrong.
    if (text === "rollback" && !this.#database.isTransaction) return NOTHING_TO_DO;
    const known = this.#prepared.get(text);
    if (known) return known;
    const statement = new NodeStatement(this.#database.prepare(text));
    if (/^\s*(create|alter|drop|pragma)\b/i.test(text)) {
      this.#prepared.clear();
      return statement;
    }
    if (this.#prepared.size >= MAX_PREPARED) this.#prepared.delete(this.#prepared.keys().next().value!);
    this.#prepared.set(text, statement);
    return statement;
  }

  close(): void {
    this.#prepared.clear();
    this.#database.close();
  }
}

const NOTHING_TO_DO: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  *iterate() {},
};

class NodeStatement implements SqliteStatement {
  readonly #statement: StatementSync;
  readonly reader: boolean;

  constructor(statement: StatementSync) {
    this.#statement = statement;
    this.reader = statement.columns().length > 0;
  }

  all(parameters: readonly unknown[]): unknown[] {
    return this.#statement.all(...parameters.map(toInput)).map(plain);
  }

  run(parameters: readonly unknown[]) {
    return this.#statement.run(...parameters.map(toInput));
  }

  *iterate(parameters: readonly unknown[]): IterableIterator<unknown> {
    for (const row of this.#statement.iterate(...parameters.map(toInput))) yield plain(row);
  }
}

/** Rows come without a prototype; libraries above expect ordinary objects. */
function plain(row: unknown): unknown {
  return { ...(row as object) };
}

/** SQLite knows neither booleans nor dates: 0 or 1, and ISO text. */
function toInput(value: unknown): SQLInputValue {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value instanceof Date) return value.toISOString();
  if (value === undefined) return null;
  return value as SQLInputValue;
}
