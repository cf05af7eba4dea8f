import { randomUUID } from "node:crypto";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { requestPayments } from "#app/commands/request-payments.ts";
import type { CommandContext } from "#app/commands/run.ts";
import { Database, openPool } from "#db/client.ts";
import { give } from "#tests/support/many-units.ts";
import { must, type SmallOrganisation, today } from "#tests/support/small-organisation.ts";
import { type Caught, caughtWhile, rate, rawRateOf, renewed } from "./posting.ts";
import { atLeast, type BenchResult } from "./report.ts";

const connections = 8;
const rounds = 3;
const place = { unit: "DR44", nature: "31", activity: "01-ENQ" } as const;
const schedule = [{ year: 2026, amount: 100n }];

/**
 * Acts of the expense chain, whole (availability, documents, both books, audit, idempotency), beside the posting statement that they send, caught on
 * its way and sent again raw by as many connections, in turn.
 */
export async function* chainAgainstRaw(books: SmallOrganisation): AsyncGenerator<BenchResult, void> {
  await give(books, ["DR44"], 100_000_000_000n);
  const staff = await books.as("staff", { role: "programmeStaff", unit: "INSEE" });
  yield* compared(books, staff, { work: "one commitment, whole command, 8 connections", entries: 1, act: commit });
  // On one commitment for each worker: that everybody asks on the same one is not what is measured.
  const open = await commitments(books, staff);
  const ask = (context: CommandContext, worker: number) => request(context, open[worker] ?? "");
  yield* compared(books, staff, {
    ...{ work: "one payment request that certifies, both books (3 entries), 8 connections", entries: 3, act: ask, kept: open },
  });
}

interface Compared {
  readonly work: string;
  /** How many entries one act posts. */
  readonly entries: number;
  readonly act: (context: CommandContext, worker: number) => Promise<void>;
  /** Identifiers of what stands before it. */
  readonly kept?: readonly string[];
}

async function* compared(books: SmallOrganisation, staff: CommandContext, own: Compared): AsyncGenerator<BenchResult, void> {
  const { work, entries, act } = own;
  const caught = await caughtWhile(books, (database) => act({ ...staff, database, key: randomUUID() }, 0));
  const all = await statementsOf(books, (database) => act({ ...staff, database, key: randomUUID() }, 0));
  let [command, raw, whole] = [0, 0, 0];
  for (let round = 0; round < rounds; round += 1) {
    raw += await rawRateOf(books, { statement: caught.sql, parameters: renewed(caught.parameters), connections, entries });
    whole += await wholeRate(books, all, own);
    command += await commandRate(books, staff, entries, act);
  }
  const measured = { value: command / rounds, unit: "entries/s" };
  yield atLeast(0.7, { ...measured, work: `${work}, against the posting statement alone`, limit: raw / rounds });
  yield atLeast(0.7, { ...measured, work: `${work}, against all its own statements sent raw`, limit: whole / rounds });
}

/** Every statement of an act but those that begin and end its transaction. */
async function statementsOf(books: SmallOrganisation, act: (database: Database) => Promise<void>): Promise<Caught[]> {
  const seen: Caught[] = [];
  const database = new Database(books.access.app, { connections: 1, onQuery: (query) => seen.push(query) });
  await act(database);
  await database.close();
  return seen.filter(({ sql }) => !/^(begin|commit)/.test(sql.trim()));
}

/** What PostgreSQL alone does of an act: its statements prepared and sent one behind the other in one transaction, under identifiers of their own. */
async function wholeRate(books: SmallOrganisation, statements: readonly Caught[], { entries, kept = [] }: Compared): Promise<number> {
  const { schemaName, number } = books.organisation;
  const pool = openPool({ ...books.access.app }, { connections });
  try {
    const paths = await Promise.all(Array.from({ length: connections }, () => pool.reserve()));
    const measured = await rate(connections, entries, async (worker) => {
      const path = paths[worker];
      if (!path) throw new Error("no connection");
      const known = new Map(kept.map((id) => [id, id]));
      const begin = `begin; set local search_path to ${schemaName}; set local enveloppe.organisation to ${number}`;
      const sent = statements.map(({ sql, parameters }) => [sql, parameters.map((own) => afresh(own, known))] as const);
      await Promise.all([
        path.unsafe(begin),
        ...sent.map(([sql, parameters]) => path.unsafe(sql, parameters as never[], { prepare: true })),
        path.unsafe("commit"),
      ]);
    });
    for (const path of paths) path.release();
    return measured;
  } finally {
    await pool.end({ timeout: 5 });
  }
}

const identifier = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const documentNumber = /^[A-Z]{2}-2026-\d{6}$/;

/** The same parameter, its identifiers and numbers of documents replaced, alike wherever they come back. */
function afresh(parameter: unknown, known: Map<string, string>): unknown {
  if (Array.isArray(parameter)) return parameter.map((own) => afresh(own, known));
  if (typeof parameter !== "string" || !(identifier.test(parameter) || documentNumber.test(parameter))) return parameter;
  const replaced = known.get(parameter) ?? (identifier.test(parameter) ? randomUUID() : `${parameter.slice(0, 8)}${randomUUID()}`);
  known.set(parameter, replaced);
  return replaced;
}

async function commandRate(books: SmallOrganisation, staff: CommandContext, entries: number, act: Compared["act"]): Promise<number> {
  const database = new Database(books.access.app, { connections });
  try {
    return await rate(connections, entries, (worker) => act({ ...staff, database, key: randomUUID() }, worker));
  } finally {
    await database.close();
  }
}

async function commit(context: CommandContext): Promise<void> {
  const lines = [{ ...place, amount: 100n, schedule }];
  must(await commitExpenses(context, { commitments: [{ on: today, label: "Banc", party: "FOUR1", lines }] }));
}

async function request(context: CommandContext, commitmentId: string): Promise<void> {
  must(await requestPayments(context, { requests: [{ flow: 3, commitmentId, line: 1, on: today, amount: 100n }] }));
}

/** One large commitment for each connection. */
async function commitments(books: SmallOrganisation, staff: CommandContext): Promise<string[]> {
  const amount = 1_000_000_000n;
  const made = await Promise.all(
    Array.from({ length: connections }, () => {
      const lines = [{ ...place, amount, schedule: [{ year: 2026, amount }] }];
      return commitExpenses(
        { ...staff, database: books.database, key: randomUUID() },
        { commitments: [{ on: today, label: "Banc", party: "FOUR1", lines }] },
      );
    }),
  );
  return made.map((result) => must(result)[0]?.commitmentId ?? "");
}
