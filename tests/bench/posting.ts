import { randomUUID } from "node:crypto";
import type postgres from "postgres";
import { runCommand } from "#app/commands/run.ts";
import type { EntryDraft } from "#app/domain/ledger/entry.ts";
import { Database, openPool } from "#db/client.ts";
import { postEntries } from "#db/posting.ts";
import { budgetEntry, generalEntry } from "#tests/support/budget.ts";
import { must, type SmallOrganisation, today } from "#tests/support/small-organisation.ts";
import { benchOrganisation } from "./organisation.ts";
import { atLeast, type Bench, type BenchResult } from "./report.ts";

const rounds = 3;
const secondsOfRound = 4;

/**
 * What the posting command costs over the statement that it sends. The raw figure is the same SQL text with the same kind of
 * parameters, caught on its way and sent again by prepared statements that commit by themselves; both in turn, same run, same rows.
 */
export const posting: Bench = {
  name: "posting",
  async *run() {
    const books = await benchOrganisation();
    try {
      yield* postingAgainstRaw(books);
      yield await widened(books);
      yield await hotRows(books);
    } finally {
      await books.close();
    }
  },
};

/** The whole command over the same SQL sent raw, for one entry and for fifty a statement. */
export async function* postingAgainstRaw(books: SmallOrganisation): AsyncGenerator<BenchResult, void> {
  const statement = await caughtStatement(books);
  const one = { work: "one entry of two lines, whole command, 8 connections", connections: 8, entries: 1, goal: 0.7 };
  const fifty = { work: "50 entries a statement, whole command, 8 connections", connections: 8, entries: 50, goal: 0.7 };
  yield await compared(books, statement, one);
  yield await compared(books, statement, fifty);
}

interface Comparison {
  readonly work: string;
  readonly connections: number;
  readonly entries: number;
  readonly goal: number;
}

async function compared(
  books: SmallOrganisation,
  statement: string,
  { work, connections, entries, goal }: Comparison,
): Promise<BenchResult> {
  let command = 0;
  let raw = 0;
  for (let round = 0; round < rounds; round += 1) {
    raw += await rawRate(books, statement, connections, entries);
    command += await commandRate(books, connections, entries);
  }
  return atLeast(goal, { work, value: command / rounds, unit: "entries/s", limit: raw / rounds });
}

/** 32 connections against 8: waiting for one journal must not cost more than half. */
async function widened(books: SmallOrganisation): Promise<BenchResult> {
  const narrow = await commandRate(books, 8, 1);
  const wide = await commandRate(books, 32, 1);
  return atLeast(0.5, { work: "one entry, whole command, 32 connections against 8", value: wide, unit: "entries/s", limit: narrow });
}

/** Six connections in one journal and on two accounts, against six that share neither: what the same rows cost. */
async function hotRows(books: SmallOrganisation): Promise<BenchResult> {
  const journals = ["OD", "HA", "SF", "PA", "TR", "EX"];
  const accounts = ["606", "401", "625", "408", "641", "421", "645", "431", "647", "467", "181", "515"];
  const own = (worker: number) => {
    const [debit = "", credit = ""] = accounts.slice(worker * 2, worker * 2 + 2);
    return [generalEntry(debit, credit, 100n, today, journals[worker])];
  };
  const apart = await commandRate(books, journals.length, 1, own);
  const together = await commandRate(books, journals.length, 1, () => own(0));
  const work = "one entry, 6 connections in one journal and on the same accounts, against 6 of their own";
  return atLeast(0.5, { work, value: together, unit: "entries/s", limit: apart });
}

async function commandRate(
  books: SmallOrganisation,
  connections: number,
  entries: number,
  draftsOf: (worker: number) => EntryDraft[] = () => drafts(entries),
): Promise<number> {
  const database = new Database(books.access.app, { connections });
  const system = await books.system();
  try {
    return await rate(connections, entries, async (worker) => {
      const context = { ...system, database, key: randomUUID() };
      const declaration = { name: "bench-posting", capability: "ledger.post" } as const;
      const posted = await runCommand(context, declaration, { entries }, (db) =>
        postEntries(db, draftsOf(worker), { actor: system.actor.id, today }),
      );
      must(posted);
    });
  } finally {
    await database.close();
  }
}

async function rawRate(books: SmallOrganisation, statement: string, connections: number, entries: number): Promise<number> {
  return await rawRateOf(books, { statement, parameters: await caughtParameters(books, entries), connections, entries });
}

export interface RawWork {
  readonly statement: string;
  /** Fresh ones for each turn. */
  readonly parameters: () => Parameters;
  readonly connections: number;
  /** How many entries one statement posts. */
  readonly entries: number;
}

/** Entries a second of a posting statement that was caught, sent again by prepared statements that commit by themselves. */
export async function rawRateOf(books: SmallOrganisation, { statement, parameters, connections, entries }: RawWork): Promise<number> {
  const pool = openPool({ ...books.access.app }, { connections });
  try {
    const paths = await Promise.all(Array.from({ length: connections }, () => pool.reserve()));
    for (const path of paths) await path.unsafe(`set search_path to ${books.organisation.schemaName}`);
    const measured = await rate(connections, entries, async (worker) => {
      const path = paths[worker];
      if (!path) throw new Error("no connection");
      const [answer] = await path.unsafe(statement, parameters(), { prepare: true });
      if (!answer?.posted) throw new Error("the raw statement posted nothing");
    });
    for (const path of paths) path.release();
    return measured;
  } finally {
    await pool.end({ timeout: 5 });
  }
}

/** Entries a second, `connections` workers at once, after a warm-up of a fifth of the round. */
export async function rate(connections: number, entries: number, work: (worker: number) => Promise<void>): Promise<number> {
  const turn = async (seconds: number) => {
    const end = performance.now() + seconds * 1000;
    const counts = await Promise.all(
      Array.from({ length: connections }, async (_, worker) => {
        let count = 0;
        for (; performance.now() < end; count += 1) await work(worker);
        return count;
      }),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  };
  await turn(secondsOfRound / 5);
  const start = performance.now();
  const count = await turn(secondsOfRound);
  return (count * entries * 1000) / (performance.now() - start);
}

function drafts(entries: number): EntryDraft[] {
  return Array.from({ length: entries }, () => budgetEntry({ from: "voted", to: "unallocated", amount: 100n }));
}

export type Parameters = postgres.ParameterOrJSON<never>[];

async function caughtStatement(books: SmallOrganisation): Promise<string> {
  return (await caught(books, 1)).sql;
}

/** Fresh parameters for each turn: what the posting path sent once, with new event identifiers. */
async function caughtParameters(books: SmallOrganisation, entries: number): Promise<() => Parameters> {
  return renewed((await caught(books, entries)).parameters);
}

/** The same parameters, with new identifiers of events and documents each time. */
export function renewed(parameters: readonly unknown[]): () => Parameters {
  return () => parameters.map((own) => (isEventIds(own) ? own.map(() => randomUUID()) : own)) as Parameters;
}

function isEventIds(parameter: unknown): parameter is string[] {
  return Array.isArray(parameter) && typeof parameter[0] === "string" && /^[0-9a-f]{8}-[0-9a-f]{4}-4/.test(parameter[0]);
}

async function caught(books: SmallOrganisation, entries: number): Promise<Caught> {
  const { actor } = await books.system();
  return await caughtWhile(books, async (database) => {
    must(await database.write(books.organisation, (db) => postEntries(db, drafts(entries), { actor: actor.id, today })));
  });
}

export interface Caught {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** The posting statement as the driver got it while something was done: the last one. */
export async function caughtWhile(books: SmallOrganisation, work: (database: Database) => Promise<void>): Promise<Caught> {
  const seen: Caught[] = [];
  const database = new Database(books.access.app, { connections: 1, onQuery: (query) => seen.push(query) });
  try {
    await work(database);
  } finally {
    await database.close();
  }
  const statement = seen.findLast(({ sql }) => sql.includes("with head as materialized"));
  if (!statement) throw new Error("the posting statement was not seen");
  return statement;
}
