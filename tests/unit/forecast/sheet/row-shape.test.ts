import { expect, test } from "vitest";
import { viewReferences } from "#app/routes/forecast/unit/sheet/reference-columns.ts";
import { rowBuilder } from "#app/routes/forecast/unit/sheet/rows.ts";
import { type SheetRead, sheetState } from "#app/routes/forecast/unit/sheet/sheet-state.ts";
import type { SheetView } from "#app/routes/forecast/unit/sheet/view.ts";

const silent = () => "";
const words = {
  ...{ group: silent, address: silent, plain: silent, fault: silent, lock: silent, contested: silent, held: silent, fresh: silent },
  ...{ unclaimed: "", proposal: silent, reference: () => undefined },
};
const line: SheetRead["lines"][number] = {
  ...{ id: "L", request: "R", requestNumber: 1, requestTitle: "Socle", requestKind: "saving", requestState: "draft", requestVersion: 1 },
  ...{ nature: "31", natureLabel: "Achats", activity: "01", activityLabel: "", profile: null, label: "Loyer" },
  ...{ spendingClass: "nonPersonnel", component: null, fromStaff: false },
};

function shapeOf(cells: readonly (readonly [month: number, amount: bigint])[], by: SheetView["by"] = "months") {
  const view: SheetView = { measure: "CP", by, year: 2027 };
  const { lines } = sheetState({
    ...{ campaignState: "open", mayEdit: true, seesCosts: true, revision: 1n, lines: [line], holds: [], formulas: [] },
    cells: cells.map(([month, amount]) => ({ lineId: "L", measure: "CP", targetYear: 2027, month, amount, revision: 1n })),
  });
  const references = viewReferences({ present: 2026, lines: [], guidance: {}, unclaimed: [] }, view, {
    columns: [],
    baseline: "notified",
    proposals: [],
  });
  return rowBuilder(view, words, references)(lines).rows[1]?.shape;
}

test("a line by months shows each of them as a part of the largest, whatever its sign", () => {
  expect(
    shapeOf([
      [1, -25n],
      [3, -100n],
      [12, -50n],
    ]),
  ).toEqual([0.25, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0.5]);
});

test("a year given as a whole, a line of nothing, and a view by years have no shape", () => {
  expect(shapeOf([[0, 100n]])).toBeUndefined();
  expect(shapeOf([[1, 0n]])).toBeUndefined();
  expect(shapeOf([[1, 100n]], "years")).toBeUndefined();
});
