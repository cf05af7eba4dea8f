import { expect, test } from "vitest";
import { cellLink, linkedCell, viewFor } from "#app/routes/forecast/unit/sheet/cell-link.ts";

const line = "0190a1b2-0000-7000-8000-000000000042";

test.each([
  { measure: "CP", targetYear: 2027, month: 3 },
  { measure: "ETPT", targetYear: 2028, month: undefined },
] as const)("the address of a cell leads back to it", (cell) => {
  const search = new URLSearchParams({ cell: cellLink({ line, ...cell }) });
  expect(linkedCell(search)).toEqual({ line, ...cell });
});

test.each(["", "x:CP:2027", `${line}:EUR:2027`, `${line}:CP:2027-13`, `${line}:CP`])("« %s » names no cell", (cell) => {
  expect(linkedCell(new URLSearchParams({ cell }))).toBeUndefined();
});

test("the view follows the cell, unless the address says otherwise", () => {
  const view = (own: string, more: Record<string, string> = {}) => viewFor(new URLSearchParams({ cell: `${line}:${own}`, ...more }), 2027);
  expect(view("AE:2027-03")).toMatchObject({ measure: "AE", by: "months" });
  expect(view("DAY:2028")).toMatchObject({ measure: "DAY", by: "years" });
  expect(view("AE:2028", { m: "cp", by: "months" })).toMatchObject({ measure: "CP", by: "months" });
});
