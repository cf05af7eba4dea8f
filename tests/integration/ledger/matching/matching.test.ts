import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { acceptProposals } from "#app/commands/accept-proposals.ts";
import { type MatchLinesInput, matchLines } from "#app/commands/match-lines.ts";
import { seenProposals } from "#app/commands/matching-account.ts";
import { undoMatching } from "#app/commands/undo-matching.ts";
import { type LineName, lineText } from "#app/domain/ledger/matching/group.ts";
import { matchingRules, proposalText, proposeMatchings } from "#app/domain/ledger/matching/proposals.ts";
import { runChecks } from "#db/check.ts";
import { lastMatchingOf } from "#db/queries/ledger/matching/groups.ts";
import { openLinesOf } from "#db/queries/ledger/matching/lines.ts";
import { emptyBooks, invoice, liveGroups, payment } from "#tests/support/open-lines.ts";
import { type SmallBooks, smallBooks } from "#tests/support/small-books.ts";
import { must } from "#tests/support/small-organisation.ts";

const place = { fiscalYear: 2026, account: "401" };
const complete = { kind: "complete" } as const;
const partial = { kind: "partial" } as const;

let books: SmallBooks;
beforeAll(async () => {
  books = await smallBooks();
  await books.superuser`insert into account values ('general', '658'), ('general', '758')`;
  await books.superuser`insert into account_version (book, code, valid, label, source) values
    ('general', '658', '(,)', 'Charges', 'pcg'), ('general', '758', '(,)', 'Produits', 'pcg')`;
});
beforeEach(() => emptyBooks(books));
afterEach(async () => {
  const checks = await books.database.read(books.organisation, (db) => runChecks(db));
  expect(checks.filter(({ faultCount }) => faultCount > 0)).toEqual([]);
});
afterAll(() => books.close());

async function match(
  lines: readonly LineName[],
  as: MatchLinesInput["as"] = complete,
  role: "accountant" | "chiefAccountant" = "accountant",
) {
  return await matchLines(books.as(role), { ...place, lines, as });
}

/** What the page of proposals shows, and the acceptance of all of it. */
async function shown() {
  return await books.database.read(books.organisation, async (db) => {
    const { proposals } = proposeMatchings(await openLinesOf(db, place), { windowDays: 90 });
    return { proposals, seen: seenProposals(proposals), lastMatching: await lastMatchingOf(db, place) };
  });
}

test("lines that balance are lettered in capitals, dated, and never twice with the same letters", async () => {
  const [first, paid] = [await invoice(books, "2026-03-01", 100n), await payment(books, "2026-03-20", 100n)];
  const made = must(await match([first, paid]));
  expect(made).toMatchObject({ code: "A", complete: true, lineCount: 2 });
  const [row] = await books.superuser`select code, matched_on::text as on, rule, party, fiscal_year from matching`;
  expect(row).toMatchObject({ code: "A", on: "2026-06-15", rule: "hand", party: "ACME", fiscal_year: 2026 });
  must(await undoMatching(books.as("accountant"), { ...place, what: { kind: "run", runId: made.runId }, groupCount: 1 }));
  expect(must(await match([first, paid])).code).toBe("B");
});

test("a group is dated no earlier than its last line", async () => {
  must(await match([await invoice(books, "2026-03-01", 100n), await payment(books, "2026-09-20", 100n)]));
  const [row] = await books.superuser`select matched_on::text as on from matching`;
  expect(row?.["on"]).toBe("2026-09-20");
});

test("a part paid is lettered small, then completed under capitals; undoing gives the part back under its own letters", async () => {
  const bill = await invoice(books, "2026-03-01", 100n);
  const half = await payment(books, "2026-03-20", 60n);
  const rest = await payment(books, "2026-04-20", 40n);
  const part = must(await match([bill, half], partial));
  expect(part).toMatchObject({ code: "a", complete: false });
  // One of its lines is enough: a line of a partial group brings the group.
  const whole = must(await match([half, rest]));
  expect(whole).toMatchObject({ code: "B", complete: true, lineCount: 3 });
  expect(await liveGroups(books)).toEqual([`B complete: ${[bill, half, rest].map(lineText).join(" ")}`]);
  expect(await undoMatching(books.as("accountant"), { ...place, what: { kind: "run", runId: part.runId }, groupCount: 1 })).toEqual({
    ok: false,
    refusal: { kind: "matching-nothing-to-undo" },
  });
  const undone = must(await undoMatching(books.as("accountant"), { ...place, what: { kind: "run", runId: whole.runId }, groupCount: 1 }));
  expect(undone).toEqual({ groupCount: 1, lineCount: 3, restoredCount: 1 });
  expect(await liveGroups(books)).toEqual([`a partial: ${[bill, half].map(lineText).join(" ")}`]);
  must(await undoMatching(books.as("accountant"), { ...place, what: { kind: "run", runId: part.runId }, groupCount: 1 }));
  expect(await liveGroups(books)).toEqual([]);
});

test("a partial group may be extended and stay partial", async () => {
  const bill = await invoice(books, "2026-03-01", 100n);
  must(await match([bill, await payment(books, "2026-03-20", 30n)], partial));
  expect(must(await match([bill, await payment(books, "2026-03-21", 30n)], partial))).toMatchObject({
    code: "b",
    complete: false,
    lineCount: 3,
  });
});

test("a gap within the threshold is posted with the matching, on 658 or 758", async () => {
  const [bill, paid] = [await invoice(books, "2026-03-01", 100_00n), await payment(books, "2026-03-20", 99_50n)];
  const made = must(await match([bill, paid], { kind: "adjusted", on: "2026-06-15" }));
  expect(made).toMatchObject({ code: "A", complete: true, lineCount: 3 });
  const lines = await books.superuser`
    select l.account, l.debit::int, l.credit::int, l.party from entry e join entry_line l on l.entry_id = e.id where e.journal = 'OD' order by line`;
  expect([...lines]).toEqual([
    { account: "401", debit: 50, credit: 0, party: "ACME" },
    { account: "758", debit: 0, credit: 50, party: null },
  ]);
  const wide = [await invoice(books, "2026-03-01", 100_00n), await payment(books, "2026-03-20", 98_99n)];
  expect(await match(wide, { kind: "adjusted", on: "2026-06-15" })).toEqual({
    ok: false,
    refusal: { kind: "matching-gap-too-large", gap: 101n, threshold: 100n },
  });
  expect((await books.superuser`select from entry where journal = 'OD'`).length).toBe(1);
});

test("an adjustment in a closed period is refused, and nothing is matched", async () => {
  const lines = [await invoice(books, "2026-03-01", 100n), await payment(books, "2026-03-20", 99n)];
  await books.superuser`update period set status = 'closed' where fiscal_year = 2026 and period = 6`;
  expect(await match(lines, { kind: "adjusted", on: "2026-06-15" })).toMatchObject({ ok: false, refusal: { kind: "period-closed" } });
  expect(await liveGroups(books)).toEqual([]);
});

test("what is not matched: foreign lines, taken lines, closed years, other accounts, other people", async () => {
  const [bill, paid] = [await invoice(books, "2026-03-01", 100n), await payment(books, "2026-03-20", 100n)];
  const refusalOf = async (lines: readonly LineName[]) => {
    const answer = await match(lines);
    return answer.ok ? null : answer.refusal;
  };
  expect(await refusalOf([bill, { entryId: bill.entryId, line: 2 }])).toEqual({ kind: "not-found", what: "line", id: `${bill.entryId}.2` });
  expect(await refusalOf([bill, { entryId: 999n, line: 1 }])).toEqual({ kind: "not-found", what: "line", id: "999.1" });
  const earlier = await invoice(books, "2025-12-01", 100n);
  expect(await refusalOf([earlier, paid])).toEqual({ kind: "not-found", what: "line", id: lineText(earlier) });
  expect(await refusalOf([bill])).toEqual({ kind: "matching-too-few-lines", count: 1 });
  expect(await refusalOf([bill, bill])).toEqual({ kind: "matching-too-few-lines", count: 1 });
  must(await match([bill, paid]));
  expect(await refusalOf([bill, await payment(books, "2026-03-22", 100n)])).toEqual({
    kind: "matching-line-taken",
    ...{ journal: "HA", number: 1n, line: 1, code: "A" },
  });
  const asked = { ...place, lines: [bill, paid], as: complete };
  expect(await matchLines(books.as("auditor"), asked)).toEqual({ ok: false, refusal: { kind: "forbidden", capability: "ledger.post" } });
  expect(await matchLines(books.as("accountant", "SG"), asked)).toEqual({
    ok: false,
    refusal: { kind: "forbidden", capability: "ledger.post" },
  });
  expect(await matchLines(books.as("accountant"), { ...asked, account: "606" })).toEqual({
    ok: false,
    refusal: { kind: "account-not-matched", account: "606", prefixes: ["4"] },
  });
  await books.superuser`update fiscal_year set status = 'closed' where year = 2026`;
  const closed = { ok: false, refusal: { kind: "year-closed", year: 2026 } };
  expect(await match([bill, paid])).toEqual(closed);
  const [group] = await books.superuser<{ id: string }[]>`select id::text from matching`;
  const undo = { ...place, what: { kind: "group", matchingId: BigInt(group?.id ?? 0) } as const, groupCount: 1 };
  expect(await undoMatching(books.as("chiefAccountant"), undo)).toEqual(closed);
});

test("a locked or closed period does not keep its lines from being matched", async () => {
  const lines = [await invoice(books, "2026-03-01", 100n), await payment(books, "2026-03-20", 100n)];
  await books.superuser`update period set status = 'closed' where fiscal_year = 2026 and period = 3`;
  expect(must(await match(lines)).code).toBe("A");
});

test("letters that a file brought are not taken again", async () => {
  const [bill, paid] = [await invoice(books, "2026-03-01", 5n), await payment(books, "2026-03-20", 5n)];
  await books.superuser`insert into matching (fiscal_year, account, party, code, rule, run_id, author)
    select 2026, '401', 'ACME', code, 'import', gen_random_uuid(), (select min(id) from app_user) from unnest(array['B', 'ab', '12', 'ZZZZZZZZ']) as c(code)`;
  expect(must(await match([bill, paid])).code).toBe("AC");
});

test("proposals are accepted as one run, and undone as one", async () => {
  const bills = [await invoice(books, "2026-03-01", 10n, { voucher: "F1" }), await invoice(books, "2026-03-02", 20n)];
  const paid = [await payment(books, "2026-03-20", 10n, { voucher: "f1" }), await payment(books, "2026-03-21", 20n)];
  const { proposals, ...seen } = await shown();
  expect(proposals.map(({ rule }) => rule)).toEqual(["document", "amount"]);
  const input = { ...place, rules: matchingRules, accepted: { kind: "all", ...seen } as const };
  const context = books.as("accountant");
  const accepted = must(await acceptProposals(context, input));
  expect(accepted).toMatchObject({ groupCount: 2, lineCount: 4, byRule: { document: 1, amount: 1 } });
  expect(must(await acceptProposals(context, input))).toEqual(accepted);
  expect(await liveGroups(books)).toEqual([
    `A complete: ${lineText(bills[0] as LineName)} ${lineText(paid[0] as LineName)}`,
    `B complete: ${lineText(bills[1] as LineName)} ${lineText(paid[1] as LineName)}`,
  ]);
  const what = { kind: "run", runId: accepted.runId } as const;
  expect(await undoMatching(books.as("accountant"), { ...place, what, groupCount: 3 })).toEqual({
    ok: false,
    refusal: { kind: "matching-undo-changed", seen: 3, current: 2 },
  });
  expect(must(await undoMatching(books.as("accountant"), { ...place, what, groupCount: 2 }))).toMatchObject({ lineCount: 4 });
  expect(await liveGroups(books)).toEqual([]);
});

test("one proposal is accepted among others", async () => {
  for (const cents of [10n, 20n]) {
    await invoice(books, "2026-03-01", cents);
    await payment(books, "2026-03-20", cents);
  }
  const { proposals, lastMatching } = await shown();
  const chosen = proposals.slice(1).map(proposalText);
  const some = { kind: "some", proposals: chosen, lastMatching } as const;
  expect(must(await acceptProposals(books.as("accountant"), { ...place, rules: ["amount"], accepted: some })).groupCount).toBe(1);
  const none = { kind: "some", proposals: [], lastMatching } as const;
  expect(await acceptProposals(books.as("accountant"), { ...place, rules: ["amount"], accepted: none })).toEqual({
    ok: false,
    refusal: { kind: "matching-nothing-proposed" },
  });
});

test("a line that somebody matched meanwhile refuses the whole, and is named", async () => {
  const bill = await invoice(books, "2026-03-01", 10n);
  await payment(books, "2026-03-20", 10n);
  const { seen, lastMatching } = await shown();
  must(await match([bill, await payment(books, "2026-03-20", 3n)], partial));
  must(await match([bill, await payment(books, "2026-03-20", 7n)]));
  const answer = await acceptProposals(books.as("chiefAccountant"), {
    ...{ ...place, rules: matchingRules },
    accepted: { kind: "all", seen, lastMatching },
  });
  expect(answer).toEqual({ ok: false, refusal: { kind: "matching-line-taken", journal: "HA", number: 1n, line: 1, code: "B" } });
});

test("a line that came meanwhile asks for another look", async () => {
  await invoice(books, "2026-03-01", 10n);
  await payment(books, "2026-03-20", 10n);
  const { seen, lastMatching } = await shown();
  await payment(books, "2026-03-21", 10n);
  const accepted = { kind: "all", seen, lastMatching } as const;
  expect(await acceptProposals(books.as("accountant"), { ...place, rules: matchingRules, accepted })).toEqual({
    ok: false,
    refusal: { kind: "matching-proposals-changed" },
  });
});

test("the database refuses what no command asks: two parties, two accounts, a capital that does not balance", async () => {
  const lines = [
    await invoice(books, "2026-03-01", 100n),
    await payment(books, "2026-03-20", 90n),
    await payment(books, "2026-03-20", 100n, { party: "DUPONT" }),
  ];
  const [bill, paid, foreign] = lines as [LineName, LineName, LineName];
  const keep = async (code: string, account: string, ...own: LineName[]) => {
    const [group] = await books.superuser<{ id: string }[]>`insert into matching (fiscal_year, account, party, code, rule, run_id, author)
      values (2026, ${account}, 'ACME', ${code}, 'hand', gen_random_uuid(), (select min(id) from app_user)) returning id::text`;
    return await books.superuser`insert into matching_line (matching_id, fiscal_year, entry_id, line)
      select ${group?.id ?? ""}::bigint, 2026, e::bigint, 1 from unnest(${own.map(({ entryId }) => String(entryId))}::text[]) as l(e)`.catch(
      (error: { constraint_name?: string }) => error.constraint_name,
    );
  };
  expect(await keep("X", "401", bill, foreign)).toBe("matching_holds");
  expect(await keep("Y", "408", bill, paid)).toBe("matching_holds");
  expect(await keep("Z", "401", bill, paid)).toBe("matching_holds");
  expect(await keep("z1", "401", bill, paid)).not.toBe("matching_holds");
});
