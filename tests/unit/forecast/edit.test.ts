import { describe, expect, test } from "vitest";
import type { StoredCell } from "#app/domain/forecast/cell.ts";
import { type CellEdit, type EditedLine, judgeEdits } from "#app/domain/forecast/edit.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";

const at = (measure: BudgetResource, month: number, targetYear = 2027) => ({ measure, targetYear, month });

function held(measure: BudgetResource, month: number, amount: bigint | null, revision = 1n): StoredCell {
  return { ...at(measure, month), amount, revision };
}

function edit(measure: BudgetResource, month: number, amount: bigint | null, seen = 1n): CellEdit {
  return { lineId: "L", ...at(measure, month), amount, seen };
}

function judged(edits: readonly CellEdit[], line: Partial<EditedLine> = {}) {
  const standing = { campaignState: "open", mayEdit: true, seesCosts: true, requestState: "draft", spendingClass: "nonPersonnel" } as const;
  const whole: EditedLine = { ...standing, id: "L", requestKind: "baseline", cells: [], ...line };
  return judgeEdits(new Map([["L", whole]]), edits, 2027);
}

const place = (measure: BudgetResource, month: number) => ({ lineId: "L", ...at(measure, month) });

describe("each edit is decided by itself", () => {
  test("what is new is written, what is already there changes nothing", () => {
    const cells = [held("CP", 1, 100n), held("CP", 2, 200n)];
    expect(judged([edit("CP", 1, 100n), edit("CP", 2, 250n), edit("CP", 3, 300n), edit("CP", 4, null)], { cells })).toEqual({
      changes: [
        { ...place("CP", 2), before: 200n, after: 250n },
        { ...place("CP", 3), before: null, after: 300n },
      ],
      conflicts: [],
      refusals: [],
    });
  });

  test("what another wrote since is a conflict, and the rest is written", () => {
    const cells = [held("CP", 1, 100n, 7n)];
    expect(judged([edit("CP", 1, 150n, 6n), edit("CP", 2, 50n, 6n)], { cells })).toEqual({
      changes: [{ ...place("CP", 2), before: null, after: 50n }],
      conflicts: [{ ...place("CP", 1), mine: 150n, theirs: 100n, revision: 7n }],
      refusals: [],
    });
  });

  test("somebody emptied it since: a conflict too", () => {
    expect(judged([edit("CP", 1, 150n, 6n)], { cells: [held("CP", 1, null, 7n)] }).conflicts).toMatchObject([{ theirs: null }]);
  });

  test("two people who wrote the same agree", () => {
    expect(judged([edit("CP", 1, 100n, 6n)], { cells: [held("CP", 1, 100n, 7n)] })).toEqual({ changes: [], conflicts: [], refusals: [] });
  });

  test("a line that is not on the sheet does not exist", () => {
    const edits = [{ ...edit("CP", 1, 1n), lineId: "elsewhere" }];
    expect(judged(edits).refusals).toMatchObject([{ lineId: "elsewhere", fault: { kind: "not-found" } }]);
  });
});

describe("on personnel AE is CP", () => {
  test("writing one writes the other", () => {
    expect(judged([edit("AE", 0, 500n)], { spendingClass: "personnel" }).changes).toEqual([
      { ...place("AE", 0), before: null, after: 500n },
      { ...place("CP", 0), before: null, after: 500n },
    ]);
  });

  test("a conflict on one holds back both", () => {
    const cells = [held("AE", 0, 400n, 1n), held("CP", 0, 450n, 9n)];
    expect(judged([edit("AE", 0, 500n, 3n)], { spendingClass: "personnel", cells })).toEqual({
      changes: [],
      conflicts: [{ ...place("AE", 0), mine: 500n, theirs: 450n, revision: 9n }],
      refusals: [],
    });
  });

  test("people and days stand alone", () => {
    expect(judged([edit("ETPT", 0, 1_200n)], { spendingClass: "personnel" }).changes).toHaveLength(1);
  });
});

describe("what breaks a rule is refused with its reason, and stops nothing else", () => {
  test.each<[string, CellEdit, Partial<EditedLine>, object]>([
    [
      "a cost is not seen",
      edit("AE", 1, 1n),
      { spendingClass: "personnel", seesCosts: false },
      { kind: "cell-locked", lock: { kind: "costs" } },
    ],
    [
      "a figure is computed from staff",
      edit("ETPT", 1, 1n),
      { spendingClass: "personnel", fromStaff: true },
      { kind: "cell-locked", lock: { kind: "staff" } },
    ],
    ["the campaign is closed", edit("CP", 1, 1n), { campaignState: "closed" }, { kind: "cell-locked", lock: { kind: "campaign" } }],
    ["no right to write", edit("CP", 1, 1n), { mayEdit: false }, { kind: "cell-locked", lock: { kind: "right" } }],
    ["the request is submitted", edit("CP", 1, 1n), { requestState: "submitted" }, { kind: "cell-locked", lock: { kind: "request" } }],
    ["people on a line of money", edit("ETPT", 1, 1n), {}, { kind: "cell-locked", lock: { kind: "measure" } }],
    [
      "calculated by its detail",
      edit("CP", 1, 1n),
      { details: new Map([["CP 2027 1", 2]]) },
      { kind: "cell-locked", lock: { kind: "detail", lines: 2 } },
    ],
    ["below zero", edit("CP", 1, -1n), {}, { kind: "cell-negative" }],
    ["the end of one-offs above zero", edit("CP", 1, 1n), { component: "endOfOneOffs" }, { kind: "cell-not-negative" }],
    ["a saving above zero", edit("CP", 1, 1n), { requestKind: "saving" }, { kind: "cell-not-negative" }],
    ["beyond the largest amount", edit("CP", 1, 900_000_000_000_001n), {}, { kind: "cell-out-of-range" }],
    ["before the plan", { ...edit("CP", 1, 1n), targetYear: 2026 }, {}, { kind: "year-not-planned", first: 2027, last: 2036 }],
    ["after the plan", { ...edit("CP", 1, 1n), targetYear: 2037 }, {}, { kind: "year-not-planned" }],
  ])("%s", (_, own, line, fault) => {
    const { changes, refusals } = judged([own], line);
    expect(changes).toEqual([]);
    expect(refusals).toMatchObject([{ lineId: "L", fault }]);
  });

  test("a month beside an amount of the whole year", () => {
    const { changes, refusals } = judged([edit("CP", 1, 10n), edit("AE", 1, 10n)], { cells: [held("CP", 0, 100n)] });
    expect(changes).toMatchObject([{ measure: "AE" }]);
    expect(refusals).toEqual([{ ...place("CP", 1), fault: { kind: "year-and-months", measure: "CP", year: 2027 } }]);
  });

  test("spreading the whole year over its months at once is no double", () => {
    const edits = [edit("CP", 0, null), ...Array.from({ length: 12 }, (_, month) => edit("CP", month + 1, 10n))];
    expect(judged(edits, { cells: [held("CP", 0, 120n)] })).toMatchObject({ changes: { length: 13 }, refusals: [] });
  });
});
