import { expect, it } from "vitest";
import type { PlannedAmount } from "#app/domain/arbitration/amount.ts";
import { boardRows } from "#app/routes/arbitration/board/rows.ts";
import type { ListedRequest } from "#db/queries/forecast/reading.ts";

const cp = (amount: bigint, targetYear = 2027): PlannedAmount => ({ spendingClass: "nonPersonnel", measure: "CP", targetYear, amount });
const request = (unit: string, number: number, ...asked: PlannedAmount[]): ListedRequest => ({
  ...{
    id: `${unit}${number}`,
    number,
    unit,
    unitLabel: unit,
    kind: "baseline",
    title: "T",
    rank: null,
    obligation: "obligatory",
    version: 1,
  },
  ...{ state: "instructed", asked },
});

const figures = {
  requests: [request("A", 1, cp(10n), cp(500n, 2028)), request("A", 2, cp(-30n)), request("B", 1, cp(40n))],
  decisions: new Map([["B1", { id: "d", number: 1, verb: "refuse" as const, reason: "R", condition: null, amounts: [decided(40n, 0n)] }]]),
  opinions: new Map([
    ["A1", opinion("A1", [])],
    ["B1", opinion("B1", [cp(25n)])],
  ]),
  references: [{ unit: "A", spendingClass: "nonPersonnel" as const, measure: "CP" as const, executed: 7n, notified: 8n }],
  measure: "CP" as const,
  year: 2027,
};

it("puts the heaviest unit first, then its requests, each with what is asked, proposed and decided for the year", () => {
  const rows = boardRows(figures).map(({ key, asked, proposed, decided: decision, outcome }) => [key, asked, proposed, decision, outcome]);
  expect(rows).toEqual([
    ["B", 40n, "not-applicable", 0n, null],
    ["B1", 40n, 25n, 0n, "refused"],
    ["A", -20n, "not-applicable", "not-entered", null],
    ["A2", -30n, "not-entered", "not-entered", null],
    ["A1", 10n, 10n, "not-entered", null],
  ]);
});

it("shows what the unit had on its own row alone", () => {
  const rows = boardRows(figures).map(({ key, executed, notified }) => [key, executed, notified]);
  expect(rows.filter(([key]) => String(key).startsWith("A"))).toEqual([
    ["A", 7n, 8n],
    ["A2", "not-applicable", "not-applicable"],
    ["A1", "not-applicable", "not-applicable"],
  ]);
});

function decided(asked: bigint, amount: bigint) {
  return { spendingClass: "nonPersonnel" as const, measure: "CP" as const, targetYear: 2027, asked, decided: amount };
}

function opinion(requestId: string, amounts: PlannedAmount[]) {
  return { id: requestId, requestId, view: "reserved" as const, sentence: "S", amounts, author: "P", at: new Date(0) };
}
