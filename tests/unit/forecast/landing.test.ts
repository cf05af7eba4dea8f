import { describe, expect, it } from "vitest";
import { landingOf, monthsOver } from "#app/domain/forecast/landing.ts";

const year = (...months: number[]) => Array.from({ length: 12 }, (_, index) => BigInt(months[index] ?? 0));
const even = (amount: number) => year(...Array<number>(12).fill(amount));

describe("how much of a year is over", () => {
  it.each([
    ["2025-12-31", 0],
    ["2026-01-31", 0],
    ["2026-02-01", 1],
    ["2026-06-15", 5],
    ["2026-12-31", 11],
    ["2027-01-01", 12],
  ])("on %s: %i months of 2026", (today, months) => {
    expect(monthsOver(2026, today)).toBe(months);
  });
});

describe("where a year lands", () => {
  const asBefore = { over: 5, past: [even(100)], notified: 0n };

  it("as the past when it goes as the past", () => {
    expect(landingOf({ ...asBefore, months: year(100, 100, 100, 100, 100) })).toBe(1200n);
  });

  it("above or below it by as much as it is so far", () => {
    expect(landingOf({ ...asBefore, months: year(110, 110, 110, 110, 110) })).toBe(550n + 770n);
    expect(landingOf({ ...asBefore, months: year(90, 90, 90, 90, 90) })).toBe(450n + 630n);
  });

  it("by a fifth at most: what comes early is not always more", () => {
    expect(landingOf({ ...asBefore, months: even(0) })).toBe(560n);
    expect(landingOf({ ...asBefore, months: year(900, 0, 0, 0, 0) })).toBe(900n + 840n);
  });

  it("keeps the season: what is always paid in December still comes", () => {
    const past = [year(0, 0, 50, 0, 0, 0, 0, 0, 0, 0, 0, 500)];
    expect(landingOf({ months: year(0, 0, 60), over: 3, past, notified: 0n })).toBe(60n + 600n);
  });

  it("means over three years at most, the latest; those without execution tell nothing", () => {
    const past = [even(100), even(0), even(200), even(300), even(9999)];
    expect(landingOf({ months: year(), over: 0, past, notified: 0n })).toBe(2400n);
  });

  it("rounds half away from zero", () => {
    expect(landingOf({ months: year(), over: 0, past: [year(1), year(2)], notified: 0n })).toBe(2n);
  });

  it("without a past, what was notified is used, and never less than what is executed", () => {
    expect(landingOf({ months: year(10), over: 5, past: [], notified: 500n })).toBe(500n);
    expect(landingOf({ months: year(600), over: 5, past: [], notified: 500n })).toBe(600n);
  });

  it("is what was executed once the year is over", () => {
    expect(landingOf({ months: even(7), over: 12, past: [even(100)], notified: 5000n })).toBe(84n);
  });
});
