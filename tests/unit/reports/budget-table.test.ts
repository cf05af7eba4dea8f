import fc from "fast-check";
import { expect, test } from "vitest";
import { type BudgetLine, budgetContent, budgetOf, budgetRows, movedLines } from "#app/domain/reports/budget-table.ts";
import { holds } from "#tests/support/properties.ts";

const amount = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n });
const pair = fc.record({ AE: amount, CP: amount });
const lines: fc.Arbitrary<BudgetLine[]> = fc.uniqueArray(
  fc.record({
    action: fc.constantFrom("01", "06", "08", "09"),
    label: fc.string(),
    spendingClass: fc.constantFrom("personnel" as const, "nonPersonnel" as const),
    voted: pair,
    opened: pair,
    used: pair,
  }),
  { selector: ({ action, spendingClass }) => `${action} ${spendingClass}` },
);

test("an issued content says the very table again, whatever the order of its lines", () => {
  holds(
    fc.property(lines, (all) => {
      const table = { year: 2024, asOf: "2024-12-31", lines: all };
      const content = budgetContent(table);
      expect(budgetContent({ ...table, lines: [...all].reverse() })).toBe(content);
      expect(budgetContent(budgetOf(content))).toBe(content);
      expect(movedLines(table, budgetOf(content))).toBe(0);
    }),
    200,
  );
});

test("actions, and titles, add up to the programme", () => {
  holds(
    fc.property(lines, (all) => {
      const rows = budgetRows({ lines: all });
      const whole = rows.at(-1);
      for (const kind of ["line", "action", "class"] as const) {
        const sum = rows.filter((row) => row.kind === kind).reduce((total, row) => total + row.used.CP, 0n);
        expect(sum, kind).toBe(whole?.used.CP);
      }
    }),
    200,
  );
});

test("a line that moved, one that came and one that went are told", () => {
  const none = { AE: 0n, CP: 0n };
  const line = (action: string, cp = 0n): BudgetLine => ({
    ...{ action, label: action, spendingClass: "personnel", voted: none, opened: none, used: { AE: 0n, CP: cp } },
  });
  expect(movedLines({ lines: [line("01"), line("06"), line("08")] }, { lines: [line("01", 1n), line("08"), line("09")] })).toBe(3);
});
