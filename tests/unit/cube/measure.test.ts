import { expect, test } from "vitest";
import { cumulated, merged, totalOf } from "#app/domain/cube/answer.ts";
import { journalMeasures, type Place, partsOf } from "#app/domain/cube/measure.ts";
import { type CubeRow, isAnsweredByBalances } from "#app/domain/cube/question.ts";
import { budgetResources } from "#app/domain/quantity.ts";
import { stages } from "#app/domain/stage.ts";

const placesOf = (measure: (typeof journalMeasures)[number], resource: "AE" | "CP") => [...partsOf(measure, resource).places].sort();
const together = (...lists: readonly Place[][]) => lists.flat().sort();

test("what is notified is the reserve, what is still to release and what was released; what was released is available, taken or earmarked, less the overrun", () => {
  for (const resource of ["AE", "CP"] as const) {
    expect(placesOf("notified", resource)).toEqual(together(["reserve"], ["notified"], placesOf("released", resource)));
    expect(placesOf("released", resource)).toEqual(together(["allotted", "earmarked", "overrun"], ["committed", "requested", "consumed"]));
  }
  expect(placesOf("used", "AE")).toEqual(["committed", "consumed"]);
  expect(placesOf("used", "CP")).toEqual(["consumed"]);
});

test("every stage but the source is a part of what was opened: no credit is left out, none counts twice", () => {
  for (const resource of budgetResources) {
    const { places } = partsOf("opened", resource);
    expect([...places].sort()).toEqual([...stages.filter((stage) => stage !== "voted"), "programmeReserve"].sort());
    expect(new Set(places).size).toBe(places.length);
  }
});

test("a measure of one book says nothing of the resources of the other", () => {
  for (const measure of journalMeasures) {
    const isGeneral = measure === "expense" || measure === "income";
    expect(partsOf(measure, "EUR").places.length > 0, measure).toBe(isGeneral);
    expect(partsOf(measure, "CP").places.length > 0, measure).toBe(!isGeneral);
  }
});

test("the balances answer by unit, title, class and month; below, the lines do", () => {
  expect(isAnsweredByBalances({ by: ["unit", "month"], where: { spendingClass: ["personnel"] } })).toBe(true);
  expect(isAnsweredByBalances({ by: ["action"] })).toBe(false);
  expect(isAnsweredByBalances({ by: [], where: { nature: ["31"] } })).toBe(false);
});

test("rows of one place from two sources are one, and a place where nothing stands is none", () => {
  const row = (unit: string, used: bigint, asked: bigint): CubeRow<"unit", "used" | "asked"> => {
    return { at: { unit }, resource: "CP", amounts: { used, asked } };
  };
  const rows = merged([row("DR44", 5n, 0n), row("DPT", 0n, 0n), row("DR44", 0n, 9n)], ["unit"], ["used", "asked"]);
  expect(rows).toEqual([row("DR44", 5n, 9n)]);
  expect(totalOf(rows, "asked", "CP")).toBe(9n);
  expect(totalOf(rows, "asked", "AE")).toBe(0n);
});

test("months cumulate in order, from what stood before the first", () => {
  const byMonth = new Map([
    ["2025-12", 7n],
    ["2026-01", 1n],
    ["2026-03", 2n],
  ]);
  expect(cumulated(byMonth, ["2026-01", "2026-02", "2026-03"])).toEqual([8n, 8n, 10n]);
  expect(cumulated(byMonth, [])).toEqual([]);
});
