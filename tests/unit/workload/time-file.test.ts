import { expect, test } from "vitest";
import type { FileBook, FileCell } from "#app/domain/forecast/import/book.ts";
import { readTime } from "#app/domain/workload/time-file.ts";
import { planTime, type TimeScene, timeName, workOf } from "#app/domain/workload/time-plan.ts";

const book = (rows: readonly (readonly FileCell[])[]): FileBook => ({
  kind: "text",
  sheets: [{ name: "temps", isHidden: false, rows, hiddenRows: [], hiddenColumns: [], isFiltered: false, merged: [] }],
});
const heads = ["Travail", "Équipe", "Profil", "Mois", "Temps passé (jours)"];
const read = (...rows: readonly (readonly FileCell[])[]) => {
  const done = readTime(book([heads, ...rows]));
  if (!done.ok) throw new Error(done.refusal.kind);
  return done.value;
};
const item = { id: "i1", code: "EEC", label: "Enquête emploi", firstMonth: "2026-01", lastMonth: "2026-05", closedOn: "2026-04-30" };
const scene = (own: Partial<TimeScene> = {}): TimeScene => ({
  ...{ today: "2026-06-15", open: new Set(["2026-02", "2026-03", "2026-05", "2026-06"]), units: new Set(["DR44"]) },
  ...{ items: new Map([["EEC", item]]), profiles: [{ code: "STAT", label: "Statisticien" }], planned: new Map(), known: new Map() },
  ...own,
});

test("a month is read as people and spreadsheets write it, days with a comma or a point", () => {
  const months = ["2026-03", "03/2026", "mars 2026", "202603", "15/03/2026", { day: "2026-03-01" }, { number: "202603" }];
  const { rows, faults } = read(...months.map((month) => ["EEC", "DR44", "STAT", month, "12,5"] as const));
  expect(faults).toEqual([]);
  expect(rows.map(({ month, days }) => [month, days])).toEqual(months.map(() => ["2026-03", 1_250n]));
});

test.each([
  ["staff-cell-missing", ["", "DR44", "STAT", "2026-03", "1"]],
  ["unreadable-month", ["EEC", "DR44", "STAT", "printemps", "1"]],
  ["not-a-number", ["EEC", "DR44", "STAT", "2026-03", "deux"]],
  ["negative-amount", ["EEC", "DR44", "STAT", "2026-03", "-1"]],
  ["too-many-decimals", ["EEC", "DR44", "STAT", "2026-03", "1,2345"]],
] as const)("a row that cannot be read is refused alone: %s", (kind, row) => {
  const { rows, faults } = read(row, ["EEC", "DR44", "STAT", "2026-03", "1"]);
  expect(faults.map((fault) => [fault.row, fault.refusal.kind])).toEqual([[2, kind]]);
  expect(rows).toHaveLength(1);
});

test("a file without its columns says which are missing; a title above the heads is no matter", () => {
  const done = readTime(book([["Temps de mars"], ["Travail", "Jours"], ["EEC", "1"]]));
  expect(done).toMatchObject({ ok: false, refusal: { kind: "staff-file-columns-missing", columns: ["unit", "month"] } });
  expect(readTime(book([["Temps de mars"], heads, ["EEC", "DR44", "", "2026-03", "1"]]))).toMatchObject({ value: { rows: [{ row: 3 }] } });
});

test.each([
  ["unknown-code", ["EEC", "DR11", "STAT", "2026-03", "1"]],
  ["not-found", ["INCONNU", "DR44", "STAT", "2026-03", "1"]],
  ["not-found", ["EEC", "DR44", "Plombier", "2026-03", "1"]],
  ["time-profile-needed", ["EEC", "DR44", "", "2026-03", "1"]],
  ["time-to-come", ["EEC", "DR44", "STAT", "2026-07", "1"]],
  ["time-in-closed-month", ["EEC", "DR44", "STAT", "2026-01", "1"]],
  ["time-on-closed-item", ["EEC", "DR44", "STAT", "2026-05", "1"]],
] as const)("a row that breaks a rule is refused alone: %s", (kind, row) => {
  const { changes, faults } = planTime(read(row, ["EEC", "DR44", "STAT", "2026-03", "1"]).rows, [], scene());
  expect(faults.map((fault) => [fault.row, fault.refusal.kind])).toEqual([[2, kind]]);
  expect(changes).toHaveLength(1);
});

test("time outside the months of an item is refused, unless it takes away what stands there", () => {
  const late = scene({ items: new Map([["EEC", { ...item, closedOn: null }]]), known: new Map() });
  const plan = (days: string) => planTime(read(["EEC", "DR44", "STAT", "2026-06", days]).rows, [], late);
  expect(plan("1").faults).toMatchObject([{ refusal: { kind: "work-outside-item", first: "2026-01", last: "2026-05" } }]);
  expect(plan("0")).toMatchObject({ faults: [], same: 1 });
});

test("a month that is told twice is taken once, and the second row names the first", () => {
  const { rows } = read(["EEC", "DR44", "STAT", "2026-03", "1"], ["EEC", "DR44", "statisticien", "mars 2026", "2"]);
  const { changes, faults } = planTime(rows, [], scene());
  expect(changes).toMatchObject([{ days: 100n, before: 0n }]);
  expect(faults).toEqual([{ row: 3, refusal: { kind: "time-row-twice", row: 2 } }]);
});

test("a profile that is not said is the one that the plan gives, when there is just one", () => {
  const { rows } = read(["EEC", "DR44", "", "2026-03", "1"]);
  const planned = (...profiles: string[]) => planTime(rows, [], scene({ planned: new Map([[workOf("i1", "DR44"), profiles]]) }));
  expect(planned("STAT").changes).toMatchObject([{ profile: "STAT" }]);
  expect(planned("STAT", "GEST").faults).toMatchObject([{ refusal: { kind: "time-profile-needed" } }]);
});

test("what a month holds already changes nothing", () => {
  const place = { item: "i1", unit: "DR44", profile: "STAT", month: "2026-03" };
  const known = new Map([[timeName(place), 100n]]);
  expect(planTime(read(["EEC", "DR44", "STAT", "2026-03", "1,00"]).rows, [], scene({ known }))).toEqual({
    changes: [],
    faults: [],
    same: 1,
  });
});
