import type { Separator } from "./dialect.ts";

export interface FileLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  /** Whether a line end follows; only the last line may go without. */
  readonly ended: boolean;
  /** The line is longer than any ledger writes: only its beginning is here. */
  readonly endless?: boolean;
}

/** In characters; without it a file without line ends would be held whole. */
export const longestLine = 1_000_000;

/** Cuts a text that comes in pieces into its lines; a carriage return before the line end belongs to it. */
export class LineCutter {
  readonly #mark: "\n" | "\r";
  #rest = "";
  #line = 0;
  #skipping = false;

  constructor(lineEnd: "\r\n" | "\n" | "\r") {
    this.#mark = lineEnd === "\r" ? "\r" : "\n";
  }

  push(piece: string, take: (line: FileLine) => void): void {
    const text = this.#rest === "" ? piece : this.#rest + piece;
    let start = this.#skipped(text);
    for (let end = text.indexOf(this.#mark); end >= 0; end = text.indexOf(this.#mark, start)) {
      this.#line += 1;
      take({ line: this.#line, text: text.slice(start, text.charCodeAt(end - 1) === 13 && end > start ? end - 1 : end), ended: true });
      start = end + 1;
    }
    this.#rest = text.slice(start);
    if (this.#rest.length <= longestLine) return;
    this.#line += 1;
    take({ line: this.#line, text: this.#rest.slice(0, 200), ended: true, endless: true });
    this.#rest = "";
    this.#skipping = true;
  }

  /** Where the line begins that follows one of which the end was awaited. */
  #skipped(text: string): number {
    if (!this.#skipping) return 0;
    const end = text.indexOf(this.#mark);
    this.#skipping = end < 0;
    return end < 0 ? text.length : end + 1;
  }

  /** What follows the last line end is a line when it is not empty. */
  finish(take: (line: FileLine) => void): void {
    if (this.#rest === "") return;
    this.#line += 1;
    take({ line: this.#line, text: this.#rest.endsWith("\r") ? this.#rest.slice(0, -1) : this.#rest, ended: false });
    this.#rest = "";
  }
}

/** The fields of a line; undefined when a quotation mark is opened and not closed. Doubled marks stand for one. */
export function splitFields(text: string, separator: Separator, quoted: boolean): string[] | undefined {
  if (!quoted || !text.includes('"')) return text.split(separator);
  const fields: string[] = [];
  for (let start = 0; ; ) {
    if (text[start] !== '"') {
      const end = text.indexOf(separator, start);
      fields.push(end < 0 ? text.slice(start) : text.slice(start, end));
      if (end < 0) return fields;
      start = end + 1;
      continue;
    }
    const closing = closingMark(text, start + 1);
    if (closing < 0) return undefined;
    fields.push(text.slice(start + 1, closing).replaceAll('""', '"'));
    if (closing + 1 >= text.length) return fields;
    if (text[closing + 1] !== separator) return undefined;
    start = closing + 2;
  }
}

function closingMark(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at;
  return -1;
}
