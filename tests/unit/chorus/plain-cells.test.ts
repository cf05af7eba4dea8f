import { expect, test } from "vitest";
import { usualChoices } from "#app/domain/chorus/choices.ts";
import { type ExtractField, fieldsOf, kindFields } from "#app/domain/chorus/kind.ts";
import { readRows } from "#app/domain/chorus/read-rows.ts";

const kind = "commitments" as const;
const columns = new Map<ExtractField, number>(fieldsOf(kind).map((field, index) => [field, index]));

function read(cells: Partial<Record<ExtractField, string>>, decimal: "," | "." = ",") {
  const rows = [fieldsOf(kind).map((field) => cells[field] ?? (kindFields[kind].needed.includes(field) ? "X1" : null))];
  const sheet = { name: "", isHidden: false, rows, hiddenRows: [], hiddenColumns: [], isFiltered: false, merged: [] };
  return readRows(sheet, { kind, choices: { ...usualChoices, decimal }, head: 0, columns, from1904: false });
}

/** Spaces around an amount take it off the short way. */
test.each([
  ["0,00", ","],
  ["0012,50", ","],
  ["1234,56", ","],
  ["999999999999,99", ","],
  ["1234.56", "."],
] as const)("« %s » is the same amount plainly read and read as whatever it may be", (amount, decimal) => {
  const [plain, other] = [amount, ` ${amount} `].map((own) => read({ number: "21", amount: own, on: "01/02/2026" }, decimal));
  expect(plain?.faults).toEqual([]);
  expect(plain?.rows[0]?.amounts.amount).toBe(BigInt(amount.replace(/[.,]/, "")));
  expect(plain).toEqual(other);
});

test("a plain text is the same as one with spaces to take away, and a code that lost its figures is still refused", () => {
  const [plain, other] = ["Commande n 12", "  Commande  n\t12 "].map((label) =>
    read({ number: "21", amount: "1,00", on: "01/02/2026", label }),
  );
  expect(plain?.rows[0]?.texts.label).toBe("Commande n 12");
  expect(plain).toEqual(other);
  expect(read({ number: "2,1E+09", amount: "1,00", on: "01/02/2026" }).faults).toMatchObject([{ field: "number", kind: "code-eaten" }]);
});
