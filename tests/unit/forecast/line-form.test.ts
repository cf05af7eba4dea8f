import { expect, test } from "vitest";
import { lineEdits } from "#app/routes/forecast/line/schema.ts";

const held = new Map([
  [1, 123_450n],
  [2, 700n],
]);
const line = { lineId: "L", measure: "CP" as const, targetYear: 2027, amountOf: (month: number) => held.get(month) ?? null };

function form(...months: number[]): FormData {
  const shown = new FormData();
  for (const month of months) shown.set(`month${month}`, "");
  return shown;
}

test("a plain form changes what was typed otherwise than it was shown, and nothing that it did not show", () => {
  const read = { seen: 5n, month1: 123_450n, month2: undefined, month3: 100n, month4: 900n };
  expect(lineEdits(read, form(1, 2, 3, 5), line)).toEqual([
    { lineId: "L", measure: "CP", targetYear: 2027, month: 2, amount: null, seen: 5n },
    { lineId: "L", measure: "CP", targetYear: 2027, month: 3, amount: 100n, seen: 5n },
  ]);
});

test("an ETPT that hundredths cannot say is left as it is", () => {
  const staff = { ...line, measure: "ETPT" as const, amountOf: () => 400n };
  // A third of a person is shown as 0,33, which is 396 twelfths of hundredths.
  expect(lineEdits({ seen: 5n, month1: 396n }, form(1), staff)).toEqual([]);
  expect(lineEdits({ seen: 5n, month1: 408n }, form(1), staff)).toHaveLength(1);
});
