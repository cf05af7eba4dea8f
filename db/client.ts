import { Kysely, sql } from "kysely";
import { PostgresJSDialect } from "kysely-postgres-js";
import postgres from "postgres";
import type { ConnectionTarget } from "./access.ts";
import type { Copying } from "./copy-out.ts";
import { isRetriable } from "./failure.ts";
import type { Schema } from "./schema.ts";

/** A transaction inside one organisation: unqualified names are that organisation's tables. */
export type Db = Kysely<Schema>;

export interface Organisation {
  readonly slug: string;
  readonly number: number;
  readonly schemaName: string;
  readonly name: string;
  readonly siren: string;
}

export interface DatabaseOptions {
  /** Connections kept; posting does not gain above 8 (`docs/data-model.md`). */
  connections?: number;
  statementTimeoutMs?: number;
  /** False: a commit does not wait for the disk. For work that is done again from the start when it is lost. */
  waitForDisk?: boolean;
  /** False: no statement takes more than one processor. For those who serve many at once: starting helpers costs more than most answers. */
  parallel?: boolean;
  /** Told of each query when it ends: its text, its parameters, how long it took. */
  onQuery?: (query: { sql: string; parameters: readonly unknown[]; durationMs: number }) => void;
}

const attempts = 10;

const beginnings = {
  read: sql`begin isolation level repeatable read read only`,
  write: sql`begin isolation level read committed`,
};

/**
 * The way into the organisations' schemas. Each piece of work is one transaction with its own `search_path`:
 * `read` is one snapshot (repeatable read, read only), `write` is read committed and is tried again when PostgreSQL asks for it.
 */
export class Database {
  readonly #pool: postgres.Sql<{ bigint: bigint }>;
  readonly #options: DatabaseOptions;
  readonly #queries = new Map<string, Kysely<Schema>>();

  constructor(target: ConnectionTarget, options: DatabaseOptions = {}) {
    this.#pool = openPool(target, options);
    this.#options = options;
  }

  async organisations(): Promise<Organisation[]> {
    return await this.#queriesIn("catalogue")
      .selectFrom("catalogue.organisation")
      .select(["slug", "number", "schema_name as schemaName", "name", "siren"])
      .orderBy("number")
      .execute();
  }

  async organisation(slug: string): Promise<Organisation | undefined> {
    return (await this.organisations()).find((organisation) => organisation.slug === slug);
  }

  /** One snapshot: every figure that `work` reads is of the same instant. */
  async read<Value>(organisation: Organisation, work: (db: Db) => Promise<Value>): Promise<Value> {
    return await this.#transaction(beginnings.read, organisation, work);
  }

  /** One transaction; `work` may run again after a deadlock or a serialisation failure, so it keeps nothing outside. */
  async write<Value>(organisation: Organisation, work: (db: Db) => Promise<Value>): Promise<Value> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#transaction(beginnings.write, organisation, work);
      } catch (error) {
        if (attempt >= attempts || !isRetriable(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * attempt));
      }
    }
  }

  /** Opens with one message (simple protocol: no parameters), so that entering an organisation costs no round trip of its own. */
  async #transaction<Value>(
    begin: (typeof beginnings)[keyof typeof beginnings],
    { schemaName, number }: Organisation,
    work: (db: Db) => Promise<Value>,
  ): Promise<Value> {
    return await this.#queriesIn(schemaName)
      .connection()
      .execute(async (db) => {
        await sql`${begin}; set local search_path to ${sql.id(schemaName)}; set local enveloppe.organisation to ${sql.lit(number)}`.execute(
          db,
        );
        try {
          const value = await work(db);
          await sql`commit`.execute(db);
          return value;
        } catch (error) {
          await sql`rollback`.execute(db).catch(() => undefined);
          throw error;
        }
      });
  }

  async ping(): Promise<void> {
    await sql`select 1`.execute(this.#queriesIn("catalogue"));
  }

  async close(): Promise<void> {
    await this.#pool.end({ timeout: 5 });
  }

  /** Statements are prepared by their text: each schema's bear its name, so that no plan of one organisation serves another. */
  #queriesIn(schemaName: string): Kysely<Schema> {
    const known = this.#queries.get(schemaName);
    if (known) return known;
    const { onQuery } = this.#options;
    const queries = new Kysely<Schema>({
      dialect: new PostgresJSDialect({ postgres: preparing(this.#pool, `/* ${schemaName} */ `) }),
      ...(onQuery && { log: ({ query, queryDurationMillis }) => onQuery({ ...query, durationMs: queryDurationMillis }) }),
    });
    this.#queries.set(schemaName, queries);
    return queries;
  }
}

/** postgres.js connection options for a target; used by the pools and by the migrator. */
export function openPool(target: ConnectionTarget, options: DatabaseOptions = {}): postgres.Sql<{ bigint: bigint }> {
  const settings: postgres.Options<{ bigint: postgres.PostgresType<bigint>; date: postgres.PostgresType<string> }> = {
    max: options.connections ?? 8,
    types: { bigint: postgres.BigInt, date: { to: 1082, from: [1082], serialize: asText, parse: asText } },
    connection: {
      application_name: "enveloppe",
      statement_timeout: options.statementTimeoutMs ?? 30_000,
      idle_in_transaction_session_timeout: 60_000,
      plan_cache_mode: "force_generic_plan",
      jit: "off",
      TimeZone: "UTC",
      ...(options.parallel === false ? { max_parallel_workers_per_gather: 0 } : {}),
      ...(options.waitForDisk === false ? { synchronous_commit: "off" } : {}),
      ...(target.role ? { role: target.role } : {}),
    },
    backoff: () => 0.2,
    connect_timeout: 10,
    onnotice: () => undefined,
  };
  if (target.url) return postgres(target.url, settings);
  const { host = "127.0.0.1", port = 5432, database, user, password = "" } = target;
  return postgres({ ...settings, host, port, database, username: user, password });
}

/** Kysely's dialect asks for unprepared statements; ours are prepared once per connection. */
function preparing(pool: postgres.Sql<{ bigint: bigint }>, prefix: string): postgres.Sql {
  const reserve = async () => {
    const reserved = await pool.reserve();
    const unsafe = reserved.unsafe.bind(reserved);
    return Object.assign(reserved, {
      unsafe: (text: string, parameters?: Parameters<typeof unsafe>[1]) =>
        isCopyOut(text)
          ? copied(unsafe(text))
          : isCopyIn(text)
            ? copying(unsafe(text))
            : unsafe(prefix + text, parameters, { prepare: true }),
    });
  };
  return Object.assign(() => undefined, { reserve }) as never;
}

/** `copy … to stdout` answers one row that holds the stream to read (`db/copy-out.ts`), for it gives bytes and no rows. */
function isCopyOut(text: string): boolean {
  return text.startsWith("copy (") && text.includes(") to stdout");
}

async function copied(pending: postgres.PendingQuery<postgres.Row[]>): Promise<unknown> {
  const copying: Copying = { stream: await pending.readable(), cancel: () => pending.cancel() };
  return Object.assign([copying], { command: "COPY", count: 0 });
}

/** `copy … from stdin` answers one row that holds the stream to write to (`db/copy-in.ts`). */
function isCopyIn(text: string): boolean {
  return text.startsWith("copy ") && text.includes(" from stdin");
}

async function copying(pending: postgres.PendingQuery<postgres.Row[]>): Promise<unknown> {
  return Object.assign([{ stream: await pending.writable() }], { command: "COPY", count: 0 });
}

function asText(value: string): string {
  return value;
}
