import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { CellValue, Sheet, Workbook } from "hucre/xlsx";
import { columnLetters, type FileBook, type FileCell, type FileSheet } from "#app/domain/forecast/import/book.ts";
import type { SheetImportRefusal } from "#app/domain/forecast/import/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { checkPackage } from "./package.ts";

const mostSeconds = 10;
const mostMegabytes = 512;

/**
 * Reads a workbook in a thread of its own, whose memory and time are bounded: whatever the file does there, the application goes on. The thread
 * reads and nothing else; what its cells mean is decided here.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<Result<FileBook, SheetImportRefusal>> {
  const sound = await checkPackage(bytes);
  if (!sound.ok) return sound;
  const read = await inThread(bytes);
  if (!read.ok) return read;
  const { sheets, dateSystem } = read.value;
  return accept({ kind: "workbook", sheets: sheets.map(sheetOf), ...(dateSystem === "1904" && { from1904: true as const }) });
}

const body = `
const { parentPort, workerData } = require("node:worker_threads");
import(workerData.reader)
  .then(({ readXlsx }) => readXlsx(workerData.bytes))
  .then(({ sheets, dateSystem }) => parentPort.postMessage({
    dateSystem,
    sheets: sheets.map(({ name, rows, cells, hidden, veryHidden, rowDefs, columns, merges, autoFilter }) =>
      ({ name, rows, cells, hidden, veryHidden, rowDefs, columns, merges, autoFilter })),
  }));
`;

type ReadBook = Pick<Workbook, "sheets" | "dateSystem">;

async function inThread(bytes: Uint8Array): Promise<Result<ReadBook, SheetImportRefusal>> {
  const reader = pathToFileURL(createRequire(import.meta.url).resolve("hucre/xlsx")).href;
  const worker = new Worker(body, {
    eval: true,
    workerData: { bytes, reader },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
    stdout: true,
    stderr: true,
  });
  let timer: NodeJS.Timeout | undefined;
  const outcome = await new Promise<Result<ReadBook, SheetImportRefusal>>((resolve) => {
    timer = setTimeout(() => resolve(refuse({ kind: "sheet-file-too-slow", seconds: mostSeconds })), mostSeconds * 1000);
    worker.once("message", (read: ReadBook) => resolve(accept(read)));
    // Whatever the reader throws, the file is not one that it reads.
    worker.once("error", () => resolve(refuse({ kind: "sheet-file-damaged" })));
    worker.once("exit", () => resolve(refuse({ kind: "sheet-file-damaged" })));
  });
  clearTimeout(timer);
  await worker.terminate();
  return outcome;
}

function sheetOf({ name, rows, cells, hidden, veryHidden, rowDefs, columns, merges, autoFilter }: Sheet): FileSheet {
  const hiddenRows = [...(rowDefs ?? [])].flatMap(([index, { hidden: isHidden }]) => (isHidden ? [index + 1] : []));
  return {
    name,
    isHidden: hidden === true || veryHidden === true,
    rows: rows.map((row, r) => row.map((value, c) => cellOf(value, cells?.get(`${r},${c}`)))),
    hiddenRows,
    hiddenColumns: (columns ?? []).flatMap(({ hidden: isHidden }, index) => (isHidden ? [index + 1] : [])),
    isFiltered: autoFilter !== undefined && hiddenRows.length > 0,
    merged: (merges ?? []).map(
      ({ startRow, startCol, endRow, endCol }) => `${columnLetters(startCol + 1)}${startRow + 1}:${columnLetters(endCol + 1)}${endRow + 1}`,
    ),
  };
}

type DetailedCell = NonNullable<Sheet["cells"]> extends Map<string, infer Cell> ? Cell : never;

function cellOf(value: CellValue, detail: DetailedCell | undefined): FileCell {
  if (detail?.type === "error") return { error: String(value) };
  if (detail?.formula !== undefined && (value === null || value === undefined)) return { formula: detail.formula };
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return value;
  if (typeof value === "number") return { number: decimalText(value) };
  if (typeof value === "boolean") return { flag: value };
  return value instanceof Date && !Number.isNaN(value.getTime()) ? { day: value.toISOString().slice(0, 10) } : String(value);
}

/** Fifteen figures are what a spreadsheet shows of a number, and all that it knows: 0.1 + 0.2 is 0.3. */
function decimalText(value: number): string {
  return String(Number(value.toPrecision(15)));
}
