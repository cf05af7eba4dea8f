import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { acceptProposals } from "#app/commands/accept-proposals.ts";
import { matchLines } from "#app/commands/match-lines.ts";
import { undoMatching } from "#app/commands/undo-matching.ts";
import type { LineName } from "#app/domain/ledger/matching/group.ts";
import { matchingRules } from "#app/domain/ledger/matching/proposals.ts";
import { runChecks } from "#db/check.ts";
import { emptyBooks, invoice, liveGroups, payment } from "#tests/support/open-lines.ts";
import { type SmallBooks, smallBooks } from "#tests/support/small-books.ts";
import { must } from "#tests/support/small-organisation.ts";

const place = { fiscalYear: 2026, account: "401" };
const rounds = process.env["TEST_LONG"] ? 200 : 4;

let books: SmallBooks;
beforeAll(async () => {
  books = await smallBooks();
});
beforeEach(() => emptyBooks(books));
afterAll(() => books.close());

test("two accountants match overlapping lines at once: one wins, the other is told which line", async () => {
  for (let round = 0; round < rounds; round += 1) {
    const bill = await invoice(books, "2026-03-01", 100n);
    const [first, second] = [await payment(books, "2026-03-20", 100n), await payment(books, "2026-03-21", 100n)];
    const answers = await Promise.all([
      matchLines(books.as("accountant"), { ...place, lines: [bill, first], as: { kind: "complete" } }),
      matchLines(books.as("chiefAccountant"), { ...place, lines: [second, bill], as: { kind: "complete" } }),
    ]);
    const won = answers.filter(({ ok }) => ok);
    const lost = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal]));
    expect(won).toHaveLength(1);
    expect(lost).toEqual([expect.objectContaining({ kind: "matching-line-taken", journal: "HA", line: 1 })]);
    expect(await liveGroups(books)).toHaveLength(round + 1);
  }
});

test("the same proposals accepted at once by two people are accepted once", async () => {
  for (let cents = 1n; cents <= 8n; cents += 1n) {
    await invoice(books, "2026-03-01", cents);
    await payment(books, "2026-03-20", cents);
  }
  const input = { ...place, rules: matchingRules, accepted: { kind: "unseen" } as const };
  const answers = await Promise.all([
    acceptProposals(books.as("accountant"), input),
    acceptProposals(books.as("chiefAccountant"), input),
    acceptProposals(books.as("accountant"), input),
  ]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  for (const answer of answers) if (!answer.ok) expect(answer.refusal).toEqual({ kind: "matching-nothing-proposed" });
  expect(await liveGroups(books)).toHaveLength(8);
});

test("undone while others match: whoever comes first, no line stands in two groups", async () => {
  const bill = await invoice(books, "2026-03-01", 100n);
  const [first, second] = [await payment(books, "2026-03-20", 100n), await payment(books, "2026-03-21", 100n)];
  for (let round = 0; round < rounds; round += 1) {
    const made = must(await matchLines(books.as("accountant"), { ...place, lines: [bill, first], as: { kind: "complete" } }));
    const undo = { ...place, what: { kind: "run", runId: made.runId } as const, groupCount: 1 };
    const [undone, again, matched] = await Promise.all([
      undoMatching(books.as("accountant"), undo),
      undoMatching(books.as("chiefAccountant"), undo),
      matchLines(books.as("chiefAccountant"), { ...place, lines: [bill, second], as: { kind: "complete" } }),
    ]);
    expect([undone, again].filter(({ ok }) => ok)).toHaveLength(1);
    if (!matched.ok) expect(matched.refusal).toMatchObject({ kind: "matching-line-taken", code: made.code });
    await sound();
    if (matched.ok) {
      const rest = { ...place, what: { kind: "run", runId: matched.value.runId } as const, groupCount: 1 };
      must(await undoMatching(books.as("accountant"), rest));
    }
    expect(await liveGroups(books)).toEqual([]);
  }
});

test("a closing waits for a matching under way, and the next matching finds the exercise closed", async () => {
  const lines = [await invoice(books, "2026-03-01", 100n), await payment(books, "2026-03-20", 100n)];
  const more = [await invoice(books, "2026-03-01", 70n), await payment(books, "2026-03-20", 70n)];
  const close = books.superuser.begin(async (sql) => {
    await sql`select pg_advisory_xact_lock(${books.organisation.number}, 202613)`;
    await new Promise((resolve) => setTimeout(resolve, 150));
    await sql`update fiscal_year set status = 'closed' where year = 2026`;
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  const late = await matchLines(books.as("accountant"), { ...place, lines, as: { kind: "complete" } });
  await close;
  expect(late).toEqual({ ok: false, refusal: { kind: "year-closed", year: 2026 } });
  expect(await matchLines(books.as("accountant"), { ...place, lines: more, as: { kind: "complete" } })).toEqual(late);
});

/** An act on the lines that the test posts: places in a list, which may repeat. */
type Act =
  | { readonly kind: "match" | "partial"; readonly lines: readonly number[] }
  | { readonly kind: "accept" }
  | { readonly kind: "undo"; readonly run: number };

const lineCount = 10;
const place10 = fc.nat({ max: lineCount - 1 });
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom("match" as const, "partial" as const), lines: fc.array(place10, { maxLength: 4 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("accept" as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("undo" as const), run: fc.nat({ max: 20 }) }) },
);

test("whatever is matched, completed and undone, the books hold; undoing everything leaves them as they were", async () => {
  const lines: LineName[] = [];
  for (const cents of [100n, 60n, 40n, 100n, 20n]) lines.push(await invoice(books, "2026-03-01", cents));
  for (const cents of [100n, 60n, 40n, 20n, 80n]) lines.push(await payment(books, "2026-04-01", cents));
  const property = fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async (acts) => {
    const runs: string[] = [];
    for (const each of acts) {
      const answer = await perform(each, lines, runs);
      if (answer?.ok && "runId" in answer.value) runs.push(answer.value.runId);
    }
    await sound();
    for (const runId of [...runs].reverse()) await undoWhole(runId);
    expect(await liveGroups(books)).toEqual([]);
  });
  await fc.assert(property, { numRuns: process.env["TEST_LONG"] ? 200 : 5, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: true });
});

async function perform(each: Act, lines: readonly LineName[], runs: readonly string[]) {
  if (each.kind === "accept") {
    return await acceptProposals(books.as("accountant"), { ...place, rules: matchingRules, accepted: { kind: "unseen" } });
  }
  if (each.kind === "undo") {
    const runId = runs[each.run % Math.max(1, runs.length)];
    if (runId !== undefined) await undoWhole(runId);
    return undefined;
  }
  const chosen = each.lines.flatMap((index) => lines[index] ?? []);
  const kind = each.kind === "match" ? "complete" : "partial";
  return await matchLines(books.as("accountant"), { ...place, lines: chosen, as: { kind } });
}

/** What still stands of a run, however much that is. */
async function undoWhole(runId: string): Promise<void> {
  const [live] = await books.superuser<
    { count: string }[]
  >`select count(*)::text from matching where run_id = ${runId} and undone_at is null`;
  const groupCount = Number(live?.count ?? 0);
  const undone = await undoMatching(books.as("accountant"), { ...place, what: { kind: "run", runId }, groupCount });
  expect(undone.ok).toBe(groupCount > 0);
}

/** Each line in one live group at most, complete groups at zero, letters that name one group: by the checks and by constraints. */
async function sound(): Promise<void> {
  const checks = await books.database.read(books.organisation, (db) => runChecks(db));
  expect(checks.filter(({ faultCount }) => faultCount > 0)).toEqual([]);
  const groups = await liveGroups(books);
  const named = groups.flatMap((group) => group.slice(group.indexOf(":") + 2).split(" "));
  expect(new Set(named).size).toBe(named.length);
  const codes = groups.map((group) => group.split(" ")[0]?.toUpperCase());
  expect(new Set(codes).size).toBe(codes.length);
}
