/** Texts of a block of cells, row by row; rows may be of unequal lengths as they come. */
export type Block = readonly (readonly string[])[];

/**
 * The cells of a text as spreadsheets copy it: a tab between cells, a line for each row; a cell that holds a tab, a line end or a quotation mark is
 * quoted, its own marks doubled. A last line end is the end of the last row. An apostrophe or an inch mark inside a cell is a text like any other.
 */
export function readText(text: string): Block {
  const rows: string[][] = [];
  let row: string[] = [];
  let place = 0;
  const end = text.length;
  while (place <= end) {
    const quoted = text[place] === '"' ? quotedCell(text, place) : undefined;
    const { value, next } = quoted ?? plainCell(text, place);
    row.push(value);
    const sign = text[next];
    if (sign === "\t") {
      place = next + 1;
      continue;
    }
    rows.push(row);
    row = [];
    if (sign === undefined) break;
    place = next + (sign === "\r" && text[next + 1] === "\n" ? 2 : 1);
    if (place === end) break;
  }
  return rows;
}

/** The text that spreadsheets read back as the same cells; a line end closes each row, else an empty last one would be lost. */
export function writeText(block: Block): string {
  const written = (cell: string) => (/["\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return block.map((row) => `${row.map(written).join("\t")}\r\n`).join("");
}

/** The same as a table of HTML, which spreadsheets prefer. */
export function writeTable(block: Block): string {
  const cells = (row: readonly string[]) => row.map((cell) => `<td>${escaped(cell)}</td>`).join("");
  return `<table>${block.map((row) => `<tr>${cells(row)}</tr>`).join("")}</table>`;
}

/** A part of a parsed document; what a browser gives, and what a test can make. */
export interface TableRows {
  readonly rows: Iterable<{ readonly cells: Iterable<{ readonly textContent: string | null; readonly colSpan: number }> }>;
}

/** The cells of a table; a cell over several columns is followed by empty ones, so that what stands under a column stays under it. */
export function readTable({ rows }: TableRows): Block {
  return [...rows].map(({ cells }) =>
    [...cells].flatMap(({ textContent, colSpan }) => [
      (textContent ?? "").replaceAll(/[\r\n\t ]+/g, " ").trim(),
      ...Array<string>(Math.max(colSpan, 1) - 1).fill(""),
    ]),
  );
}

/** Only when the text is quoted to its cell's end: `"a"b` is the text that it looks like. */
function quotedCell(text: string, start: number): { readonly value: string; readonly next: number } | undefined {
  for (let close = text.indexOf('"', start + 1); close >= 0; close = text.indexOf('"', close + 1)) {
    if (text[close + 1] === '"') {
      close += 1;
      continue;
    }
    const next = close + 1;
    const isEnd = next >= text.length || /[\t\r\n]/.test(text[next] ?? "");
    return isEnd ? { value: text.slice(start + 1, close).replaceAll('""', '"'), next } : undefined;
  }
  return undefined;
}

function plainCell(text: string, start: number): { readonly value: string; readonly next: number } {
  const sign = /[\t\r\n]/g;
  sign.lastIndex = start;
  const next = sign.exec(text)?.index ?? text.length;
  return { value: text.slice(start, next), next };
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
