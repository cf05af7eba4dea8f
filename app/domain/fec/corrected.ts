import { formatDecimal } from "../money.ts";
import type { FecHeader, FileColumn } from "./columns.ts";
import { fecColumns } from "./columns.ts";
import { LineCutter, splitFields } from "./cut.ts";
import type { FileCharset, ReadingChoices } from "./dialect.ts";
import { parseFileAmount, parseFileDay } from "./dialect.ts";
import { FecFaults } from "./fault.ts";
import { formatFecDay } from "./field.ts";
import { readHeader } from "./header.ts";
import { lawfulCharset } from "./reading.ts";
import { repairMojibake, type Survey } from "./survey.ts";

const days: ReadonlySet<string> = new Set(["EcritureDate", "PieceDate", "DateLet", "ValidDate"]);
const amounts: ReadonlySet<string> = new Set(["Debit", "Credit", "Montantdevise"]);

/**
 * A skeleton of the corrected file: tab, the eighteen columns of the law, dates AAAAMMJJ, decimal commas, trimmed. A value that cannot be
 * read stands as it was, and so does a line that cannot be cut, in one field: both are found by the faults of the report, for the lines
 * keep their numbers.
 */
export class CorrectedFile {
  readonly charset: FileCharset;
  readonly #survey: Survey;
  readonly #choices: ReadingChoices | undefined;
  readonly #cutter: LineCutter;
  #header: FecHeader | undefined;
  #written = "";

  constructor(survey: Survey, choices: ReadingChoices | undefined) {
    this.#survey = survey;
    this.#choices = choices;
    this.charset = choices?.charset ?? lawfulCharset(survey.charset);
    this.#cutter = new LineCutter(survey.lineEnd);
  }

  /** The lines that a piece of the file completes. */
  push(piece: string): string {
    this.#cutter.push(piece, ({ line, text }) => this.#line(line, text));
    return this.#taken();
  }

  finish(): string {
    this.#cutter.finish(({ line, text }) => this.#line(line, text));
    return this.#taken();
  }

  #taken(): string {
    const text = this.#written;
    this.#written = "";
    return text;
  }

  #line(line: number, asRead: string): void {
    const text = this.#survey.mojibake && this.#choices?.mojibake === "repair" ? repairMojibake(asRead) : asRead;
    if (line === 1) {
      this.#header = readHeader(text, new FecFaults(), this.#choices);
      this.#written += this.#header ? `${fecColumns.join("\t")}\r\n` : `${text}\r\n`;
      return;
    }
    const header = this.#header;
    const cells = header && splitFields(text, header.separator, header.quoted);
    if (!header || !cells || cells.length < header.width) this.#written += `${text}\r\n`;
    else this.#written += `${fecColumns.map((column) => clean(cellOf(column, cells, header))).join("\t")}\r\n`;
  }
}

function cellOf(column: (typeof fecColumns)[number], cells: readonly string[], header: FecHeader): string {
  const cell = (name: FileColumn) => (cells[header.positions.get(name) ?? -1] ?? "").trim();
  if (header.directed && (column === "Debit" || column === "Credit")) return directedAmount(column, cell("Montant"), cell("Sens"), header);
  const text = cell(column);
  if (days.has(column)) {
    const day = parseFileDay(text, header.dayForm);
    return day.ok ? formatFecDay(day.value) : text;
  }
  return amounts.has(column) ? amountText(text, header) : text;
}

function directedAmount(column: "Debit" | "Credit", amount: string, direction: string, header: FecHeader): string {
  const isDebit = /^(D|\+?1$)/i.test(direction);
  return isDebit === (column === "Debit") ? amountText(amount, header) : "0,00";
}

function amountText(text: string, header: FecHeader): string {
  if (text === "") return text;
  const amount = parseFileAmount(text, header);
  return amount.ok ? formatDecimal(amount.value, 2, ",") : text;
}

function clean(text: string): string {
  return text.replace(/[\t\r\n|]/g, " ");
}
