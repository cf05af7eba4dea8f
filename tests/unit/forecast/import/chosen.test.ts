import { describe, expect, test } from "vitest";
import { type ImportChange, judgeChosen } from "#app/domain/forecast/import/merge.ts";
import { line, year } from "./sheet.ts";

/** A figure of a file, by its month (0: the year as a whole). */
function change(lineId: string, month: number, after: bigint | null): ImportChange {
  const place = { measure: "CP" as const, targetYear: year, month };
  const at = { sheet: 0, row: 2, column: month + 3 };
  return { lineId, ...place, at, before: null, after, cells: [{ ...place, amount: after }], isThousandfold: false };
}

const whole = { measure: "CP" as const, targetYear: year, month: 0, amount: 1_200n, revision: 1n };
const judged = (lines: readonly ReturnType<typeof line>[], chosen: readonly ImportChange[]) =>
  judgeChosen(chosen, { lines: new Map(lines.map((own) => [own.id, own])), firstYear: year });

describe("what was chosen of a file is judged together", () => {
  const lines = [line("L1", { cells: [whole] }), line("L2")];
  const months = [change("L1", 1, 100n), change("L1", 2, 100n)];
  const other = change("L2", 1, 500n);

  test("months are taken with the total that makes room for them", () => {
    const { kept, refused, writes } = judged(lines, [change("L1", 0, null), ...months, other]);
    expect([kept.length, refused.length, writes.length]).toEqual([4, 0, 4]);
  });

  test("without it they are refused by their rule, and named: nothing is left out unsaid", () => {
    const { kept, refused, writes } = judged(lines, [...months, other]);
    expect(refused.map((own) => [own.change.month, own.fault.kind])).toEqual([
      [1, "year-and-months"],
      [2, "year-and-months"],
    ]);
    expect(kept).toEqual([other]);
    expect(writes).toMatchObject([{ lineId: "L2", month: 1, after: 500n }]);
  });

  test("on personnel what refuses CP refuses AE, whose amount it is", () => {
    const staff = line("L3", { spendingClass: "personnel", cells: [{ ...whole, measure: "CP" }] });
    const asked = {
      ...change("L3", 1, 100n),
      measure: "AE" as const,
      cells: [{ measure: "AE" as const, targetYear: year, month: 1, amount: 100n }],
    };
    expect(judged([staff], [asked])).toMatchObject({ kept: [], refused: [{ fault: { kind: "year-and-months" } }], writes: [] });
  });

  test("what is kept and what is refused make up what was chosen", () => {
    const chosen = [...months, other, change("L4", 1, 1n)];
    const { kept, refused } = judged(lines, chosen);
    expect(new Set([...kept, ...refused.map((own) => own.change)])).toEqual(new Set(chosen));
  });
});
