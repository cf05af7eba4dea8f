import { randomUUID } from "node:crypto";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { requestPayments } from "#app/commands/request-payments.ts";
import type { CommandContext } from "#app/commands/run.ts";
import { Database } from "#db/client.ts";
import { give } from "#tests/support/many-units.ts";
import { must, type SmallOrganisation, today } from "#tests/support/small-organisation.ts";
import { caughtWhile, rate, rawRateOf, renewed } from "./posting.ts";
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
  yield await compared(books, staff, { work: "one commitment, whole command, 8 connections", entries: 1, act: commit });
  // On one commitment for each worker: that everybody asks on the same one is not what is measured.
  const open = await commitments(books, staff);
  const ask = (context: CommandContext, worker: number) => request(context, open[worker] ?? "");
  yield await compared(books, staff, {
    ...{ work: "one payment request that certifies, both books (3 entries), 8 connections", entries: 3, act: ask },
  });
}

interface Compared {
  readonly work: string;
  /** How many entries one act posts. */
  readonly entries: number;
  readonly act: (context: CommandContext, worker: number) => Promise<void>;
}

async function compared(books: SmallOrganisation, staff: CommandContext, { work, entries, act }: Compared): Promise<BenchResult> {
  const caught = await caughtWhile(books, (database) => act({ ...staff, database, key: randomUUID() }, 0));
  let [command, raw] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    raw += await rawRateOf(books, { statement: caught.sql, parameters: renewed(caught.parameters), connections, entries });
    command += await commandRate(books, staff, entries, act);
  }
  return atLeast(0.7, { work, value: command / rounds, unit: "entries/s", limit: raw / rounds });
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
