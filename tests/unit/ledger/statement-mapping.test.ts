import { describe, expect, test } from "vitest";
import type { StatementLine } from "#app/domain/ledger/statements/arrangement.ts";
import { composeStatements, isProved } from "#app/domain/ledger/statements/composition.ts";
import { type DatedRule, type MappingChange, reviseMapping } from "#app/domain/ledger/statements/mapping-change.ts";
import { statementRows, withoutEmptyRows } from "#app/domain/ledger/statements/presentation.ts";
import { afterRevision, gapsOf, rulesOn } from "#app/domain/ledger/statements/rules-in-force.ts";

const line = (
  code: string,
  parent: string | null,
  side: "debit" | "credit",
  rank: number,
  source: "accounts" | "result" = "accounts",
): StatementLine => ({
  code,
  parent,
  side,
  rank,
  source,
  label: code,
  totalLabel: null,
});
const lines = [
  line("A", null, "debit", 1),
  line("A1", "A", "debit", 2),
  line("A2", "A", "debit", 3),
  line("P", null, "credit", 4),
  line("P1", "P", "credit", 5, "result"),
  line("P2", "P", "credit", 6),
  line("R", null, "credit", 7),
  line("R1", "R", "credit", 8),
  line("R2", "R", "debit", 9),
];
const rule = (id: bigint, prefix: string, side: DatedRule["side"], to: string, rest: Partial<DatedRule> = {}): DatedRule => ({
  id,
  prefix,
  side,
  line: to,
  measure: "gross",
  ...rest,
});
const rules = [
  rule(1n, "21", "either", "A1"),
  rule(2n, "281", "either", "A1", { measure: "depreciation" }),
  rule(3n, "40", "debit", "A2"),
  rule(4n, "40", "credit", "P2"),
  rule(5n, "6", "either", "R2"),
  rule(6n, "7", "either", "R1"),
];
const balance = (account: string, amount: bigint) => ({ account, label: account, balance: amount });

describe("the statements of a small ledger", () => {
  const balances = [
    balance("2183", 1000n),
    balance("28183", -300n),
    balance("401", -500n),
    balance("409", 50n),
    balance("606", 250n),
    balance("706", -500n),
  ];
  const statements = composeStatements({ lines, rules }, balances);
  const net = Object.fromEntries(statements.lines.map((each) => [each.code, each.net]));

  test("put each account on its line, depreciation beside the gross amount, and show one result on both", () => {
    expect(net).toEqual({ A: 750n, A1: 700n, A2: 50n, P: 750n, P1: 250n, P2: 500n, R: 250n, R1: 500n, R2: 250n });
    expect(isProved(statements)).toBe(true);
  });

  test("show lines, then totals, beside the year before, and may leave out what says nothing", () => {
    const before = composeStatements({ lines, rules }, [balance("409", 20n), balance("401", -20n)]);
    expect(statementRows("A", statements, before).map(({ kind, code, gross, previous }) => [kind, code, gross, previous])).toEqual([
      ["line", "A1", 1000n, 0n],
      ["line", "A2", 50n, 20n],
      ["total", "A", 1050n, 20n],
    ]);
    const alone = statementRows("A", before, null);
    expect(withoutEmptyRows(alone).map(({ kind, code }) => [kind, code])).toEqual([
      ["line", "A2"],
      ["total", "A"],
    ]);
  });

  test.each([
    ["an account that no line takes", [...balances, balance("512", 10n), balance("401x", -10n)], false],
    ["sides that differ", [...balances, balance("409", 10n)], false],
    ["nothing missing", balances, true],
  ])("are proved or not: %s", (_, given, proved) => {
    expect(isProved(composeStatements({ lines, rules }, given))).toBe(proved);
  });

  test("an account that no line takes is named, on the side of its balance", () => {
    expect(composeStatements({ lines, rules }, [balance("512", -10n)]).strays).toEqual([{ ...balance("512", -10n), side: "credit" }]);
    expect(gapsOf(rules.slice(0, 3), [{ code: "401" }, { code: "2183" }, { code: "808" }])).toEqual([
      { account: { code: "401" }, sides: ["credit"] },
    ]);
  });
});

describe("a change of the mapping", () => {
  const change: MappingChange = { prefix: "40", side: "credit", line: "A2", measure: "gross", from: "2026-01-01" };
  const revise = (own: Partial<MappingChange>, closedUntil: string | null = "2024-12-31", given = rules) =>
    reviseMapping({ ...change, ...own }, { rules: given, lines, closedUntil });

  test("begins on its day and leaves the days before as they were", () => {
    const revised = revise({});
    if (!revised.ok) throw new Error(revised.refusal.kind);
    const after = afterRevision(rules, revised.value);
    const lineOn = (day: string) =>
      rulesOn(after, day)
        .filter(({ prefix }) => prefix === "40")
        .map(({ side, line: to }) => [side, to]);
    expect(lineOn("2025-12-31")).toEqual(
      expect.arrayContaining([
        ["credit", "P2"],
        ["debit", "A2"],
      ]),
    );
    expect(lineOn("2026-01-01")).toEqual(
      expect.arrayContaining([
        ["credit", "A2"],
        ["debit", "A2"],
      ]),
    );
    expect(lineOn("2026-01-01")).toHaveLength(2);
  });

  test("of one side of a rule for both keeps the other side", () => {
    const revised = revise({ prefix: "6", side: "credit", line: "R1" });
    if (!revised.ok) throw new Error(revised.refusal.kind);
    const now = rulesOn(afterRevision(rules, revised.value), "2026-06-30").filter(({ prefix }) => prefix === "6");
    expect(now.map(({ side, line: to }) => [side, to]).sort()).toEqual([
      ["credit", "R1"],
      ["debit", "R2"],
    ]);
  });

  test("without a line ends the rule, and a shorter prefix takes the accounts again", () => {
    const given = [...rules, rule(7n, "606", "either", "R1")];
    const revised = revise({ prefix: "606", side: "either", line: null }, null, given);
    if (!revised.ok) throw new Error(revised.refusal.kind);
    expect(rulesOn(afterRevision(given, revised.value), "2026-06-30").some(({ prefix }) => prefix === "606")).toBe(false);
  });

  test.each<[string, Partial<MappingChange>, object]>([
    ["class 8", { prefix: "801", from: "2024-01-01" }, { kind: "not-an-account-prefix" }],
    ["no day", { from: "2026-02-30" }, { kind: "not-a-day" }],
    ["a closed year", { from: "2024-12-31", line: "Z9" }, { kind: "mapping-of-closed-year", closedUntil: "2024-12-31" }],
    ["an unknown line", { line: "Z9" }, { kind: "not-found", what: "statementLine" }],
    ["a total", { line: "A" }, { kind: "line-takes-no-account" }],
    ["the result", { line: "P1" }, { kind: "line-takes-no-account" }],
    ["depreciation of a debt", { line: "P2", measure: "depreciation" }, { kind: "depreciation-outside-assets" }],
    ["the same again", { line: "P2" }, { kind: "mapping-unchanged" }],
    ["the end of nothing", { prefix: "123", line: null }, { kind: "mapping-unchanged" }],
  ])("%s is refused", (_, own, refusal) => {
    expect(revise(own)).toMatchObject({ ok: false, refusal });
  });
});
