import { describe, expect, test } from "vitest";
import { partsOf, rowsByLabel } from "#app/routes/forecast/unit/sheet/paste/pasted-block.ts";
import { figuresOf, pasteOf, pastePlan, proposedChoices, wantsLook } from "#app/routes/forecast/unit/sheet/paste/plan.ts";
import { viewReferences } from "#app/routes/forecast/unit/sheet/reference-columns.ts";
import { rowBuilder } from "#app/routes/forecast/unit/sheet/rows.ts";
import { type SheetRead, sheetState } from "#app/routes/forecast/unit/sheet/sheet-state.ts";
import { columnsOf, type SheetView } from "#app/routes/forecast/unit/sheet/view.ts";
import { type Block, readText } from "#app/ui/grid/clipboard.ts";

const year = 2027;
const view: SheetView = { measure: "CP", by: "months", year };
const columns = columnsOf(view).map(({ month }) => ({
  key: String(month),
  head: month === undefined ? "Total" : `mois ${month}`,
  kind: "entry" as const,
}));
const words = {
  group: () => "Socle",
  address: () => "",
  plain: () => "",
  fault: () => "",
  lock: () => "",
  contested: () => "",
  held: () => "",
  fresh: () => "",
  unclaimed: "",
  proposal: () => "",
  reference: () => undefined,
};
const references = viewReferences({ present: 2026, lines: [], guidance: {}, unclaimed: [] }, view, {
  columns: [],
  baseline: "notified",
  proposals: [],
});

/** A request with lines of these labels; the first row is its sub-total. */
function pasted(block: Block, labels: readonly string[] = ["Achats", "Loyers", "Missions"], at = { row: 1, column: 0 }) {
  const lines = labels.map((label, index): SheetRead["lines"][number] => ({
    ...{ id: `L${index}`, request: "R", requestNumber: 1, requestTitle: "Socle", requestKind: "baseline", requestState: "draft" },
    ...{
      requestVersion: 1,
      nature: "31",
      natureLabel: "Achats",
      activity: "01",
      activityLabel: "",
      profile: null,
      label,
      spendingClass: "nonPersonnel",
      component: null,
      fromStaff: false,
    },
  }));
  const state = sheetState({
    campaignState: "open",
    mayEdit: true,
    seesCosts: true,
    revision: 1n,
    lines,
    cells: [],
    holds: [],
    formulas: [],
  });
  const range = { top: at.row, bottom: at.row, left: at.column, right: at.column };
  return pasteOf({ block, range }, { shown: rowBuilder(view, words, references)(state.lines), view, columns });
}

describe("what came along with the figures is found", () => {
  test("heads, labels and totals", () => {
    const block = readText('Ligne\tjanv.\tfévr.\r\nAchats\t1\t2\r\n"Loyers\tet charges"\t3\t4\r\nTotal\t4\t6\r\n');
    expect(partsOf(block, [])).toEqual({ heads: [0], labels: [0], totals: [3] });
  });

  test("codes before their labels, and years as heads", () => {
    const block = [
      ["", "", "2027", "2028"],
      ["31", "Achats", "5", "6"],
    ];
    expect(partsOf(block, ["2027", "2028", "2029"])).toEqual({ heads: [0], labels: [0, 1], totals: [] });
  });

  test("figures alone have nothing with them, nor have words alone", () => {
    expect(
      partsOf(
        [
          ["1", "12 k€", "(3)"],
          ["=1+1", "#REF!", ""],
        ],
        [],
      ),
    ).toEqual({ heads: [], labels: [], totals: [] });
    expect(partsOf([["abc"]], [])).toEqual({ heads: [], labels: [], totals: [] });
  });
});

test("rows go by their labels only when each names one line", () => {
  const block = [
    ["loyers", "3"],
    ["ACHATS", "1"],
  ];
  const rows = { rows: [0, 1], labels: [0] };
  expect([...(rowsByLabel(block, rows, [undefined, "Achats", "Loyers"]) ?? [])]).toEqual([
    [0, 2],
    [1, 1],
  ]);
  expect(rowsByLabel(block, rows, [undefined, "Achats", "Loyer"])).toBeUndefined();
  expect(rowsByLabel(block, rows, ["Achats", "Achats", "Loyers"])).toBeUndefined();
  expect(
    rowsByLabel(
      [
        ["Achats", "3"],
        ["ACHATS", "1"],
      ],
      rows,
      [undefined, "Achats", "Loyers"],
    ),
  ).toBeUndefined();
});

describe("a paste", () => {
  const shown = (paste: ReturnType<typeof pasted>) => pastePlan(paste, proposedChoices(paste));
  const accepted = (paste: ReturnType<typeof pasted>) =>
    shown(paste).preview.accepted.map(({ lineId, month, after }) => [lineId, month, after]);

  test("small and clear needs no look", () => {
    const paste = pasted([
      ["1", "2"],
      ["3", "4"],
    ]);
    expect(wantsLook(paste, shown(paste))).toBe(false);
  });

  test.each([
    ["a question", [["12.500"]]],
    ["no room", [Array<string>(14).fill("1")]],
    ["labels", [["Achats", "1"]]],
    ["more than fifty cells", Array.from({ length: 5 }, () => Array<string>(11).fill("1"))],
  ])("with %s needs one", (_name, block) => {
    const paste = pasted(
      block,
      Array.from({ length: 6 }, (_, index) => `Ligne ${index}`),
    );
    expect(wantsLook(paste, shown(paste))).toBe(true);
  });

  test("whose rows are in another order goes where its labels say, unless told otherwise", () => {
    const paste = pasted([
      ["", "janv."],
      ["Missions", "3"],
      ["Achats", "1"],
    ]);
    expect(accepted(paste)).toEqual([
      ["L2", 1, 300n],
      ["L0", 1, 100n],
    ]);
    const inOrder = pastePlan(paste, { ...proposedChoices(paste), byLabel: false }).preview.accepted;
    expect(inOrder.map(({ lineId, after }) => [lineId, after])).toEqual([
      ["L0", 300n],
      ["L1", 100n],
    ]);
  });

  test("keeps an empty row in its place, and leaves what falls on a sub-total", () => {
    expect(accepted(pasted([["1"], [""], ["3"]]))).toEqual([
      ["L0", 1, 100n],
      ["L2", 1, 300n],
    ]);
    const onTotal = pasted([["9"], ["1"]], undefined, { row: 0, column: 0 });
    expect([shown(onTotal).onTotals, accepted(onTotal)]).toEqual([1, [["L0", 1, 100n]]]);
  });

  test("keeps its calculations", () => {
    expect(figuresOf(shown(pasted([["=1+1"]])).preview).get("L0")).toMatchObject([{ amount: 200n, formula: "1+1" }]);
  });
});
