import { expect, test } from "vitest";
import type { CubeRow } from "#app/domain/cube/question.ts";
import { yearOfUnits } from "#app/domain/execution/unit-year.ts";

const row = (month: string, resource: "AE" | "CP", used: bigint, released: bigint): CubeRow<"month", "used" | "released"> => {
  return { at: { month }, resource, amounts: { used, released } };
};

test("a year cumulates what is committed and paid against what was put at disposal, and says nothing of the months to come", () => {
  const rows = [
    row("2026-01", "AE", 40n, 100n),
    row("2026-02", "AE", 35n, 0n),
    row("2026-02", "CP", 0n, 80n),
    row("2026-03", "CP", 15n, 0n),
  ];
  expect(yearOfUnits(rows, ["2026-01", "2026-02", "2026-03"], "2026-02")).toEqual([
    { month: "2026-01", committed: 40n, paid: 0n, allottedAe: 100n, allottedCp: 0n },
    { month: "2026-02", committed: 75n, paid: 0n, allottedAe: 100n, allottedCp: 80n },
    { month: "2026-03", committed: null, paid: null, allottedAe: 100n, allottedCp: 80n },
  ]);
});

test("what stands before the first month that is shown counts from it", () => {
  const rows = [row("2025-10", "CP", 3n, 50n), row("2025-12", "CP", 4n, 0n)];
  expect(yearOfUnits(rows, ["2025-11", "2025-12"], "2026-06").map(({ paid, allottedCp }) => [paid, allottedCp])).toEqual([
    [3n, 50n],
    [7n, 50n],
  ]);
});
