import { describe, expect, it } from "vitest";
import { noMonths } from "#app/domain/forecast/landing.ts";
import { type NotifiedThere, type Outturn, referencesFrom } from "#app/domain/forecast/references.ts";

const trees = {
  natures: new Map([
    ["P220", null],
    ["HT2", "P220"],
    ["T3", "HT2"],
    ["31", "T3"],
    ["31-COL", "31"],
    ["31-DEP", "31"],
    ["31-FOU", "31"],
    ["T5", "HT2"],
  ]),
  activities: new Map([
    ["220", null],
    ["01", "220"],
    ["01-ENQ", "01"],
    ["06", "220"],
  ]),
};
const enq = { activity: "01-ENQ", measure: "CP" } as const;

function executed(nature: string, year: number, amount: bigint): Outturn {
  return { ...enq, nature, year, months: noMonths.map((_, month) => (month === 0 ? amount : 0n)) };
}
function notifiedAt(nature: string, activity: string, amount: bigint): NotifiedThere {
  return { nature, activity, measure: "CP", amount };
}
function read(outturns: readonly Outturn[], notified: readonly NotifiedThere[], today = "2026-06-15") {
  return referencesFrom({ present: 2026, today, outturns, notified, trees });
}

describe("what a line is compared with", () => {
  it("executed N-1 by month, landing N from what is executed so far and the past", () => {
    const [own] = read([executed("31-COL", 2025, 100n), executed("31-COL", 2026, 110n)], [notifiedAt("31-COL", "01-ENQ", 130n)]);
    expect(own).toMatchObject({ nature: "31-COL", executed: 100n, notified: 130n, shared: 0n, landing: 110n });
    expect(own?.months.slice(0, 2)).toEqual([100n, 0n]);
  });

  it("credits notified for a title go to the natures under it, by what they are bound to execute", () => {
    const past = [executed("31-COL", 2025, 200n), executed("31-DEP", 2025, 100n)];
    const rows = read(past, [notifiedAt("T3", "01", 100n)], "2026-01-15");
    expect(rows.map(({ nature, notified, shared }) => [nature, notified, shared])).toEqual([
      ["31-COL", 67n, 67n],
      ["31-DEP", 33n, 33n],
    ]);
  });

  it("what has its own notification takes of the rest only what it lacks", () => {
    const past = [executed("31-COL", 2025, 200n), executed("31-DEP", 2025, 100n)];
    const rows = read(
      past,
      [notifiedAt("T3", "01", 100n), notifiedAt("31-COL", "01-ENQ", 200n), notifiedAt("31-FOU", "01-ENQ", 50n)],
      "2026-01-15",
    );
    expect(rows.map(({ nature, notified, landing }) => [nature, notified, landing])).toEqual([
      ["31-COL", 200n, 200n],
      ["31-DEP", 100n, 100n],
      ["31-FOU", 50n, 50n],
    ]);
  });

  it("a wider place with nothing under it keeps its own, and lands on it", () => {
    const rows = read([executed("31-COL", 2025, 10n)], [notifiedAt("T5", "01", 40n), notifiedAt("T3", "06", 7n)]);
    expect(rows.map(({ nature, activity, notified, landing }) => [nature, activity, notified, landing])).toEqual([
      ["31-COL", "01-ENQ", 0n, 0n],
      ["T3", "06", 7n, 7n],
      ["T5", "01", 40n, 40n],
    ]);
  });

  it("everything notified is counted once", () => {
    const past = ["31-COL", "31-DEP", "31-FOU"].map((nature, index) => executed(nature, 2025, BigInt(31 + index * 7)));
    const notified = [
      notifiedAt("T3", "01", 1001n),
      notifiedAt("31", "01-ENQ", 13n),
      notifiedAt("31-DEP", "01-ENQ", 3n),
      notifiedAt("T5", "01", 5n),
    ];
    expect(read(past, notified).reduce((total, row) => total + row.notified, 0n)).toBe(1022n);
  });
});
