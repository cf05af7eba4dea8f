import excel from "exceljs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cellsAfter, type StoredCell } from "#app/domain/forecast/cell.ts";
import { boomerangColumns, columnKey, memoryOf, placeBoomerang } from "#app/domain/forecast/import/boomerang.ts";
import { judgeChosen, mergeFile } from "#app/domain/forecast/import/merge.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { type BoomerangLine, boomerangBytes } from "#app/http/sheet-file/boomerang.ts";
import { readSheetFile } from "#app/http/sheet-file/read.ts";
import { line, year } from "#tests/unit/forecast/import/sheet.ts";

const measures = ["AE", "CP", "ETPT", "DAY"] as const;
const memory = {
  ...{ campaign: "c", unit: "DR44", revision: 3n, year },
  sheets: new Map<string, BudgetResource>(measures.map((own) => [own, own])),
};
const words = {
  keys: ["N°", "Demande", "Nature", "Libellé nature", "Activité", "Libellé"] as const,
  column: columnKey,
  ...{ total: "Total", take: "Reprendre", yes: "oui", no: "non", wrongAmount: "Montant attendu" },
};

async function takenOut(lines: readonly BoomerangLine[]) {
  return await boomerangBytes({ memory, lines, years: [year + 1], facts: ["Prévisions de DR44"], words });
}

async function edited(bytes: Uint8Array, edits: readonly { lineId: string; key: string; measure: string; value: number | null }[]) {
  const workbook = new excel.Workbook();
  await workbook.xlsx.load(bytes as unknown as Parameters<typeof workbook.xlsx.load>[0]);
  for (const { lineId, key, measure, value } of edits) {
    const sheet = workbook.getWorksheet(measure);
    sheet?.getColumn(1).eachCell((cell) => {
      if (cell.value !== lineId) return;
      const keys = sheet.getRow(2).values as unknown[];
      sheet.getRow(Number(cell.row)).getCell(keys.indexOf(key)).value = value;
    });
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

async function merged(bytes: Uint8Array, now: readonly BoomerangLine[]) {
  const read = await readSheetFile({ name: "DR44.xlsx", bytes });
  if (!read.ok) throw new Error(read.refusal.kind);
  const kept = memoryOf(read.value);
  if (!kept) throw new Error("no memory");
  const lines = new Map(now.map((own) => [own.id, own]));
  return mergeFile(placeBoomerang(read.value, kept, lines).cells, { lines, firstYear: year, choices: {} });
}

function cell(measure: BudgetResource, month: number, amount: bigint): StoredCell {
  return { measure, targetYear: year, month, amount, revision: 1n };
}

test("what is taken out, changed and brought back is the same changes", { timeout: 60_000 }, async () => {
  const amount = fc.bigInt({ min: 0n, max: 900_000_000_000_000n });
  const sheet = fc.array(fc.record({ months: fc.array(fc.option(amount), { minLength: 12, maxLength: 12 }) }), {
    minLength: 1,
    maxLength: 4,
  });
  const edits = fc.array(fc.record({ line: fc.nat(3), month: fc.integer({ min: 1, max: 12 }), value: fc.option(amount) }), {
    maxLength: 6,
  });
  const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 31);
  await fc.assert(
    fc.asyncProperty(sheet, edits, async (held, wanted) => {
      const lines = held.map(({ months }, index) =>
        line(`L${index}`, { cells: months.flatMap((own, month) => (own === null ? [] : [cell("CP", month + 1, own)])) }),
      );
      const asked = new Map(wanted.filter((own) => own.line < lines.length).map((own) => [`L${own.line} ${own.month}`, own]));
      const changed = [...asked.values()].map(({ line: own, month, value }) => ({
        lineId: `L${own}`,
        ...{ measure: "CP", key: columnKey({ targetYear: year, month }), value: value === null ? null : Number(value) / 100 },
      }));
      const preview = await merged(await edited(await takenOut(lines), changed), lines);
      expect(preview.faults).toEqual([]);
      expect(preview.conflicts).toEqual([]);
      const written = judgeChosen(preview.changes, { lines: new Map(lines.map((own) => [own.id, own])), firstYear: year }).writes;
      for (const { id, cells } of lines) {
        const after = cellsAfter(
          cells,
          written.filter(({ lineId }) => lineId === id),
        );
        for (let month = 1; month <= 12; month += 1) {
          const edit = asked.get(`${id} ${month}`);
          const before = cells.find((own) => own.month === month)?.amount ?? null;
          expect(after.find((own) => own.month === month)?.amount ?? null).toBe(edit ? edit.value : before);
        }
      }
    }),
    { numRuns: process.env["TEST_LONG"] ? 200 : 4, seed },
  );
});

test("a workbook that nobody changed asks for nothing, twelfths of an ETPT included", async () => {
  const staff = line("P", {
    spendingClass: "personnel",
    cells: [cell("ETPT", 1, 100n), cell("ETPT", 2, 7n), cell("AE", 0, 5n), cell("CP", 0, 5n)],
  });
  expect(await merged(await takenOut([staff]), [staff])).toMatchObject({
    changes: [],
    conflicts: [],
    faults: [],
    questions: [],
    untouched: 3,
  });
});

test("three ways: theirs alone stays, mine alone changes, both to one figure is nothing, both to two is a conflict", async () => {
  const was = [1, 2, 3, 4].map((month) => cell("CP", month, 100n));
  const now = [cell("CP", 1, 200n), cell("CP", 2, 100n), cell("CP", 3, 300n), cell("CP", 4, 400n)];
  const mine = [2, 3, 4].map((month) => ({
    lineId: "L",
    measure: "CP",
    key: columnKey({ targetYear: year, month }),
    value: month === 3 ? 3 : 9,
  }));
  const preview = await merged(await edited(await takenOut([line("L", { cells: was })]), mine), [line("L", { cells: now })]);
  expect(preview.changes).toMatchObject([{ month: 2, before: 100n, after: 900n }]);
  expect(preview.conflicts).toMatchObject([{ month: 4, base: 100n, before: 400n, after: 900n }]);
  expect(preview).toMatchObject({ same: 1, untouched: 1, faults: [] });
  expect(boomerangColumns(year, [year + 1])).toHaveLength(14);
});
