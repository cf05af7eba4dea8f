import { afterAll, beforeAll, expect, test } from "vitest";
import type { Db } from "#db/client.ts";
import { postEntries } from "#db/posting.ts";
import { verifyLedger } from "#db/verify.ts";
import { budgetEntry, generalEntry } from "#tests/support/budget.ts";
import { must, type SmallOrganisation, smallOrganisation, today } from "#tests/support/small-organisation.ts";

let small: SmallOrganisation;
let actor: bigint;

beforeAll(async () => {
  small = await smallOrganisation({ connections: 16 });
  actor = (await small.system()).actor.id;
});
afterAll(async () => await small.close());

const write = <Value>(work: (db: Db) => Promise<Value>) => small.database.write(small.organisation, work);
const read = <Value>(work: (db: Db) => Promise<Value>) => small.database.read(small.organisation, work);

test("32 clients on one credit never overspend it, and no refusal is unjustified", async () => {
  const credit = 100_000n;
  must(await write((db) => postEntries(db, [budgetEntry({ from: "voted", to: "allotted", amount: credit })], { actor, today })));
  let spent = 0n;
  let asked = 0n;
  const refusals: { asked: bigint; available: bigint }[] = [];
  const client = async (number: number) => {
    for (let turn = 0; turn < 12; turn += 1) {
      const amount = BigInt(((number * 31 + turn * 17) % 97) + 1) * 10n;
      asked += amount;
      const result = await write((db) =>
        postEntries(db, [budgetEntry({ from: "allotted", to: "consumed", amount, journal: "PY" })], { actor, today }),
      );
      if (result.ok) spent += amount;
      else if (result.refusal.kind === "credit-exceeded") refusals.push(result.refusal);
      else throw new Error(result.refusal.kind);
    }
  };
  await Promise.all(Array.from({ length: 32 }, (_, number) => client(number)));
  const positions = await read((db) =>
    db
      .selectFrom("stage_position")
      .select(["stage", "amount"])
      .where("fiscal_year", "=", 2026)
      .where("unit", "=", "INSEE")
      .where("spending_class", "=", "nonPersonnel")
      .where("resource", "=", "CP")
      .where("amount", "<>", 0n)
      .execute(),
  );
  const held = Object.fromEntries(positions.map(({ stage, amount }) => [stage, amount]));
  expect(asked).toBeGreaterThan(credit);
  expect(spent).toBeLessThanOrEqual(credit);
  expect(held).toEqual({ voted: credit, consumed: spent, ...(spent < credit ? { allotted: credit - spent } : {}) });
  expect(refusals.length).toBeGreaterThan(0);
  expect(refusals.filter((refusal) => refusal.available >= refusal.asked)).toEqual([]);
});

test("16 posters on one journal, a fifth of them rolled back, leave no gap and no duplicate, and the chain holds", async () => {
  class Undone extends Error {}
  const poster = async (number: number) => {
    for (let turn = 0; turn < 12; turn += 1) {
      const work = write(async (db) => {
        must(await postEntries(db, [generalEntry("606", "401", BigInt(number * 100 + turn + 1), today, "HA")], { actor, today }));
        if ((number + turn) % 5 === 0) throw new Undone();
      });
      await work.catch((error: unknown) => {
        if (!(error instanceof Undone)) throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: 16 }, (_, number) => poster(number)));
  const numbers = await read((db) => db.selectFrom("entry").select("number").where("journal", "=", "HA").orderBy("number").execute());
  expect(numbers.length).toBeGreaterThan(100);
  expect(numbers.map(({ number }) => number)).toEqual(numbers.map((_, index) => BigInt(index + 1)));
  expect((await read(verifyLedger)).faults).toEqual([]);
});

test("two journals taken in either order end without deadlock", async () => {
  const entries = [generalEntry("606", "401", 10n, today, "SF"), generalEntry("401", "515", 10n, today, "TR")];
  const poster = async (turn: number) => {
    const drafts = (turn % 2 === 0 ? entries : entries.toReversed()).map((draft) => ({ ...draft, eventId: crypto.randomUUID() }));
    must(await write((db) => postEntries(db, drafts, { actor, today })));
  };
  await Promise.all(Array.from({ length: 60 }, (_, turn) => poster(turn)));
  const [last] = await read((db) =>
    db.selectFrom("journal_counter").select("last_number").where("journal", "=", "TR").where("fiscal_year", "=", 2026).execute(),
  );
  expect(last?.last_number).toBe(60n);
});

test("sixteen reversals of one entry: one is accepted", async () => {
  const [entry] = must(await write((db) => postEntries(db, [generalEntry("606", "401", 42n)], { actor, today })));
  const reverses = { id: entry?.id ?? 0n, fiscalYear: 2026, journal: "OD", number: entry?.number ?? 0n };
  const outcomes = await Promise.allSettled(
    Array.from({ length: 16 }, () => write((db) => postEntries(db, [{ ...generalEntry("401", "606", 42n), reverses }], { actor, today }))),
  );
  const accepted = outcomes.filter((outcome) => outcome.status === "fulfilled" && outcome.value.ok);
  expect(accepted).toHaveLength(1);
});
