import { expect, it } from "vitest";
import { unitsPerWhole } from "#app/domain/quantity.ts";
import { addedCeilings, type CeilingBridge, ceilingOf, schemesOf } from "#app/domain/workforce/ceiling.ts";
import source from "#seeds/nomenclature/programme220.json" with { type: "json" };

/** « 6,03 » ETPT in the unit of a sheet, exactly: a hundredth is 12. */
const etpt = (published: number) => BigInt(Math.round(published * 100)) * 12n;

/** PAP 2023, programme 220: the columns (1) (2) (3) (4) (5) of which (6) (7), (8). */
const { bridge: published2023 } = source.years[2023].etpt;
const bridgeOf = ([
  previous = 0,
  perimeter = 0,
  transfers = 0,
  technical = 0,
  ,
  fullYear = 0,
  impact = 0,
]: readonly number[]): CeilingBridge => ({
  ...{ previous: etpt(previous), perimeter: etpt(perimeter), transfers: etpt(transfers), technical: etpt(technical) },
  ...{ fullYearEffect: etpt(fullYear), impact: etpt(impact) },
});
const categories = ["A+", "A", "B", "C"] as const;

it.each([
  ["A+", 357],
  ["A", 1259],
  ["B", 1948],
  ["C", 1473],
] as const)("goes from the ceiling of 2022 to that of 2023 for category %s: %d", (category, ceiling) => {
  const own = bridgeOf(published2023[category]);
  expect(ceilingOf(own)).toBe(BigInt(ceiling) * unitsPerWhole.ETPT);
  expect(schemesOf(own)).toBe(etpt(published2023[category][4] ?? 0));
});

it("goes from 5 028 to 5 037 in 2023: +6.03 of full-year extension and +2.97 of the year's own scheme", () => {
  const total = addedCeilings(categories.map((category) => bridgeOf(published2023[category])));
  expect(total.previous).toBe(5028n * 1200n);
  expect([total.fullYearEffect, total.impact]).toEqual([etpt(6.03), etpt(2.97)]);
  expect(schemesOf(total)).toBe(9n * 1200n);
  expect(ceilingOf(total)).toBe(5037n * 1200n);
  expect(total).toEqual(bridgeOf(published2023.total));
});

it("goes from 5 111 to 5 044 in 2022", () => {
  const { previousCeiling, perimeter, transfers, technical, fullYearEffectOfPreviousYear, inYearImpact } = source.years[2022].etpt.bridge;
  const own = bridgeOf([previousCeiling, perimeter, transfers, technical, 0, fullYearEffectOfPreviousYear, inYearImpact]);
  expect(own.previous).toBe(5111n * 1200n);
  expect(schemesOf(own)).toBe(etpt(-67.03));
  expect(ceilingOf(own)).toBe(5044n * 1200n);
});
