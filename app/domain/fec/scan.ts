import type { Exercise } from "../reference/fiscal-year.ts";
import { LineCoherence } from "./coherence.ts";
import type { FecHeader } from "./columns.ts";
import { type FileLine, LineCutter, longestLine, splitFields } from "./cut.ts";
import type { ReadingChoices } from "./dialect.ts";
import type { FecFaults } from "./fault.ts";
import { readHeader } from "./header.ts";
import { type FecLine, LineReader } from "./line.ts";
import { mojibakeText, repairMojibake, type Survey } from "./survey.ts";

export interface ScanOptions {
  readonly survey: Survey;
  readonly faults: FecFaults;
  readonly exercise?: Pick<Exercise, "firstDay" | "lastDay"> | undefined;
  /** Absent: the file is read as the law writes it. */
  readonly choices?: ReadingChoices | undefined;
  /** Each line that could be read, in the order of the file. */
  readonly onLine: (line: FecLine) => void;
}

/**
 * Reads a file as its text passes, in pieces of any size: header, lines, and what can be told of them without holding them. What asks
 * for whole entries (`entries.ts`, `matching.ts`) is looked at afterwards, in memory or by the database.
 */
export class FecScan {
  readonly #options: ScanOptions;
  readonly #cutter: LineCutter;
  readonly #coherence: LineCoherence;
  #header: FecHeader | undefined;
  #reader: LineReader | undefined;
  #trailing: boolean | undefined;
  #ended = false;
  #toldForeignLetters = false;
  #toldMojibake = false;

  constructor(options: ScanOptions) {
    this.#options = options;
    this.#cutter = new LineCutter(options.survey.lineEnd);
    this.#coherence = new LineCoherence(options.exercise, options.faults);
    this.#sayBytes();
  }

  get header(): FecHeader | undefined {
    return this.#header;
  }

  get coherence(): LineCoherence {
    return this.#coherence;
  }

  /** True when nothing that follows can be read: the header is none, or the file is in another set of characters. */
  get hopeless(): boolean {
    return this.#ended;
  }

  push(piece: string): void {
    if (!this.#ended) this.#cutter.push(piece, (line) => this.#take(line));
  }

  finish(): void {
    if (!this.#ended) this.#cutter.finish((line) => this.#take(line));
    const { faults } = this.#options;
    if (this.#coherence.total.lines === 0 && faults.counts().every(({ severity }) => severity !== "fault")) faults.add("file-empty", 0);
    this.#coherence.finish();
  }

  /** What the bytes say and the law does not admit, or admits and a person should know. */
  #sayBytes(): void {
    const { survey, faults, choices } = this.#options;
    if (survey.byteOrderMark && survey.charset === "utf-8") faults.add("byte-order-mark", 1);
    if (survey.lineEnd === "\r") faults.add("carriage-return-only", 0);
    if (choices || !survey.charset.startsWith("utf-16")) return;
    faults.add("charset", 0, null, "UTF-16", "UTF-8, ISO 8859-15");
    this.#ended = true;
  }

  #take(taken: FileLine): void {
    if (this.#ended) return;
    const { faults, survey, choices } = this.#options;
    if (taken.endless) faults.add("line-endless", taken.line, null, `${taken.text.slice(0, 40)}…`, String(longestLine));
    // Nothing more is read of such a line: PostgreSQL keeps no NUL.
    const isBroken = survey.nul && taken.text.includes("\u0000");
    if (isBroken) faults.add("nul-byte", taken.line);
    const text = this.#letters(taken);
    if (taken.line === 1) {
      this.#header = readHeader(text, faults, choices);
      this.#reader = this.#header && new LineReader(this.#header, faults);
      this.#ended = this.#header === undefined;
      return;
    }
    if (taken.endless || isBroken || !this.#header || !this.#reader) return;
    const cells = this.#cells(taken, text, this.#header);
    if (!cells) return;
    const line = this.#reader.read(cells, taken.line);
    this.#coherence.take(line);
    this.#options.onLine(line);
  }

  /** Accents that were converted twice, and letters that only Windows-1252 has: asked, never guessed. */
  #letters({ line, text }: FileLine): string {
    const { survey, choices, faults } = this.#options;
    if (survey.charset === "windows-1252" && !choices && !this.#toldForeignLetters && /[\u0080-\u009f]/.test(text)) {
      faults.add("charset", line, null, "Windows-1252", "UTF-8, ISO 8859-15");
      this.#toldForeignLetters = true;
    }
    if (!survey.mojibake || !mojibakeText.test(text)) return text;
    const choice = choices?.mojibake ?? null;
    if (choice === "repair") return repairMojibake(text);
    if (!this.#toldMojibake) faults.add(choice === "keep" ? "mojibake-kept" : "mojibake", line, null, text.trim().slice(0, 80));
    this.#toldMojibake = true;
    return text;
  }

  /** The fields of a line; undefined when it is not one: nothing of it is read then. */
  #cells({ line, ended }: FileLine, text: string, header: FecHeader): string[] | undefined {
    const { faults } = this.#options;
    const cells = splitFields(text, header.separator, header.quoted);
    if (!cells) {
      faults.add("quote-open", line, null, text.slice(0, 80), '"');
      return undefined;
    }
    this.#closeLine(cells, line, header);
    if (text.trim() === "" || cells.every((cell) => cell.trim() === "")) {
      faults.add("line-blank", line);
      return undefined;
    }
    if (cells.length !== header.width) {
      const rule = cells.length < header.width && !ended ? "file-truncated" : "field-count";
      faults.add(rule, line, null, String(cells.length), String(header.width));
      return undefined;
    }
    return this.#isClean(text, cells, line, header) ? cells : undefined;
  }

  /** What the first line does, each line does: else a tab inside a text would pass for the end of the line. */
  #closeLine(cells: string[], line: number, header: FecHeader): void {
    const closed = cells.length > 1 && cells.at(-1) === "";
    if (this.#trailing === undefined) {
      this.#trailing = closed && cells.length === header.width + 1;
      if (this.#trailing) this.#options.faults.add("trailing-separator", line);
    }
    if (this.#trailing && closed) cells.pop();
    else if (this.#trailing) cells.push("");
  }

  #isClean(text: string, cells: readonly string[], line: number, header: FecHeader): boolean {
    const stray = header.separator === "\t" ? "|" : "\t";
    if (!text.includes(stray) && !text.includes("\r")) return true;
    const index = cells.findIndex((cell) => (!header.quoted && cell.includes(stray)) || cell.includes("\r"));
    if (index < 0) return true;
    const expected = header.separator === "\t" ? "|" : "tab";
    this.#options.faults.add("separator-in-text", line, header.names[index] ?? null, cells[index] ?? "", expected);
    return false;
  }
}
