import { parseCsv } from "hucre/csv";
import { repairMojibake, surveyOf } from "#app/domain/fec/survey.ts";
import type { FileBook } from "#app/domain/forecast/import/book.ts";

/** Reads a text as one table: its set of characters from its bytes, its separator from its first lines. */
export function readText(bytes: Uint8Array, name: string): FileBook {
  const { charset, mojibake } = surveyOf(bytes);
  const text = new TextDecoder(charset).decode(bytes);
  return { ...tableOf(mojibake ? repairMojibake(text) : text, name), kind: "text", charset, ...(mojibake && { mojibake: true as const }) };
}

/** What was pasted: cells parted by tabs, as spreadsheets copy them, or a text in the form of a file. */
export function readPaste(text: string, name: string): FileBook {
  return { ...tableOf(text, name), kind: "paste" };
}

function tableOf(text: string, name: string): Pick<FileBook, "sheets" | "separator"> {
  const separator = separatorOf(text);
  const rows = parseCsv(text, { delimiter: separator }).map((row) =>
    row.map((cell) => (cell === "" || cell === null ? null : String(cell))),
  );
  return { separator, sheets: [{ name, isHidden: false, rows, hiddenRows: [], hiddenColumns: [], isFiltered: false, merged: [] }] };
}

/** A tab when there is one, for nobody types it; else the mark that the first lines have most, outside what is quoted. */
function separatorOf(text: string): string {
  const head = text
    .split(/\r?\n/, 20)
    .join("\n")
    .replaceAll(/"[^"]*"/g, "");
  const count = (mark: string) => head.split(mark).length - 1;
  if (count("\t") > 0) return "\t";
  return count(";") >= count(",") ? ";" : ",";
}
