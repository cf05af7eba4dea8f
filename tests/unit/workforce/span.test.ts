import { expect, it } from "vitest";
import { sum } from "#app/domain/quantity.ts";
import { etptOf, fteOn, headsOn, monthsOf, type Span } from "#app/domain/workforce/span.ts";

const span = (ratio: bigint, firstDay: string, lastDay: string | null = null, heads = 1): Span => ({ ratio, firstDay, lastDay, heads });
const before = "2020-09-01";

it.each([
  ["80 % all year", span(80n, before), 960n],
  ["80 % for six months", span(80n, before, "2026-06-30"), 480n],
  ["full time from July to December", span(100n, "2026-07-01"), 600n],
  ["three persons at half time", span(50n, before, null, 3), 1800n],
])("counts %s by whole months (`domain.md` §4)", (_, own, etpt) => {
  expect(etptOf([own], 2026, "month")).toBe(etpt);
});

it("counts whole the month in which somebody comes, and not at all the one in which they leave before its end", () => {
  expect(monthsOf([span(100n, "2026-03-20")], 2026, "month").slice(0, 4)).toEqual([0n, 0n, 100n, 100n]);
  expect(monthsOf([span(100n, before, "2026-03-20")], 2026, "month").slice(0, 4)).toEqual([100n, 100n, 0n, 0n]);
  expect(monthsOf([span(100n, before, "2026-03-31")], 2026, "month").slice(0, 4)).toEqual([100n, 100n, 100n, 0n]);
});

it("counts a month once for somebody who changes unit in it", () => {
  const months = monthsOf([span(100n, before, "2026-03-15"), span(100n, "2026-03-16")], 2026, "month");
  expect(months).toEqual(Array.from({ length: 12 }, () => 100n));
});

it("counts each day by days: a year of 365, and one of 366", () => {
  expect(etptOf([span(100n, before)], 2026, "day")).toBe(1200n);
  expect(etptOf([span(100n, before)], 2028, "day")).toBe(1200n);
  expect(etptOf([span(100n, "2026-07-01")], 2026, "day")).toBe((1200n * 184n + 182n) / 365n);
  expect(monthsOf([span(100n, before)], 2026, "day").slice(0, 2)).toEqual([102n, 92n]);
});

it("photographs a day: full-time equivalents, and heads", () => {
  const spans = [span(100n, before, null, 2), span(80n, "2026-02-01"), span(50n, before, "2026-01-31")];
  expect([fteOn(spans, "2026-01-31"), headsOn(spans, "2026-01-31")]).toEqual([250n, 3]);
  expect([fteOn(spans, "2026-02-01"), headsOn(spans, "2026-02-01")]).toEqual([280n, 3]);
});

it("says nothing of a year in which nobody was there", () => {
  expect(sum(monthsOf([span(100n, "2027-01-01")], 2026, "day"))).toBe(0n);
  expect(sum(monthsOf([span(100n, before, "2025-12-31")], 2026, "month"))).toBe(0n);
});
