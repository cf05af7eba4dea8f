import { afterAll, beforeAll, expect, test } from "vitest";
import { closePeriod } from "#app/commands/close-period.ts";
import { closeYear } from "#app/commands/close-year.ts";
import { openFiscalYear } from "#app/commands/open-fiscal-year.ts";
import type { CommandContext } from "#app/commands/run.ts";
import { monthOfYear } from "#app/domain/month.ts";
import { Database } from "#db/client.ts";
import { postEntries } from "#db/posting.ts";
import { openingGaps } from "#db/queries/ledger/opening.ts";
import { campaignSeed, expectClosingsHold, expectSoundBooks } from "#tests/support/independent-sums.ts";
import { seeded } from "#tests/support/ledger-files.ts";
import { generalEntry, type SmallBooks, smallBooks, today } from "#tests/support/small-books.ts";
import { must } from "#tests/support/small-organisation.ts";

/**
 * Months close in their order, and each exercise after its last one, while sixteen accountants post in the month that closes and in those around it.
 * Nothing may enter a month after its closing, and what the closing wrote down must be what the lines still say at the end.
 */
const closings = process.env.TEST_LONG ? 200 : 20;
const posters = 16;
/** Two seconds is the goal; a machine that does other things fails no test. */
const mostMs = process.env.TEST_LONG ? 2_000 : 10_000;
const firstYear = 2026 - Math.ceil(closings / 13);
const random = seeded(campaignSeed("closings against posters"));

let books: SmallBooks;
let closer: Database;
beforeAll(async () => {
  books = await smallBooks({ connections: posters });
  for (let year = 2024; year >= firstYear; year -= 1) must(await openFiscalYear(books.as("system"), { year }));
  // A pool of its own: he waits for the lock, not for a connection.
  closer = new Database(books.access.app, { connections: 1 });
});
afterAll(async () => {
  await closer.close();
  await books.close();
});

interface Act {
  readonly year: number;
  /** Null: the exercise. */
  readonly month: number | null;
}

const acts: readonly Act[] = Array.from({ length: closings }, (_, index) => {
  const month = (index % 13) + 1;
  return { year: firstYear + Math.floor(index / 13), month: month === 13 ? null : month };
});

test(`${closings} closings against ${posters} posters`, { timeout: 600_000 }, async () => {
  let at = 0;
  const accepted = new Map<string, bigint>();
  const refused: Record<string, number> = {};
  const poster = async (number: number) => {
    const actor = books.as("accountant").actor.id;
    for (let turn = 0; at < acts.length; turn += 1) {
      const drafts = [0, 1].slice(random(2)).map(() => aimed(acts, at + random(3) - 1, `Poste ${number}, ${turn}`));
      const posted = await books.database.write(books.organisation, (db) => postEntries(db, drafts, { actor, today }));
      if (!posted.ok) refused[posted.refusal.kind] = (refused[posted.refusal.kind] ?? 0) + 1;
      for (const [index, entry] of (posted.ok ? posted.value : []).entries()) {
        accepted.set(String(entry.id), drafts[index]?.lines[0]?.debit ?? 0n);
      }
    }
  };
  const waits: number[] = [];
  const closeAll = async () => {
    for (; at < acts.length; at += 1) {
      const floor = accepted.size + 10;
      while (accepted.size < floor) await new Promise((resolve) => setTimeout(resolve, 2));
      const begun = performance.now();
      await close(acts[at]);
      waits.push(performance.now() - begun);
    }
  };
  await Promise.all([closeAll(), ...Array.from({ length: posters }, (_, number) => poster(number))]);
  const ordered = waits.toSorted((left, right) => left - right);
  const slowest = ordered.at(Math.ceil(ordered.length * 0.99) - 1) ?? 0;
  process.stdout.write(
    `closings: ${accepted.size} entries accepted, ${JSON.stringify(refused)}, median ${Math.round(ordered.at(ordered.length / 2) ?? 0)} ms, p99 ${Math.round(slowest)} ms\n`,
  );
  expect(Object.keys(refused).filter((kind) => kind !== "period-closed" && kind !== "year-closed")).toEqual([]);
  expect(refused["period-closed"] ?? 0).toBeGreaterThan(0);
  expect(slowest).toBeLessThan(mostMs);
  await everyAcceptedEntryIsThere(accepted);
});

test("nothing entered what was closed, and the minutes say what the lines say", async () => {
  const { superuser: sql } = books;
  const records = await sql`select count(*)::int as closings, count(*) filter (where period is null)::int as years from closing`;
  expect([...records]).toEqual([{ closings, years: acts.filter(({ month }) => month === null).length }]);
  await expectClosingsHold(books);
});

test("what each closed exercise left opens the next, and the books hold", async () => {
  for (const { year } of acts.filter(({ month }) => month === null)) {
    expect(await books.database.read(books.organisation, (db) => openingGaps(db, year + 1))).toMatchObject({ accounts: [] });
  }
  await expectSoundBooks(books);
}, 300_000);

async function close(act: Act | undefined): Promise<void> {
  if (!act) throw new Error("nothing to close");
  const context: CommandContext = { ...books.as("chiefAccountant"), database: closer };
  const { year: fiscalYear, month } = act;
  if (month === null) must(await closeYear(context, { fiscalYear }));
  else must(await closePeriod(context, { fiscalYear, period: month }));
}

/** An entry in the period of an act, or on the last day of an exercise that closes, in its complementary period. */
function aimed(list: readonly Act[], index: number, label: string) {
  const { year, month } = list[Math.min(Math.max(index, 0), list.length - 1)] ?? { year: firstYear, month: 1 };
  const amount = BigInt(random(100_000) + 1);
  const day = month === null ? `${year}-12-31` : `${monthOfYear(year, month)}-${String(random(28) + 1).padStart(2, "0")}`;
  const [from, to] = [["606", "515"] as const, ["515", "706"] as const, ["641", "421"] as const][random(3)] ?? ["606", "515"];
  return {
    ...generalEntry(["OD", "TR", "HA"][random(3)] ?? "OD", day, label, [from, amount], [to, -amount]),
    complementary: month === null,
  };
}

/** What was answered « posted » stands, with its amount; and nothing else does, the closings' own entries apart. */
async function everyAcceptedEntryIsThere(accepted: ReadonlyMap<string, bigint>): Promise<void> {
  const rows = await books.superuser<{ id: string; debit: string }[]>`
    select entry_id::text as id, sum(debit)::text as debit from entry_line
     where entry_id not in (select entry_id from opening_entry union select result_entry from closing where result_entry is not null) group by 1`;
  const held = new Map(rows.map(({ id, debit }) => [id, BigInt(debit)]));
  expect([...accepted].filter(([id, debit]) => held.get(id) !== debit)).toEqual([]);
  expect([...held.keys()].filter((id) => !accepted.has(id))).toEqual([]);
}
