import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lapseCredits } from "#app/commands/lapse-credits.ts";
import { recordPayroll } from "#app/commands/record-payroll.ts";
import { recordStaffing } from "#app/commands/record-staffing.ts";
import { recordWorkload } from "#app/commands/record-workload.ts";
import { allot, budgetSums, dr, positions, staff, trialBalance } from "#tests/support/credits.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";

let organisation: SmallOrganisation;
beforeAll(async () => {
  organisation = await smallOrganisation();
  await allot(organisation, 100_000n);
});
afterAll(async () => await organisation.close());

describe("facts are never refused for lack of credit", () => {
  test("payroll takes AE and CP alike, and is paid the same day", async () => {
    const recorded = must(
      await recordPayroll(await organisation.system(), { month: "2026-01", on: "2026-01-28", lines: [{ ...staff, amount: 60_000n }] }),
    );
    expect(recorded).toMatchObject({ overruns: [] });
    expect(await positions(organisation, "DR44")).toMatchObject({
      "personnel AE allotted": 40_000n,
      "personnel AE consumed": 60_000n,
      "personnel CP allotted": 40_000n,
      "personnel CP consumed": 60_000n,
    });
    expect(await trialBalance(organisation)).toEqual({ "641": 60_000n, "515": -60_000n });
  });

  test("what exceeds comes from the overrun, unit by unit", async () => {
    const lines = [
      { ...staff, amount: 30_000n },
      { ...staff, amount: 30_000n },
      { ...staff, unit: "DPT", amount: 5n },
    ];
    const recorded = must(await recordPayroll(await organisation.system(), { month: "2026-02", on: "2026-02-26", lines }));
    expect(recorded.overruns).toEqual([
      { unit: "DR44", resource: "AE", amount: 20_000n },
      { unit: "DR44", resource: "CP", amount: 20_000n },
      { unit: "DPT", resource: "AE", amount: 5n },
      { unit: "DPT", resource: "CP", amount: 5n },
    ]);
    expect(await positions(organisation, "DPT")).toEqual({
      "personnel AE consumed": 5n,
      "personnel AE overrun": 5n,
      "personnel CP consumed": 5n,
      "personnel CP overrun": 5n,
    });
    expect(await budgetSums(organisation)).toMatchObject({ AE: 0n, CP: 0n });
  });

  test("staff and days are facts without a ceiling in money", async () => {
    must(await recordStaffing(await organisation.system(), { month: "2026-01", on: "2026-01-31", lines: [{ ...staff, amount: 1_250n }] }));
    const days = await recordWorkload(await organisation.system(), {
      month: "2026-01",
      on: "2026-01-31",
      lines: [{ ...staff, amount: 2_100n }],
    });
    expect(must(days).overruns).toEqual([]);
    expect(await positions(organisation, "DR44")).toMatchObject({ "personnel ETPT consumed": 1_250n, "personnel DAY consumed": 2_100n });
  });

  test.each([
    ["no line", { lines: [] }, { kind: "too-few-lines", count: 0 }],
    ["nothing", { lines: [{ ...staff, amount: 0n }] }, { kind: "line-without-amount", line: 1 }],
    ["less than nothing", { lines: [{ ...staff, amount: -1n }] }, { kind: "negative-amount", line: 1, amount: -1n }],
    ["a month of another exercise", { month: "2025-12" }, { kind: "unknown-year", date: "2025-12-01" }],
    ["a month that is none", { month: "2026-13" }, { kind: "not-a-day", text: "2026-13" }],
    [
      "a nature that is no payroll",
      { lines: [{ ...dr, amount: 1n }] },
      { kind: "nature-without-account", nature: "31", date: "2026-03-31" },
    ],
    [
      "a nature that nobody knows",
      { lines: [{ ...dr, nature: "99", amount: 1n }] },
      { kind: "unknown-code", dimension: "nature", code: "99" },
    ],
    [
      "a unit that nobody knows",
      { lines: [{ ...staff, unit: "ZZ", amount: 1n }] },
      { kind: "unknown-code", dimension: "unit", code: "ZZ" },
    ],
  ])("but %s is refused", async (_, changes, refusal) => {
    const input = { month: "2026-03", on: "2026-03-31", lines: [{ ...staff, amount: 1n }], ...changes };
    expect(await recordPayroll(await organisation.system(), input)).toEqual({ ok: false, refusal });
  });
});

test("at the year's end what is not used lapses, what was used and what exceeded stays", async () => {
  must(await lapseCredits(await organisation.system(), { fiscalYear: 2026, on: "2026-12-31", reason: "Fin de gestion 2026" }));
  const end = await positions(organisation, "DR44");
  expect(end).toMatchObject({
    "nonPersonnel AE lapsed": 100_000n,
    "nonPersonnel CP lapsed": 100_000n,
    "personnel AE overrun": 20_000n,
    "personnel AE consumed": 120_000n,
  });
  expect(Object.keys(end).filter((key) => key.endsWith("allotted"))).toEqual([]);
  const again = await lapseCredits(await organisation.system(), { fiscalYear: 2026, on: "2026-12-31", reason: "Encore" });
  expect(again).toEqual({ ok: false, refusal: { kind: "nothing-to-move", stage: "allotted" } });
});
