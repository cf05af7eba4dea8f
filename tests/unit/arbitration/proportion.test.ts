import { expect, it } from "vitest";
import type { PlannedAmount } from "#app/domain/arbitration/amount.ts";
import { twinOf } from "#app/domain/arbitration/amount.ts";
import { inProportion } from "#app/domain/arbitration/proportion.ts";

const ask = (
  spendingClass: "personnel" | "nonPersonnel",
  measure: PlannedAmount["measure"],
  amount: bigint,
  targetYear = 2027,
): PlannedAmount => ({
  ...{ spendingClass, measure, targetYear, amount },
});
const cp = { measure: "CP", targetYear: 2027 } as const;

it("shares a total exactly over the classes, and moves the rest by the same proportion", () => {
  const asked = [
    ask("personnel", "AE", 100n),
    ask("personnel", "CP", 100n),
    ask("personnel", "ETPT", 1200n),
    ask("nonPersonnel", "CP", 200n),
    ask("nonPersonnel", "AE", 401n),
  ];
  const given = inProportion(asked, cp, 100n);
  expect(given.map(({ amount }) => amount)).toEqual([33n, 33n, 400n, 67n, 134n]);
  const total = given.filter(({ measure }) => measure === "CP").reduce((sum, { amount }) => sum + amount, 0n);
  expect(total).toBe(100n);
});

it("keeps personnel AE and CP alike, in later years too", () => {
  const asked = [ask("personnel", "AE", 7n, 2028), ask("personnel", "CP", 7n, 2028), ask("nonPersonnel", "CP", 3n)];
  const given = inProportion(asked, cp, 1n);
  const [ae] = given;
  const twin = ae && twinOf(ae);
  expect(given.find((own) => own.measure === twin?.measure && own.targetYear === 2028)?.amount).toBe(ae?.amount);
});

it("gives nothing where nothing is asked in that measure", () => {
  expect(inProportion([ask("nonPersonnel", "AE", 5n)], cp, 1n)).toEqual([]);
});
