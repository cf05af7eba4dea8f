import { fileTypeFromBuffer } from "file-type";
import { type FileBook, isBlank } from "#app/domain/forecast/import/book.ts";
import type { SheetImportRefusal } from "#app/domain/forecast/import/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { readPaste, readText } from "./text.ts";
import { readWorkbook } from "./workbook.ts";

export const largestFileBytes = 20 * 2 ** 20;
export const mostRows = 100_000;
export const mostColumns = 64;
/** Titles and heads stand above the rows, and are none of them. */
const rowsOfHeads = 30;

/** What is given to be imported: the bytes of a file, or what was pasted. */
export type GivenSheet = { readonly name: string; readonly bytes: Uint8Array } | { readonly name: string; readonly pasted: string };

/** Reads a file as what its content says it is, whatever its name claims: a workbook (XLSX), or a text. */
export async function readSheetFile(given: GivenSheet): Promise<Result<FileBook, SheetImportRefusal>> {
  const read = "pasted" in given ? accept(readPaste(given.pasted, given.name)) : await readBytes(given);
  if (!read.ok) return read;
  const { sheets } = read.value;
  if (sheets.every(({ rows }) => rows.every((row) => row.every(isBlank)))) return refuse({ kind: "sheet-file-empty" });
  const wide = sheets.some(
    ({ rows }) => rows.length > mostRows + rowsOfHeads || rows.some((row) => row.findLastIndex((cell) => !isBlank(cell)) >= mostColumns),
  );
  return wide ? refuse({ kind: "sheet-file-too-wide", rows: mostRows, columns: mostColumns }) : read;
}

async function readBytes({ name, bytes }: { name: string; bytes: Uint8Array }): Promise<Result<FileBook, SheetImportRefusal>> {
  if (bytes.length === 0) return refuse({ kind: "sheet-file-empty" });
  if (bytes.length > largestFileBytes) return refuse({ kind: "sheet-file-too-large", limitBytes: largestFileBytes });
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.subarray(0, 4).equals(zipMark)) return await readWorkbook(bytes);
  // The mark of UTF-16 is also how some sounds begin.
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return accept(readText(bytes, name));
  const found = await fileTypeFromBuffer(bytes);
  if (found?.ext === "cfb") {
    const isEncrypted = view.includes(Buffer.from("EncryptedPackage", "utf16le"));
    return refuse(isEncrypted ? { kind: "sheet-file-unsafe", reason: "password" } : { kind: "sheet-file-type", found: "xls" });
  }
  if (found && !found.mime.startsWith("text/")) return refuse({ kind: "sheet-file-type", found: found.ext });
  if (view.includes(0)) return refuse({ kind: "sheet-file-type", found: "binary" });
  return accept(readText(bytes, name));
}

const zipMark = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
