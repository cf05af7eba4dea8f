import { columnNamed } from "../columns.ts";
import { columnsOf } from "../export.ts";
import type { FecFaults } from "../fault.ts";

/** The fields of a line in the order of the law, eighteen of them, whatever the order of the file. */
export type Fields = readonly string[];

export interface FlatForm {
  /** Where each of the eighteen stands in the file. */
  readonly places: readonly number[];
  readonly straight: boolean;
  readonly separator: "\t" | "|";
  readonly width: number;
  readonly directed: boolean;
  readonly names: readonly string[];
}

/** Takes the text of a flat file apart, in pieces of any size, and says what is wrong with its lines as lines. */
export class FlatLines {
  readonly #faults: FecFaults;
  readonly #take: (fields: Fields, line: number, form: FlatForm) => void;
  #rest = "";
  #line = 0;
  #mark: "\n" | "\r" | undefined;
  #form: FlatForm | undefined;
  #hopeless = false;
  #trailing: boolean | undefined;

  constructor(faults: FecFaults, take: (fields: Fields, line: number, form: FlatForm) => void) {
    this.#faults = faults;
    this.#take = take;
  }

  push(piece: string): void {
    if (this.#hopeless || piece === "") return;
    this.#mark ??= this.#markOf(piece);
    const text = this.#rest === "" ? piece : this.#rest + piece;
    let start = 0;
    for (let end = text.indexOf(this.#mark); end >= 0 && !this.#hopeless; end = text.indexOf(this.#mark, start)) {
      const last = end > start && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
      this.#read(text.slice(start, last), true);
      start = end + 1;
    }
    this.#rest = text.slice(start);
  }

  finish(): void {
    if (this.#rest !== "" && !this.#hopeless) this.#read(this.#rest, false);
    if (this.#line === 0) this.#faults.add("file-empty", 0);
  }

  #markOf(piece: string): "\n" | "\r" {
    if (piece.includes("\n") || !piece.includes("\r")) return "\n";
    this.#faults.add("carriage-return-only", 0);
    return "\r";
  }

  #read(text: string, ended: boolean): void {
    this.#line += 1;
    if (this.#form === undefined) {
      this.#form = readForm(text, this.#faults);
      this.#hopeless = this.#form === undefined;
      return;
    }
    const { width, separator, places, straight, names } = this.#form;
    const cells = text.split(separator);
    const closed = cells.length === width + 1 && cells[width] === "";
    if (this.#trailing === undefined && closed) this.#faults.add("trailing-separator", this.#line);
    // What the first line does each line does: else a tab inside a text would pass for the end of its line.
    this.#trailing ??= closed;
    if (this.#trailing && closed) cells.pop();
    if (text.trim() === "") this.#faults.add("line-blank", this.#line);
    else if (cells.length < width && !ended) this.#faults.add("file-truncated", this.#line, null, String(cells.length), String(width));
    else if (cells.length !== width) this.#faults.add("field-count", this.#line, null, String(cells.length), String(width));
    else {
      this.#sayStrays(text, cells, separator, names);
      this.#take(straight ? cells : places.map((place) => cells[place] ?? ""), this.#line, this.#form);
    }
  }

  /** The other separator, a line end or a NUL inside a field; spaces at either end of one. */
  #sayStrays(text: string, cells: readonly string[], separator: "\t" | "|", names: readonly string[]): void {
    const other = separator === "\t" ? "|" : "\t";
    if (text.includes(other) || text.includes("\r")) {
      const place = cells.findIndex((cell) => cell.includes(other) || cell.includes("\r"));
      this.#faults.add("separator-in-text", this.#line, names[place] ?? null, cells[place] ?? "", other === "|" ? "|" : "tab");
    }
    if (text.includes("\u0000")) this.#faults.add("nul-byte", this.#line);
    for (let place = 0; place < cells.length; place += 1) {
      const cell = cells[place] ?? "";
      if (cell !== "" && (isSpace(cell.charCodeAt(0)) || isSpace(cell.charCodeAt(cell.length - 1)))) {
        this.#faults.add("field-padded", this.#line, names[place] ?? null, cell, cell.trim());
      }
    }
  }
}

function isSpace(code: number): boolean {
  return code <= 0x20 || code === 0xa0 || code === 0x202f;
}

/** The header by the law: each name as it is written there, in its order. What can be read nevertheless is read, and said. */
function readForm(header: string, faults: FecFaults): FlatForm | undefined {
  const text = header.startsWith("\ufeff") ? header.slice(1) : header;
  if (text !== header) faults.add("byte-order-mark", 1);
  const [tab, pipe] = [text.includes("\t"), text.includes("|")];
  if (tab === pipe) {
    faults.add("separator", 1, null, text.slice(0, 80), "tab, |");
    return undefined;
  }
  const separator = tab ? "\t" : "|";
  const names = text.split(separator);
  if (names.at(-1) === "") {
    names.pop();
    faults.add("trailing-separator", 1);
  }
  const known = names.map(columnNamed);
  const directed = known.includes("Montant") && known.includes("Sens");
  const wanted = columnsOf(directed ? "direction" : "sides");
  sayNames(names, known, wanted, faults);
  const places = wanted.map((name) => known.findIndex((column) => column === name));
  for (const [index, place] of places.entries()) {
    if (place < 0) faults.add("column-missing", 1, wanted[index] ?? null, "", wanted[index] ?? "");
  }
  if (places.includes(-1)) return undefined;
  const straight = places.every((place, index) => place === index);
  if (!straight) faults.add("columns-reordered", 1, null, names.join(" "), wanted.join(" "));
  return { places, straight: straight && names.length === wanted.length, separator, width: names.length, directed, names };
}

function sayNames(names: readonly string[], known: readonly (string | undefined)[], wanted: readonly string[], faults: FecFaults): void {
  const extra = names.filter((_, index) => !wanted.includes(known[index] ?? ""));
  if (extra.length > 0) faults.add("columns-extra", 1, null, extra.join(", "), String(extra.length));
  for (const [index, column] of known.entries()) {
    const name = names[index] ?? "";
    if (column === undefined || !wanted.includes(column)) continue;
    if (known.indexOf(column) !== index) faults.add("column-twice", 1, column, name, column);
    else if (name !== column) faults.add("column-renamed", 1, column, name, column);
  }
}
