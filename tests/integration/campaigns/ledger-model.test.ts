import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { askReopening } from "#app/commands/ask-reopening.ts";
import { closePeriod } from "#app/commands/close-period.ts";
import { closeYear } from "#app/commands/close-year.ts";
import { decideReopening } from "#app/commands/decide-reopening.ts";
import { matchLines } from "#app/commands/match-lines.ts";
import { openFiscalYear } from "#app/commands/open-fiscal-year.ts";
import { postManualEntry } from "#app/commands/post-manual-entry.ts";
import { postOpeningBalances } from "#app/commands/post-opening-balances.ts";
import { endOrWithdraw } from "#app/commands/relock.ts";
import { reverseEntry } from "#app/commands/reverse-entry.ts";
import type { CommandContext } from "#app/commands/run.ts";
import { setPeriodLock } from "#app/commands/set-period-lock.ts";
import { undoMatching } from "#app/commands/undo-matching.ts";
import type { ManualEntry } from "#app/domain/ledger/manual-entry.ts";
import { parseLineName } from "#app/domain/ledger/matching/group.ts";
import type { Result } from "#app/domain/result.ts";
import type { PostedEntry } from "#db/posting.ts";
import { campaignSeed, expectClosingsHold, expectSoundBooks } from "#tests/support/independent-sums.ts";
import { LedgerModel, type ModelEntry, modelYears, type Step } from "#tests/support/ledger-model.ts";
import { type SmallBooks, smallBooks, today } from "#tests/support/small-books.ts";
import { must } from "#tests/support/small-organisation.ts";

/**
 * A plain model of the ledger beside the real one: posting, reversing, matching, locking, closing months and exercises, reopening by two persons,
 * opening balances, keys sent again. Each act of a long random sequence is accepted by both or refused by both, and both then hold the same.
 */
const seed = campaignSeed("ledger model");
const runs = process.env.TEST_LONG ? 100 : 4;
const steps = 500;

const anyStep: fc.Arbitrary<Step> = fc.record({
  verb: fc.oneof(
    ...(
      [
        ["post", 14],
        ["reverse", 4],
        ["match", 6],
        ["unmatch", 2],
        ["lock", 3],
        ["closeMonth", 8],
        ["closeYear", 1],
        ["ask", 4],
        ["decide", 5],
        ["end", 2],
        ["open", 2],
        ["replay", 2],
      ] as const
    ).map(([verb, weight]) => ({ weight, arbitrary: fc.constant(verb) })),
  ),
  year: fc.constantFrom(...modelYears),
  period: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 13 }) }, { weight: 2, arbitrary: fc.integer({ min: 1, max: 5 }) }),
  role: fc.constantFrom("accountant", "chiefAccountant", "chiefAccountant"),
  pair: fc.constantFrom(["606", "401"] as const, ["401", "515"] as const, ["641", "421"] as const, ["515", "706"] as const),
  amount: fc.constantFrom(100n, 100n, 250n, 99_999n),
  flaw: fc.oneof(
    { weight: 8, arbitrary: fc.constant("none" as const) },
    { weight: 1, arbitrary: fc.constantFrom("unbalanced", "unknownAccount", "zero", "oneLine") },
  ),
  choice: fc.nat(10_000),
  other: fc.nat(10_000),
  aimed: fc.boolean(),
});

for (let run = 0; run < runs; run += 1) {
  test(`any sequence of ${steps} acts, number ${run + 1}`, { timeout: 600_000 }, async () => {
    const books = await smallBooks();
    try {
      must(await openFiscalYear(books.as("system"), { year: 2024 }));
      await play(books, fc.sample(anyStep, { numRuns: steps, seed: seed + run }));
    } finally {
      await books.close();
    }
  });
}

async function play(books: SmallBooks, acts: readonly Step[]): Promise<void> {
  const model = new LedgerModel(today);
  const done: { key: string; role: Step["role"]; entry: ManualEntry; id: bigint }[] = [];
  const seen = new Map<string, number>();
  // The first exercise holds something: the second cannot close before it.
  const first: Step = {
    verb: "post",
    year: 2024,
    period: 1,
    role: "accountant",
    pair: ["606", "401"],
    amount: 100n,
    flaw: "none",
    choice: 0,
    other: 0,
    aimed: false,
  };
  for (const [index, drawn] of [first, ...acts].entries()) {
    const step = model.aim(drawn);
    const expected = model.accepts(step);
    const result = await perform(books, model, step, done);
    const where = `seed ${seed}, act ${index}: ${JSON.stringify(step, asText)} → ${JSON.stringify(result, asText)}`;
    if (expected !== "either") expect(`${result.ok}`, where).toBe(`${expected}`);
    const name = `${step.verb} ${result.ok ? "accepted" : "refused"}`;
    seen.set(name, (seen.get(name) ?? 0) + 1);
    if (index % 50 === 0) await holdsTheSame(books, model, where);
  }
  process.stdout.write(
    `ledger model: ${JSON.stringify(Object.fromEntries([...seen].toSorted(([left], [right]) => (left < right ? -1 : 1))))}\n`,
  );
  await holdsTheSame(books, model, `seed ${seed}, at the end`);
  await expectSoundBooks(books);
  await expectClosingsHold(books);
  for (const verb of ["post", "reverse", "match", "lock", "closeMonth", "ask", "decide", "end"]) {
    expect(seen.get(`${verb} accepted`) ?? 0, verb).toBeGreaterThan(0);
    expect(seen.get(`${verb} refused`) ?? 0, verb).toBeGreaterThan(0);
  }
}

/** Runs the act on the real ledger, and on the model when it was accepted. */
async function perform(
  books: SmallBooks,
  model: LedgerModel,
  step: Step,
  done: { key: string; role: Step["role"]; entry: ManualEntry; id: bigint }[],
): Promise<Result<unknown>> {
  const { verb, year, period, role } = step;
  const context: CommandContext = books.as(role);
  switch (verb) {
    case "post": {
      const entry = entryOf(step, model);
      const result = await postManualEntry(context, entry);
      if (!result.ok) return result;
      done.push({ key: context.key, role, entry, id: result.value.id });
      model.post(
        modelled(
          result.value,
          entry.date,
          entry.lines.map(({ account, debit, credit }) => ({ account, signed: debit - credit })),
        ),
      );
      return result;
    }
    case "reverse": {
      const reversed = model.entryOf(step);
      const on = model.dayOf(step);
      const result = await reverseEntry(context, { entryId: reversed?.id ?? 0n, on, reason: "Essai" });
      if (!result.ok || !reversed) return result;
      reversed.reversed = true;
      const lines = reversed.lines.map(({ account, signed }) => ({ account, signed: -signed }));
      model.post({ ...modelled(result.value, on, lines), isReversal: true });
      return result;
    }
    case "match": {
      const lines = model.linesOf(step).map(({ name }) => name);
      const named = lines.flatMap((name) => parseLineName(name) ?? []);
      const result = await matchLines(context, { fiscalYear: year, account: "401", lines: named, as: { kind: "complete" } });
      if (result.ok) model.groups.push({ runId: result.value.runId, year, lines });
      return result;
    }
    case "unmatch": {
      const group = model.groupOf(step);
      const what = { kind: "run", runId: group?.runId ?? randomUUID() } as const;
      const result = await undoMatching(context, { fiscalYear: group?.year ?? year, account: "401", what, groupCount: 1 });
      if (result.ok) model.groups = model.groups.filter((own) => own !== group);
      return result;
    }
    case "lock": {
      const status = model.wantsLock(step) ? "locked" : "open";
      const result = await setPeriodLock(context, { fiscalYear: year, period, status });
      if (result.ok) model.periodOf(year, period).status = status;
      return result;
    }
    case "closeMonth": {
      const result = await closePeriod(context, { fiscalYear: year, period });
      if (result.ok) model.closeMonth(year, period);
      return result;
    }
    case "closeYear": {
      const result = await closeYear(context, { fiscalYear: year });
      if (result.ok) model.closeYear(year);
      return result;
    }
    case "ask": {
      const month = model.asked(step);
      const place = month === null ? { fiscalYear: year } : { fiscalYear: year, period: month };
      const result = await askReopening(context, { ...place, reason: "Essai", termHours: 48 });
      if (result.ok) model.ask(result.value.reopeningId, year, month ?? null);
      return result;
    }
    case "decide": {
      const reopening = model.reopeningOf(step);
      const decider = role === "chiefAccountant" ? context : books.as("budgetController");
      const decision = model.approves(step) ? ("approve" as const) : ("refuse" as const);
      const result = await decideReopening(decider, { reopeningId: reopening?.id ?? 0n, decision, note: "Essai" });
      if (result.ok && reopening) model.decide(reopening, decision === "approve");
      return result;
    }
    case "end": {
      const reopening = model.reopeningOf(step);
      const result = await endOrWithdraw(context, { reopeningId: reopening?.id ?? 0n });
      if (result.ok && reopening) model.end(reopening, result.value.relocked?.stands ?? null);
      return result;
    }
    case "open": {
      const result = await postOpeningBalances(context, { fiscalYear: year });
      if (result.ok) model.openNext(year);
      return result;
    }
    case "replay":
      return await replayed(books, done[step.choice % Math.max(1, done.length)]);
  }
}

/** The same key and content: the same entry, whatever was closed since. Another content: refused. */
async function replayed(
  books: SmallBooks,
  before: { key: string; role: Step["role"]; entry: ManualEntry; id: bigint } | undefined,
): Promise<Result<unknown>> {
  if (!before) return { ok: false, refusal: { kind: "not-found", what: "entry", id: "0" } };
  const context = { ...books.as(before.role), key: before.key };
  expect(await postManualEntry(context, { ...before.entry, label: "Autre chose" })).toMatchObject({ refusal: { kind: "key-reused" } });
  const again = await postManualEntry(context, before.entry);
  expect(again).toMatchObject({ ok: true, value: { id: before.id } });
  return again;
}

function entryOf(step: Step, model: LedgerModel): ManualEntry {
  const { pair, amount, flaw, period } = step;
  const line = (account: string, signed: bigint) => {
    const party = account === "401" ? { party: "ACME" } : {};
    return { account, debit: signed > 0n ? signed : 0n, credit: signed < 0n ? -signed : 0n, ...party };
  };
  const [debited, credited] = pair;
  const sides = { none: amount, unbalanced: amount + 1n, unknownAccount: amount, zero: 0n, oneLine: amount };
  const lines = [line(flaw === "unknownAccount" ? "999" : debited, flaw === "zero" ? 0n : amount), line(credited, -sides[flaw])];
  return {
    journal: "OD",
    date: model.dayOf(step),
    label: "Écriture",
    ...(period === 13 ? { complementary: true } : {}),
    lines: flaw === "oneLine" ? lines.slice(0, 1) : lines,
  };
}

function modelled({ id, fiscalYear: year, journal }: PostedEntry, date: string, lines: ModelEntry["lines"]): ModelEntry {
  return { id, year, journal, date, lines, isReversal: false, reversed: false };
}

/** Balances, numbers, states and matchings, each by a query of this file's own. */
async function holdsTheSame({ superuser: sql }: SmallBooks, model: LedgerModel, where: string): Promise<void> {
  const nets = await sql<{ key: string; net: string }[]>`
    select fiscal_year || ' ' || account as key, sum(debit - credit)::text as net from entry_line group by 1 having sum(debit) <> sum(credit)`;
  expect(new Map(nets.map(({ key, net }) => [key, BigInt(net)])), where).toEqual(new Map([...model.nets].filter(([, net]) => net !== 0n)));
  const numbers = await sql<{ key: string; last: number }[]>`
    select fiscal_year || ' ' || journal as key, last_number::int as last from journal_counter where last_number > 0 and journal <> 'AN'`;
  expect(new Map(numbers.map(({ key, last }) => [key, last])), where).toEqual(model.numbers);
  const periods = await sql<{ year: number; period: number; status: string; reopened: boolean }[]>`
    select fiscal_year as year, period, status, open_until is not null as reopened from period`;
  const states = periods.map(({ year, period, status, reopened }) => `${year}-${period} ${status} ${reopened}`);
  expect(states, where).toEqual(
    periods.map(({ year, period }) => {
      const { status, reopened } = model.periodOf(year, period);
      return `${year}-${period} ${status} ${reopened}`;
    }),
  );
  const years = await sql<{ year: number }[]>`select year from fiscal_year where status = 'closed'`;
  expect(new Set(years.map(({ year }) => year)), where).toEqual(model.closedYears);
  const closings = await sql<{ key: string }[]>`
    select fiscal_year || '-' || coalesce(period, 0) as key from closing where reopened_at is null`;
  expect(new Set(closings.map(({ key }) => key)), where).toEqual(model.inForce);
  const waiting = await sql<{ id: string }[]>`select id::text from reopening where ended_at is null`;
  expect(new Set(waiting.map(({ id }) => BigInt(id))), where).toEqual(new Set(model.reopenings.map(({ id }) => id)));
  const matched = await sql<
    { name: string }[]
  >`select entry_id || '.' || line as name from matching_line where live order by entry_id, line`;
  expect(new Set(matched.map(({ name }) => name)), where).toEqual(new Set(model.groups.flatMap(({ lines }) => lines)));
}

function asText(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
