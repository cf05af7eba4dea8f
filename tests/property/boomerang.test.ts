import excel from "exceljs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cellsAfter, type StoredCell } from "#app/domain/forecast/cell.ts";
import { boomerangColumns, columnKey, memoryOf, placeBoomerang } from "#app/domain/forecast/import/boomerang.ts";
import { judgeChosen, mergeFile } from "#app/domain/forecast/import/merge.ts";
import { measuresOf, twinOf } from "#app/domain/forecast/measure.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { type BoomerangLine, boomerangBytes } from "#app/http/sheet-file/boomerang.ts";
import { readSheetFile } from "#app/http/sheet-file/read.ts";
import { exactDecimal } from "#app/ui/format/amount.ts";
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

/** Known of every line but « P », whatever the measure: nobody reads it back. */
const beside = [{ head: "Exécuté", of: (lineId: string) => (lineId === "P" ? null : 12_345n) }];

async function takenOut(lines: readonly BoomerangLine[]) {
  return await boomerangBytes({ memory, lines, years: [year + 1], beside, facts: ["Prévisions de DR44"], words });
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

test("what is taken out, changed and brought back is the same changes", { timeout: 600_000 }, async () => {
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

function withTwin(measure: BudgetResource, spendingClass: "personnel" | "nonPersonnel"): BudgetResource[] {
  const twin = twinOf(measure, spendingClass);
  return twin === undefined ? [measure] : [measure, twin];
}

/** A figure when the workbook was taken out, what stands now, and what the file says; null: nothing. */
interface Figure {
  readonly line: number;
  readonly measure: BudgetResource;
  readonly month: number;
  readonly base: bigint | null;
  readonly theirs: bigint | null;
  readonly mine: bigint | null;
}

test("whoever writes meanwhile, in any measure: each side's own changes stand, the same twice is nothing, two figures wait for a choice", {
  timeout: 600_000,
}, async () => {
  const classes = ["nonPersonnel", "personnel", "nonPersonnel"] as const;
  // Few figures, so that two people often meet; an ETPT is typed by its hundredths.
  const value = fc.option(
    fc.bigInt({ min: 1n, max: 4n }).map((own) => own * 1_200n),
    { freq: 3 },
  );
  const figure: fc.Arbitrary<Figure> = fc
    .record({ line: fc.nat(2), of: fc.nat(3), month: fc.integer({ min: 1, max: 12 }), base: value, theirs: value, mine: value })
    .map(({ line: own, of, ...rest }) => {
      const open = measures.filter(
        (measure) => measuresOf[classes[own] ?? "nonPersonnel"].includes(measure) && !(own === 1 && measure === "CP"),
      );
      return { line: own, measure: open[of % open.length] ?? "AE", ...rest };
    });
  const figures = fc.uniqueArray(figure, {
    selector: ({ line: own, measure, month }) => `${own} ${measure} ${month}`,
    minLength: 3,
    maxLength: 40,
  });
  const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 31);
  await fc.assert(
    fc.asyncProperty(figures, fc.boolean(), async (all, takesMine) => {
      const sheetOf = (side: "base" | "theirs") =>
        classes.map((spendingClass, index) =>
          line(`L${index}`, {
            spendingClass,
            cells: all
              .filter((own) => own.line === index)
              .flatMap(({ measure, month, [side]: amount }) =>
                amount === null ? [] : withTwin(measure, spendingClass).map((of) => cell(of, month, amount)),
              ),
          }),
        );
      const typed = all.map(({ line: own, measure, month, mine }) => ({
        lineId: `L${own}`,
        ...{ measure, key: columnKey({ targetYear: year, month }), value: mine === null ? null : Number(exactDecimal(mine, measure)) },
      }));
      const now = sheetOf("theirs");
      const preview = await merged(await edited(await takenOut(sheetOf("base")), typed), now);
      expect(preview.faults).toEqual([]);
      expect(preview.questions).toEqual([]);
      const wentTwoWays = ({ base, theirs, mine }: Figure) => mine !== base && theirs !== base && mine !== theirs;
      const place = (own: { lineId: string; measure: string; month: number | undefined }) => `${own.lineId} ${own.measure} ${own.month}`;
      expect(new Set(preview.conflicts.map(place))).toEqual(
        new Set(all.filter(wentTwoWays).map(({ line: own, measure, month }) => place({ lineId: `L${own}`, measure, month }))),
      );
      const chosen = [...preview.changes, ...(takesMine ? preview.conflicts : [])];
      const { writes, refused } = judgeChosen(chosen, { lines: new Map(now.map((own) => [own.id, own])), firstYear: year });
      expect(refused).toEqual([]);
      for (const own of all) {
        const standing = now[own.line];
        const after = cellsAfter(
          standing?.cells ?? [],
          writes.filter(({ lineId }) => lineId === standing?.id),
        );
        const wanted = own.mine === own.base || (wentTwoWays(own) && !takesMine) ? own.theirs : own.mine;
        for (const of of withTwin(own.measure, classes[own.line] ?? "nonPersonnel"))
          expect(after.find((held) => held.measure === of && held.month === own.month)?.amount ?? null).toBe(wanted);
      }
    }),
    { numRuns: process.env["TEST_LONG"] ? 200 : 5, seed },
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

test("what a line is held against is beside it, locked and summed, and is not read back whatever is written there", async () => {
  const lines = [line("L", { cells: [cell("CP", 1, 100n)] }), line("M", {})];
  const bytes = await takenOut(lines);
  const workbook = new excel.Workbook();
  await workbook.xlsx.load(bytes as unknown as Parameters<typeof workbook.xlsx.load>[0]);
  const sheet = workbook.getWorksheet("CP");
  const heads = sheet?.getRow(3).values as unknown[];
  const column = heads.indexOf("Exécuté");
  const cells = [4, 5, 6].map((row) => sheet?.getRow(row).getCell(column));
  expect(cells.map((own) => own?.result ?? own?.value)).toEqual([123.45, 123.45, 246.9]);
  expect(cells.map((own) => own?.protection?.locked ?? true)).toEqual([true, true, true]);
  expect(heads.indexOf("Reprendre")).toBe(column + 1);
  for (const own of cells) if (own) own.value = 7;
  const preview = await merged(new Uint8Array(await workbook.xlsx.writeBuffer()), lines);
  expect(preview).toMatchObject({ changes: [], conflicts: [], faults: [] });
});
