import fc from "fast-check";
import { expect, test } from "vitest";
import { cellName } from "#app/domain/forecast/cell.ts";
import { measuresOf, twinOf } from "#app/domain/forecast/measure.ts";
import { type BudgetResource, largestQuantity, type Quantity } from "#app/domain/quantity.ts";
import { figuresOf, pasteOf, pastePlan, proposedChoices } from "#app/routes/forecast/unit/sheet/paste/plan.ts";
import { viewReferences } from "#app/routes/forecast/unit/sheet/reference-columns.ts";
import { rowBuilder, type SheetRows } from "#app/routes/forecast/unit/sheet/rows.ts";
import { type SheetRead, sheetState } from "#app/routes/forecast/unit/sheet/sheet-state.ts";
import { columnsOf, type SheetView } from "#app/routes/forecast/unit/sheet/view.ts";
import { readTable, readText, writeTable, writeText } from "#app/ui/grid/clipboard.ts";
import { holds } from "#tests/support/properties.ts";

/**
 * paste(copy(x)) = x, from a sheet to the clipboard and back to the cells that are written: every measure, months and whole years, savings, lines of
 * personnel, the sub-totals that come along.
 */
const year = 2027;
const words = {
  ...{
    group: () => "Socle",
    address: () => "",
    plain: () => "",
    fault: () => "",
    lock: () => "",
    contested: () => "",
    held: () => "",
    fresh: () => "",
  },
  ...{ unclaimed: "", proposal: () => "", reference: () => undefined },
};

interface Given {
  readonly spendingClass: "personnel" | "nonPersonnel";
  readonly months: readonly (Quantity | null)[];
  /** Given as a whole, and not by months. */
  readonly whole: Quantity | null;
}
type Cell = SheetRead["cells"][number];

const amount = fc.oneof(fc.bigInt({ min: 0n, max: 10n ** 7n }), fc.bigInt({ min: 0n, max: largestQuantity / 100n }), fc.constant(0n));
const line: fc.Arbitrary<Given> = fc.record({
  spendingClass: fc.constantFrom("personnel" as const, "nonPersonnel" as const),
  months: fc.oneof(fc.constant([]), fc.array(fc.option(amount, { freq: 4 }), { minLength: 12, maxLength: 12 })),
  whole: fc.option(amount),
});
const sheet = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 5 }),
  isSaving: fc.boolean(),
  measure: fc.constantFrom<BudgetResource[]>("AE", "CP", "ETPT", "DAY"),
  by: fc.constantFrom("months" as const, "years" as const),
});

function read(lines: readonly Given[], isSaving: boolean, cells: readonly Cell[]): SheetRead {
  const kind = isSaving ? ("saving" as const) : ("baseline" as const);
  return {
    ...{ campaignState: "open", mayEdit: true, seesCosts: true, revision: 1n, holds: [], formulas: [], cells },
    lines: lines.map(({ spendingClass }, index) => ({
      ...{ id: `L${index}`, request: "R", requestNumber: 1, requestTitle: "Demande", requestKind: kind, requestState: "draft" as const },
      ...{
        requestVersion: 1,
        nature: "31",
        natureLabel: "Achats",
        activity: "01",
        activityLabel: "",
        label: `Ligne ${index}`,
        spendingClass,
        component: null,
        profile: null,
        fromStaff: false,
      },
    })),
  };
}

/** What each line holds in the measure (and in its twin), a year by its months or as a whole. */
function cellsOf(lines: readonly Given[], measure: BudgetResource, sign: bigint): Cell[] {
  return lines.flatMap(({ spendingClass, months, whole }, index) => {
    if (!measuresOf[spendingClass].includes(measure)) return [];
    const given: [number, Quantity | null][] = months.some((own) => own !== null)
      ? months.map((own, month) => [month + 1, own])
      : [[0, whole]];
    return given.flatMap(([month, own]): Cell[] => {
      if (own === null) return [];
      const twin = twinOf(measure, spendingClass);
      return [measure, ...(twin === undefined ? [] : [twin])].map((of) => ({
        ...{ lineId: `L${index}`, measure: of, targetYear: year, month, amount: sign * own, revision: 1n },
      }));
    });
  });
}

function rowsOf(sheetRead: SheetRead, view: SheetView): SheetRows {
  const references = viewReferences({ present: 2026, lines: [], guidance: {}, unclaimed: [] }, view, {
    columns: [],
    baseline: "notified",
    proposals: [],
  });
  return rowBuilder(view, words, references)(sheetState(sheetRead).lines);
}

function pastedInto(block: readonly (readonly string[])[], shown: SheetRows, view: SheetView) {
  const columns = columnsOf(view).map(({ targetYear, month }) => ({
    key: `${targetYear} ${month}`,
    head: `${month ?? targetYear}`,
    kind: "entry" as const,
  }));
  const paste = pasteOf({ block, range: { top: 0, bottom: 0, left: 0, right: 0 } }, { shown, view, columns });
  return pastePlan(paste, proposedChoices(paste)).preview;
}

const named = (cells: Iterable<{ lineId: string } & Omit<Cell, "lineId" | "revision">>) =>
  new Map([...cells].map((cell) => [`${cell.lineId} ${cellName(cell)}`, cell.amount]));

test("what is copied from a sheet and pasted into an empty one is what was there, by text or by table", () => {
  holds(
    fc.property(sheet, fc.boolean(), ({ lines, isSaving, measure, by }, asTable) => {
      const view: SheetView = { measure, by, year };
      const cells = cellsOf(lines, measure, isSaving ? -1n : 1n);
      const block = rowsOf(read(lines, isSaving, cells), view).rows.map((row) => row.cells.map(({ exact }) => exact));
      const back = asTable ? tableOf(writeTable(block)) : readText(writeText(block));
      expect(back).toEqual(block);
      const preview = pastedInto(back, rowsOf(read(lines, isSaving, []), view), view);
      expect([preview.rejected, preview.ambiguous, preview.locked, preview.beyond]).toEqual([[], [], [], 0]);
      const written = [...figuresOf(preview)].flatMap(([lineId, own]) => own.map((cell) => ({ ...cell, lineId })));
      const own = cells.filter((cell) => cell.measure === measure);
      // By years a line that is given by months comes back as a whole: the total alone was copied.
      const expected = by === "months" ? named(own) : totals(own);
      expect(named(written)).toEqual(expected);
    }),
    300,
  );
});

test("what is copied and pasted where it stands changes nothing", () => {
  holds(
    fc.property(sheet, ({ lines, isSaving, measure, by }) => {
      const view: SheetView = { measure, by, year };
      const shown = rowsOf(read(lines, isSaving, cellsOf(lines, measure, isSaving ? -1n : 1n)), view);
      const preview = pastedInto(readText(writeText(shown.rows.map((row) => row.cells.map(({ exact }) => exact)))), shown, view);
      expect([preview.accepted, preview.rejected, preview.ambiguous, preview.locked]).toEqual([[], [], [], []]);
    }),
    300,
  );
});

function totals(cells: readonly Cell[]) {
  const sums = new Map<string, Quantity>();
  for (const { lineId, measure, targetYear, amount: own } of cells) {
    const name = `${lineId} ${cellName({ measure, targetYear, month: 0 })}`;
    sums.set(name, (sums.get(name) ?? 0n) + (own ?? 0n));
  }
  return sums;
}

/** A browser's reading of our own table, whose cells hold no mark-up. */
function tableOf(html: string) {
  const textOf = (cell: string) => cell.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  const rows = [...html.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row = ""]) => ({
    cells: [...row.matchAll(/<td>(.*?)<\/td>/g)].map(([, cell = ""]) => ({ textContent: textOf(cell), colSpan: 1 })),
  }));
  return readTable({ rows });
}
