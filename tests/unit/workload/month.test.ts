import { expect, test } from "vitest";
import { workloadLines } from "#app/domain/workload/month.ts";

const natures = ["A", "B"];
const spent = (unit: string, profile: string, days: bigint, activity = "01-ENQ") => ({ unit, profile, activity, days });
const present = (unit: string, profile: string, nature: string, fte: bigint) => ({ unit, profile, nature, fte });
const told = (lines: ReturnType<typeof workloadLines>) =>
  lines.map(({ unit, activity, nature, amount }) => [unit, activity, nature, amount]);

test("days of a profile go to the natures of those who have it there, to the hundredth", () => {
  const people = [present("DR44", "STAT", "A", 100n), present("DR44", "STAT", "B", 200n), present("DR44", "DEV", "A", 900n)];
  expect(told(workloadLines([spent("DR44", "STAT", 1_000n)], people, natures))).toEqual([
    ["DR44", "01-ENQ", "A", 333n],
    ["DR44", "01-ENQ", "B", 667n],
  ]);
});

test("where nobody has the profile, to those of the unit; where nobody is known, to those of everybody; else evenly", () => {
  const inUnit = [present("DR44", "DEV", "B", 100n), present("DPT", "STAT", "A", 100n)];
  expect(told(workloadLines([spent("DR44", "STAT", 10n)], inUnit, natures))).toEqual([["DR44", "01-ENQ", "B", 10n]]);
  expect(told(workloadLines([spent("SG", "STAT", 10n)], inUnit, natures))).toEqual([
    ["SG", "01-ENQ", "A", 5n],
    ["SG", "01-ENQ", "B", 5n],
  ]);
  expect(told(workloadLines([spent("SG", "STAT", 3n)], [], natures))).toEqual([
    ["SG", "01-ENQ", "A", 2n],
    ["SG", "01-ENQ", "B", 1n],
  ]);
});

test("a unit and an activity have one amount for each nature, whatever profiles gave them", () => {
  const people = [present("DR44", "STAT", "A", 100n), present("DR44", "DEV", "A", 100n)];
  const days = [spent("DR44", "STAT", 10n), spent("DR44", "DEV", 5n), spent("DR44", "DEV", 7n, "02-ENT")];
  expect(told(workloadLines(days, people, natures))).toEqual([
    ["DR44", "01-ENQ", "A", 15n],
    ["DR44", "02-ENT", "A", 7n],
  ]);
});
