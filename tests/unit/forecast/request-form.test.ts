import { expect, it } from "vitest";
import type { StoredCell } from "#app/domain/forecast/cell.ts";
import { readForm } from "#app/http/form.ts";
import { linesShown, liveLines } from "#app/routes/forecast/request-form/choices.ts";
import { linesFromForm } from "#app/routes/forecast/request-form/read.ts";
import { requestSchema } from "#app/routes/forecast/request-form/schema.ts";
import type { LineWithCells } from "#db/queries/forecast/sheet.ts";

const lineId = "0b54e40b-4f6a-4c40-8f7e-3d8a7a1d3b10";
const head = { title: "Enquête", kind: "baseline", obligation: "inescapable", seenRevision: "7" };
const codes = { "lines[0].nature": "31", "lines[0].activity": "01-ENQ" };

const read = (typed: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...head, ...typed })) form.set(name, value);
  return readForm(form, requestSchema, "fr");
};
const stored = (...cells: StoredCell[]): LineWithCells => ({
  ...{
    id: lineId,
    nature: "31",
    activity: "01-ENQ",
    category: null,
    profile: null,
    label: "",
    position: 1,
    spendingClass: "nonPersonnel",
    component: null,
    cells,
  },
});
const cell = (measure: StoredCell["measure"], amount: bigint | null, month = 0): StoredCell => ({
  measure,
  targetYear: 2027,
  month,
  amount,
  revision: 1n,
});
const saved = (typed: Record<string, string>, line?: LineWithCells) => {
  const form = read(typed);
  if (!form.ok) throw new Error(JSON.stringify(form.refusal.fields));
  const classOf = (nature: string) => (nature === "21" ? ("personnel" as const) : ("nonPersonnel" as const));
  return linesFromForm(form.value, line ? [line] : [], { targetYear: 2027, classOf }).map(({ cells }) =>
    cells.map(({ measure, targetYear, month, amount }) => [measure, targetYear, month, amount]),
  );
};
const existing = { ...codes, "lines[0].lineId": lineId };

it("leaves spare lines that nobody filled aside", () => {
  expect(saved({ ...codes, "lines[0].amounts.AE0": "1 234,50", "lines[1].label": "", "lines[1].amounts.AE0": "" })).toEqual([
    [["AE", 2027, 0, 123_450n]],
  ]);
});

it("reads ETPT to the hundredth and the years of the plan", () => {
  const typed = { ...codes, "lines[0].amounts.ETPT0": "0,5", "lines[0].amounts.CP1": "10" };
  expect(saved(typed)).toEqual([
    [
      ["CP", 2028, 0, 1000n],
      ["ETPT", 2027, 0, 600n],
    ],
  ]);
});

it("fills CP with AE on a new line of personnel", () => {
  expect(saved({ ...codes, "lines[0].nature": "21", "lines[0].amounts.AE0": "5" })).toEqual([
    [
      ["AE", 2027, 0, 500n],
      ["CP", 2027, 0, 500n],
    ],
  ]);
});

it("a total typed over months keeps their proportions, and one left as it was shown changes nothing", () => {
  const line = stored(cell("CP", 100n, 1), cell("CP", 300n, 2), cell("ETPT", 1_255n));
  const shown = { ...existing, "lines[0].amounts.CP0": "4", "lines[0].amounts.ETPT0": "1,05" };
  expect(linesShown([line], 2027)[0]?.amounts.ETPT[0]).toBe("1,05");
  expect(saved(shown, line)).toEqual([[]]);
  expect(saved({ ...shown, "lines[0].amounts.CP0": "8" }, line)).toEqual([
    [
      ["CP", 2027, 1, 200n],
      ["CP", 2027, 2, 600n],
    ],
  ]);
});

it("empties every cell of a line that is removed, which is then gone", () => {
  const line = stored(cell("CP", 100n, 1), cell("AE", null));
  expect(saved({ ...existing, "lines[0].remove": "on" }, line)).toEqual([[["CP", 2027, 1, null]]]);
  expect(liveLines([stored(cell("CP", null, 1)), stored()])).toHaveLength(1);
});

const faults = [
  { rule: "a title", typed: { title: " " }, field: "title" },
  { rule: "the nature of a line that is begun", typed: { "lines[0].label": "Papier" }, field: "lines[0].nature" },
  { rule: "the activity of a line that is begun", typed: { "lines[0].nature": "31" }, field: "lines[0].activity" },
  { rule: "an amount that is a number", typed: { ...codes, "lines[0].amounts.CP2": "douze" }, field: "lines[0].amounts.CP2" },
  { rule: "a rank from 1", typed: { kind: "newMeasure", rank: "0" }, field: "rank" },
  { rule: "a rank for new measures only", typed: { rank: "1" }, field: "rank" },
];

it.each(faults)("asks for $rule, at the field", ({ typed, field }) => {
  const form = read(typed as Record<string, string>);
  expect(form.ok ? [] : Object.keys(form.refusal.fields)).toEqual([field]);
});
