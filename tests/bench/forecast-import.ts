import excel from "exceljs";
import { saveRequest } from "#app/commands/save-request.ts";
import { boomerangColumns, columnKey } from "#app/domain/forecast/import/boomerang.ts";
import { boomerangBytes } from "#app/http/sheet-file/boomerang.ts";
import { sheetLines } from "#db/queries/forecast/grid.ts";
import { cellsOf } from "#db/queries/forecast/sheet.ts";
import { newMeasure, otherCampaign, type PlanningWorld, planningWorldIn } from "#tests/support/planning.ts";
import { must, type SmallOrganisation } from "#tests/support/small-organisation.ts";
import { measureApart } from "./apart.ts";
import { appliedFile, type GivenFile, previewedFile } from "./import-flow.ts";
import { atMost, type BenchResult } from "./report.ts";

/** Figures of a file, and the seconds that its preview and its application may take; none: it must only come to its end. */
const files = [
  { cells: 10_000, preview: 1, apply: 2 },
  { cells: 40_000, preview: undefined, apply: 7 },
  { cells: 120_000, preview: undefined, apply: undefined },
] as const;
const columns = 24;
/** Of the whole process; what is asked of the largest is to come to its end. */
const mostMegabytes = 512;

/**
 * A file given to a unit's sheet: a workbook with a row for each line and measure and twelve months across, the same as a text, and a workbook that was
 * taken out, whose every figure has been changed. Preview: from its bytes to what would be written, kept and read again as the page does.
 */
export async function* filesImported(books: SmallOrganisation): AsyncGenerator<BenchResult, void> {
  const world = await planningWorldIn(books);
  const [warm] = files;
  await imported(await sheetOf(world, warm.cells / columns), await plainWorkbook(warm.cells / columns));
  for (const { cells, preview, apply } of files) {
    const count = Math.ceil(cells / columns);
    const made: [string, (world: PlanningWorld) => Promise<GivenFile>][] = [
      ["workbook", () => plainWorkbook(count)],
      ["text", async () => plainText(count)],
      ["workbook taken out", (own) => workbookTakenOut(own)],
    ];
    for (const [name, make] of made) {
      const own = await sheetOf(world, count);
      const file = await make(own);
      const taken = await imported(own, file);
      const work = `${name} of ${cells} cells`;
      yield atMost(1, { work: `${work}, preview`, value: taken.preview, unit: "s", limit: preview ?? 60 });
      yield atMost(1, { work: `${work}, applied`, value: taken.apply, unit: "s", limit: apply ?? 60 });
    }
    const own = await sheetOf(world, count);
    const bytes = Buffer.from((await plainWorkbook(count)).bytes).toString("base64");
    const context = await own.head();
    const apart = await measureApart("sheet-import", books, { campaignId: own.campaignId, userId: String(context.actor.id), bytes });
    if (apart.count !== count * columns) throw new Error(`${apart.count} cells were written apart of ${count * columns}`);
    yield atMost(1, {
      work: `workbook of ${cells} cells, memory`,
      value: apart.peakMegabytes,
      unit: "MB",
      limit: preview === undefined && apply === undefined ? 2 * mostMegabytes : mostMegabytes,
    });
  }
}

async function imported(world: PlanningWorld, file: GivenFile): Promise<{ preview: number; apply: number }> {
  const context = await world.head();
  const seen = await seconds(() => previewedFile(context, world.campaignId, file));
  const applied = await seconds(() => appliedFile(context, seen.value));
  const lines = await world.read((db) => sheetLines(db, world.campaignId, "DR44"));
  if (applied.value !== lines.length * columns) throw new Error(`${applied.value} cells were written of ${lines.length * columns}`);
  return { preview: seen.seconds, apply: applied.seconds };
}

const heads = [
  "Nature",
  "Activité",
  "Libellé",
  "Mesure",
  ...["janv.", "févr.", "mars", "avr.", "mai", "juin"],
  ...["juil.", "août", "sept.", "oct.", "nov.", "déc."],
];

function* rowsOf(count: number): Generator<(string | number)[]> {
  for (let line = 0; line < count; line += 1) {
    for (const measure of ["AE", "CP"]) {
      const months = Array.from({ length: 12 }, (_, month) => ((line * 31 + month * 7) % 90_000) + 100.5);
      yield ["31", "01-ENQ", `Ligne ${line}`, measure, ...months];
    }
  }
}

async function plainWorkbook(count: number): Promise<GivenFile> {
  const workbook = new excel.Workbook();
  const sheet = workbook.addWorksheet("Prévisions");
  sheet.addRow(heads);
  for (const row of rowsOf(count)) sheet.addRow(row);
  return { name: "banc.xlsx", bytes: new Uint8Array(await workbook.xlsx.writeBuffer()) };
}

function plainText(count: number): GivenFile {
  const said = (cell: string | number) => (typeof cell === "number" ? cell.toFixed(2).replace(".", ",") : cell);
  const rows = [heads, ...rowsOf(count)].map((row) => row.map(said).join(";"));
  return { name: "banc.csv", bytes: Buffer.from(`\ufeff${rows.join("\r\n")}\r\n`) };
}

/** Our own workbook of the sheet, with every figure of its months given in AE and CP. */
async function workbookTakenOut(world: PlanningWorld): Promise<GivenFile> {
  const lines = await world.read(async (db) => {
    const own = await sheetLines(db, world.campaignId, "DR44");
    const cells = await cellsOf(
      db,
      own.map(({ id }) => id),
      "whole",
    );
    return own.map((line) => ({
      ...line,
      campaignState: "open" as const,
      mayEdit: true,
      seesCosts: true,
      window: undefined,
      cells: cells.get(line.id) ?? [],
    }));
  });
  const year = 2027;
  const memory = {
    campaign: world.campaignId,
    unit: "DR44",
    revision: 1n,
    year,
    sheets: new Map([
      ["AE", "AE"],
      ["CP", "CP"],
    ] as const),
  };
  const words = {
    keys: ["N°", "Demande", "Nature", "Libellé nature", "Activité", "Libellé"] as const,
    column: columnKey,
    ...{ total: "Total", take: "Reprendre", yes: "oui", no: "non", wrongAmount: "Montant attendu" },
  };
  const workbook = new excel.Workbook();
  const bytes = await boomerangBytes({ memory, lines, years: [year + 1], beside: [], facts: ["Prévisions de DR44"], words });
  await workbook.xlsx.load(bytes as unknown as Parameters<typeof workbook.xlsx.load>[0]);
  const months = boomerangColumns(year, []).slice(0, 12).map(columnKey);
  for (const name of ["AE", "CP"]) {
    const sheet = workbook.getWorksheet(name);
    const keys = sheet?.getRow(2).values as unknown[];
    const ids = new Set(lines.map(({ id }) => id));
    sheet?.eachRow((row) => {
      if (!ids.has(String(row.getCell(1).value))) return;
      for (const [index, key] of months.entries()) row.getCell(keys.indexOf(key)).value = row.number * 10 + index + 0.25;
    });
  }
  return { name: "DR44.xlsx", bytes: new Uint8Array(await workbook.xlsx.writeBuffer()) };
}

/** A campaign of its own, with a baseline of this many empty lines. */
async function sheetOf(world: PlanningWorld, count: number): Promise<PlanningWorld> {
  const own = await otherCampaign(world);
  const line = (_: unknown, index: number) => ({ nature: "31", activity: "01-ENQ", label: `Ligne ${index}`, cells: [] });
  const lines = Array.from({ length: Math.ceil(count) }, line);
  must(await saveRequest(await own.agent(), newMeasure(own, { kind: "baseline", rank: null, lines })));
  return own;
}

async function seconds<Value>(work: () => Promise<Value>): Promise<{ value: Value; seconds: number }> {
  const begun = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - begun) / 1000 };
}
