import { expect, it } from "vitest";
import {
  checkRequest,
  checkSubmission,
  type PlannedCell,
  type PlannedLine,
  type RequestHead,
  warningsOf,
} from "#app/domain/forecast/request.ts";

const head: RequestHead = {
  kind: "newMeasure",
  title: "Enquête",
  rank: 1,
  obligation: "discretionary",
  justification: "Needed.",
  risk: "",
  ...{ alternatives: "", deliverables: "", indicator: "", managingUnit: "DR44", benefitingUnit: "DR44" },
};
const cell = (measure: PlannedCell["measure"], amount: bigint, month = 0, targetYear = 2027): PlannedCell => ({
  measure,
  targetYear,
  month,
  amount,
});
const line = (...cells: PlannedCell[]): PlannedLine => ({ spendingClass: "nonPersonnel", cells });
const personnel = (...cells: PlannedCell[]): PlannedLine => ({ spendingClass: "personnel", cells });

/** In order of precedence. */
const refusals = [
  { rule: "a title", head: { title: " " }, lines: [], refusal: { kind: "wrong-form", fields: { title: "required" } } },
  { rule: "a rank from 1", head: { rank: 0 }, lines: [], refusal: { kind: "wrong-form", fields: { rank: "positive" } } },
  {
    rule: "a rank for new measures only",
    head: { kind: "baseline" },
    lines: [],
    refusal: { kind: "wrong-form", fields: { rank: "newMeasureOnly" } },
  },
  {
    rule: "a year of the plan",
    lines: [line(cell("AE", 1n, 0, 2026))],
    refusal: { kind: "year-out-of-plan", year: 2026, first: 2027, last: 2036 },
  },
  {
    rule: "an amount within range",
    lines: [line(cell("AE", 10n ** 16n))],
    refusal: { kind: "amount-out-of-range", line: 1, amount: 10n ** 16n },
  },
  {
    rule: "a saving at most 0",
    head: { kind: "saving", rank: null },
    lines: [line(cell("AE", 1n))],
    refusal: { kind: "saving-not-negative", line: 1, amount: 1n },
  },
  { rule: "a measure at least 0", lines: [line(), line(cell("AE", -1n))], refusal: { kind: "negative-amount", line: 2, amount: -1n } },
  {
    rule: "months or the whole year, not both",
    lines: [line(cell("CP", 5n, 0), cell("CP", 1n, 3))],
    refusal: { kind: "whole-year-and-months", line: 1, resource: "CP", year: 2027 },
  },
  {
    rule: "personnel AE = CP",
    lines: [personnel(cell("AE", 5n), cell("CP", 4n))],
    refusal: { kind: "personnel-authorisations-differ", ae: 5n, cp: 4n },
  },
  {
    rule: "personnel AE = CP, month by month",
    lines: [personnel(cell("AE", 5n, 1), cell("CP", 5n, 2))],
    refusal: { kind: "personnel-authorisations-differ", ae: 5n, cp: 0n },
  },
  {
    rule: "components on a baseline only",
    lines: [line(), { ...line(cell("AE", 1n)), component: "renewal" }],
    refusal: { kind: "component-outside-baseline", line: 2 },
  },
  {
    rule: "ends of one-offs at most 0",
    head: { kind: "baseline", rank: null },
    lines: [{ ...line(cell("AE", 1n)), component: "endOfOneOffs" }],
    refusal: { kind: "one-offs-not-negative", line: 1, amount: 1n },
  },
  {
    rule: "the other components at least 0",
    head: { kind: "baseline", rank: null },
    lines: [{ ...line(cell("AE", -1n)), component: "priceIndexation" }],
    refusal: { kind: "negative-amount", line: 1, amount: -1n },
  },
] as { rule: string; head?: Partial<RequestHead>; lines: PlannedLine[]; refusal: object }[];

it.each(refusals)("asks for $rule", ({ head: other, lines, refusal }) => {
  expect(checkRequest({ ...head, ...other }, lines, 2027)).toEqual({ ok: false, refusal });
});

it("accepts payments after the year of the authorisation, and staff without credits", () => {
  const lines = [line(cell("AE", 9n), cell("CP", 4n), cell("CP", 5n, 0, 2028)), personnel(cell("ETPT", 1200n))];
  expect(checkRequest(head, lines, 2027)).toEqual({ ok: true, value: lines });
});

const submissions = [
  { name: "nothing asked", head, lines: [line(cell("AE", 0n))], missing: "amounts" },
  {
    name: "a new measure without justification",
    head: { ...head, justification: " " },
    lines: [line(cell("AE", 1n))],
    missing: "justification",
  },
  {
    name: "a baseline without justification",
    head: { kind: "baseline" as const, justification: "" },
    lines: [line(cell("AE", 1n))],
    missing: null,
  },
];

it.each(submissions)("on submission, $name", ({ head: own, lines, missing }) => {
  const expected = missing === null ? { ok: true, value: true } : { ok: false, refusal: { kind: "request-incomplete", missing } };
  expect(checkSubmission(own, lines)).toEqual(expected);
});

it("warns where payments and authorisations part, on non-personnel lines", () => {
  const lines = [line(cell("AE", 5n), cell("CP", 6n)), line(cell("AE", 5n), cell("CP", 2n), cell("CP", 3n, 0, 2028)), line(cell("AE", 2n))];
  expect(warningsOf(lines)).toEqual([
    { kind: "payments-above-authorisations", line: 1, ae: 5n, cp: 6n },
    { kind: "payments-below-authorisations", line: 3, ae: 2n, cp: 0n },
  ]);
});
