import { randomUUID } from "node:crypto";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import type { CommandContext } from "#app/commands/run.ts";
import { Database, openPool } from "#db/client.ts";
import { give } from "#tests/support/many-units.ts";
import { must, type SmallOrganisation, today } from "#tests/support/small-organisation.ts";
import { caughtWhile, type Parameters, renewed } from "./posting.ts";
import { atLeast, atMost, type BenchResult } from "./report.ts";

const clients = 64;
const connections = 8;
const rounds = 3;
const tries = 1_600;
const amount = 100n;
/** Half of what is asked. */
const credit = (amount * BigInt(tries)) / 2n;

interface Tried {
  readonly perSecond: number;
  readonly taken: number;
  readonly unjustified: number;
}

/** 64 clients commit on one credit, twice what it holds being asked, beside the posting statement sent raw on the same credit by as many. */
export async function* creditRaced(books: SmallOrganisation): AsyncGenerator<BenchResult, void> {
  const staff = await books.as("staff", { role: "programmeStaff", unit: "INSEE" });
  await give(books, ["DR44"], amount);
  const caught = await caughtWhile(books, async (database) => {
    must(await commit({ ...staff, database, key: randomUUID() }));
  });
  const [command, raw]: [Tried[], Tried[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    await give(books, ["DR44"], credit);
    raw.push(await rawTries(books, caught.sql, renewed(caught.parameters)));
    await give(books, ["DR44"], credit);
    command.push(await commandTries(books, staff));
  }
  const sum = (own: readonly Tried[], of: (tried: Tried) => number) => own.reduce((total, tried) => total + of(tried), 0);
  const most = Number(credit / amount) * rounds;
  yield atMost(0, {
    ...{ work: `overspent by ${clients} clients, ${rounds} rounds of ${tries} tries`, unit: "commitments", limit: 1 },
    value: Math.max(0, sum(command, ({ taken }) => taken) - most),
  });
  yield atMost(0, { work: "refusals without reason", value: sum(command, ({ unjustified }) => unjustified), unit: "refusals", limit: 1 });
  yield atLeast(1, { work: "credit used to its end", value: sum(command, ({ taken }) => taken), unit: "commitments", limit: most });
  yield atLeast(0.5, {
    ...{ work: `one credit, ${clients} clients, ${connections} connections, whole command`, unit: "tries/s" },
    value: sum(command, ({ perSecond }) => perSecond) / rounds,
    limit: sum(raw, ({ perSecond }) => perSecond) / rounds,
  });
}

function commit(context: CommandContext) {
  const lines = [{ unit: "DR44", nature: "31", activity: "01-ENQ", amount, schedule: [{ year: 2026, amount }] }];
  return commitExpenses(context, { commitments: [{ on: today, label: "Banc", party: "FOUR1", lines }] });
}

async function commandTries(books: SmallOrganisation, staff: CommandContext): Promise<Tried> {
  const database = new Database(books.access.app, { connections });
  try {
    return await raced(async () => {
      const result = await commit({ ...staff, database, key: randomUUID() });
      if (result.ok) return "taken";
      return result.refusal.kind === "credit-exceeded" && result.refusal.available < amount ? "refused" : "unjustified";
    });
  } finally {
    await database.close();
  }
}

/** The same many clients over the same connections: each waits for its turn, as the pool of the application makes them wait. */
async function rawTries(books: SmallOrganisation, statement: string, parameters: () => Parameters): Promise<Tried> {
  const pool = openPool({ ...books.access.app }, { connections });
  try {
    const paths = await Promise.all(Array.from({ length: connections }, () => pool.reserve()));
    for (const path of paths) await path.unsafe(`set search_path to ${books.organisation.schemaName}`);
    const tried = await raced(async (client) => {
      const path = paths[client % connections];
      if (!path) throw new Error("no connection");
      const [answer] = await path.unsafe(statement, parameters(), { prepare: true });
      return answer?.posted ? "taken" : "refused";
    });
    for (const path of paths) path.release();
    return tried;
  } finally {
    await pool.end({ timeout: 5 });
  }
}

async function raced(attempt: (client: number) => Promise<"taken" | "refused" | "unjustified">): Promise<Tried> {
  let left = tries;
  const counts = { taken: 0, refused: 0, unjustified: 0 };
  const start = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (; left > 0; ) {
        left -= 1;
        const outcome = await attempt(client);
        counts[outcome] += 1;
      }
    }),
  );
  return { perSecond: (tries * 1000) / (performance.now() - start), taken: counts.taken, unjustified: counts.unjustified };
}
