import { describe, expect, it } from "vitest";
import { addressedCell } from "#app/domain/forecast/cell-address.ts";
import { findingsIn } from "#app/domain/forecast/checks/checks.ts";
import type { CheckedLine, CheckedRequest, CheckWorld } from "#app/domain/forecast/checks/finding.ts";
import { usualChecks } from "#app/domain/forecast/checks/settings.ts";
import { isThousandfold } from "#app/domain/forecast/checks/suspicious-unit.ts";
import { checkCommentChange, mentionsIn } from "#app/domain/forecast/comments/rules.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";

const world: CheckWorld = { year: 2027, settings: usualChecks, executed: () => null, outstanding: () => 0n, guidance: () => null };

function cell(measure: BudgetResource, amount: bigint, { targetYear = 2027, month = 0 } = {}) {
  return { measure, targetYear, month, amount };
}
function request(cells: CheckedLine["cells"], other: Partial<CheckedRequest> = {}): CheckedRequest {
  const line: CheckedLine = { id: "line", label: "Line", nature: "31", activity: "01", spendingClass: "nonPersonnel", cells };
  return { id: "request", number: 1, kind: "baseline", justification: "", lines: [line], ...other };
}
function found(cells: CheckedLine["cells"], other: Partial<CheckWorld> = {}, head: Partial<CheckedRequest> = {}): string[] {
  return findingsIn([request(cells, head)], { ...world, ...other }).map(({ check }) => check);
}
const balanced = (amount: bigint) => [cell("AE", amount), cell("CP", amount)];

describe("a justification is missing", () => {
  it.each([
    [21_000_000n, []],
    [21_000_001n, ["justification-missing"]],
    [19_000_000n, []],
    [18_999_999n, ["justification-missing"]],
  ])("of %s against 20 000 000 executed: beyond 5 %% and 10 000 €", (asked, checks) => {
    expect(found(balanced(asked), { executed: () => 20_000_000n })).toEqual(checks);
  });
  it("not when it is there", () => expect(found(balanced(90_000_000n), {}, { justification: "Because." })).toEqual([]));
});

describe("payments", () => {
  it("stay within the AE and what remains to be paid", () => {
    expect(found([cell("CP", 500n)], { outstanding: () => 500n })).toEqual([]);
    expect(found([cell("CP", 501n)], { outstanding: () => 500n })).toEqual(["payments-above-means"]);
  });
  it("of a new commitment are its AE over all the years", () => {
    expect(found([cell("AE", 100n), cell("CP", 60n), cell("CP", 40n, { targetYear: 2028 })])).toEqual([]);
    expect(found([cell("AE", 100n), cell("CP", 60n)])).toEqual(["schedule-differs"]);
  });
});

describe("with a schedule, payments", () => {
  const parts = [
    { commitmentYear: 0, paymentYear: 2027, amount: 500n },
    { commitmentYear: 2027, paymentYear: 2027, amount: 60n },
    { commitmentYear: 2027, paymentYear: 2028, amount: 40n },
  ];
  const cells = [cell("AE", 100n), cell("CP", 560n), cell("CP", 40n, { targetYear: 2028 })];
  const scheduled = (own: CheckedLine["cells"], outstanding: bigint) => {
    const [line] = request(own).lines;
    return findingsIn([request([], { lines: line ? [{ ...line, schedule: parts }] : [] })], { ...world, outstanding: () => outstanding });
  };
  it("on earlier commitments stay within what remains to be paid", () => {
    expect(scheduled(cells, 500n)).toEqual([]);
    expect(scheduled(cells, 499n)).toMatchObject([
      { check: "payments-above-means", payments: 500n, authorisations: 0n, outstanding: 499n },
    ]);
  });
  it("are told apart from AE and from CP that were changed since, at their cells", () => {
    const changed = [cell("AE", 90n), cell("CP", 561n), cell("CP", 40n, { targetYear: 2028 })];
    expect(scheduled(changed, 500n)).toMatchObject([
      { check: "schedule-differs", against: "commitment", authorisations: 90n, payments: 100n, cell: { measure: "AE", targetYear: 2027 } },
      { check: "schedule-differs", against: "column", authorisations: 560n, payments: 561n, cell: { measure: "CP", targetYear: 2027 } },
    ]);
  });
});

it("people have days, guidance has a limit", () => {
  expect(found([cell("ETPT", 1200n)])).toEqual(["staff-without-days"]);
  expect(found([cell("ETPT", 1200n), cell("DAY", 100n)])).toEqual([]);
  const guidance: CheckWorld["guidance"] = (_nature, measure) => (measure === "CP" ? 100n : null);
  expect(found(balanced(100n), { guidance })).toEqual([]);
  expect(found(balanced(101n), { guidance })).toEqual(["guidance-exceeded"]);
});

it.each([
  [300n, 1n, true],
  [299n, 1n, false],
  [3000n, 1n, true],
  [3001n, 1n, false],
  [-1n, 1000n, true],
  [0n, 1000n, false],
])("%s against %s looks like another unit: %s", (left, right, odd) => expect(isThousandfold(left, right)).toBe(odd));

it("a level that is off is silent, one that blocks comes first", () => {
  const levels = { ...usualChecks.levels, "schedule-differs": "off", "staff-without-days": "blocking" } as const;
  expect(found([cell("AE", 100n), cell("ETPT", 1200n)], { settings: { ...usualChecks, levels } })).toEqual(["staff-without-days"]);
});

it("a cell's address is read as it is written", () => {
  const lineId = "3f0e9b1c-0f0e-4a9e-8f0e-0f1f2f3f4f5f";
  for (const month of [0, 3, 12]) {
    const address = { lineId, measure: "CP" as const, targetYear: 2027, month };
    expect(addressedCell.read(addressedCell.write(address))).toEqual(address);
  }
  for (const text of ["", "x:CP:2027", `${lineId}:EUR:2027`, `${lineId}:CP:2027-13`]) expect(addressedCell.read(text)).toBeUndefined();
});

it("mentions are logins after an at sign, each once", () => {
  expect(mentionsIn("@chef, voir avec @c.martin. (@chef) a@b.fr")).toEqual(["chef", "c.martin"]);
});

it("a comment is its author's, for a quarter of an hour", () => {
  const at = new Date("2026-06-15T10:00:00Z");
  const comment = { author: 1n, authorName: "A", at, deletedAt: null };
  const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000);
  expect(checkCommentChange(comment, "edit", { actor: 1n, now: later(15) }).ok).toBe(true);
  expect(checkCommentChange(comment, "edit", { actor: 1n, now: later(16) })).toMatchObject({ refusal: { kind: "comment-too-old" } });
  expect(checkCommentChange(comment, "delete", { actor: 1n, now: later(999) }).ok).toBe(true);
  expect(checkCommentChange(comment, "delete", { actor: 2n, now: at })).toMatchObject({ refusal: { kind: "comment-not-own" } });
});
