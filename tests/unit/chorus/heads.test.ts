import { describe, expect, it } from "vitest";
import { columnNames, fieldNamed, headOf } from "#app/domain/chorus/choices.ts";
import { usualHead } from "#app/domain/chorus/heads.ts";
import { extractKinds, fieldsOf } from "#app/domain/chorus/kind.ts";
import type { FileCell, FileSheet } from "#app/domain/forecast/import/book.ts";

const sheetOf = (...rows: readonly (readonly FileCell[])[]): FileSheet => {
  return { name: "f", isHidden: false, rows, hiddenRows: [], hiddenColumns: [], isFiltered: false, merged: [] };
};

describe("the heads of an extract", () => {
  it("are known by their usual words, whatever stands above them", () => {
    expect(headOf(sheetOf(["Extrait au 31/05"], [null], ["N° EJ", "Montant engagé"], ["2100000001", "12,00"]), "commitments", {})).toBe(3);
  });

  it("are the first filled row of words alone where nobody knows them, when figures follow", () => {
    const sheet = sheetOf([null], ["Commande", "Valeur", "Payeur"], ["2100000001", "12,00", "0220-DR44"]);
    expect(headOf(sheet, "commitments", {})).toBe(2);
    expect(columnNames(sheet, 2)).toEqual(["Commande", "Valeur", "Payeur"]);
  });

  it.each([
    [
      "figures in the first row",
      [
        ["2100000001", "12,00"],
        ["2100000002", "8,00"],
      ],
    ],
    ["a title alone", [["Extrait des commandes"], ["2100000001", "12,00"]]],
    [
      "the same word twice",
      [
        ["Montant", "Montant"],
        ["2100000001", "12,00"],
      ],
    ],
    [
      "words all the way",
      [
        ["Commande", "Valeur"],
        ["une", "douze"],
      ],
    ],
    ["nothing", []],
  ])("are none with %s", (_, rows) => {
    expect(headOf(sheetOf(...rows), "commitments", {})).toBe(0);
  });

  it("that samples and the demo write are known for what they say, in each kind", () => {
    for (const kind of extractKinds)
      for (const field of fieldsOf(kind)) expect(fieldNamed(usualHead(kind, field), kind), `${kind} ${field}`).toBe(field);
  });
});
