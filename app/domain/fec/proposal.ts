import { type FileColumn, fecColumns } from "./columns.ts";
import { LineCutter, splitFields } from "./cut.ts";
import {
  type DayForm,
  type DecimalSign,
  dayForms,
  parseFileAmount,
  parseFileDay,
  type ReadingChoices,
  type Separator,
  separators,
} from "./dialect.ts";
import { columnGuessed } from "./guess.ts";
import { isDirected, isQuoted, missingColumns } from "./header.ts";
import { repairMojibake, type Survey } from "./survey.ts";

/** What a person is asked before a file is read; a file that is written as the law says asks nothing. */
export type ReadingQuestion = "charset" | "mojibake" | "separator" | "columns" | "decimal" | "days";

/** How a file seems to be written, shown before it is read. */
export interface ReadingProposal {
  readonly choices: ReadingChoices;
  readonly questions: readonly ReadingQuestion[];
  /** The names of the file's columns, as they are written. */
  readonly names: readonly string[];
  /** The fields of the first lines, as they would be read. */
  readonly sample: readonly (readonly string[])[];
  /** What the next file of the same origin has in common with this one: its separator and the names of its columns. */
  readonly signature: string;
}

const sampledLines = 200;

/**
 * Proposes how a file is read, from what its bytes say and its first lines (`head`, in the set of characters that the survey found, or in
 * the one that was chosen). What was chosen earlier for the same header, and what was chosen on the screen, go before any guess.
 */
export function proposeReading(
  head: string,
  survey: Survey,
  chosen: Partial<ReadingChoices> = {},
  remembered?: ReadingChoices,
): ReadingProposal {
  const lines = firstLines(chosen.mojibake === "repair" ? repairMojibake(head) : head, survey);
  const [header = "", ...rest] = lines;
  const separator = chosen.separator ?? separatorOf(header);
  const fields = (line: string) => splitFields(line, separator, isQuoted(separator)) ?? line.split(separator);
  const names = fields(header).map((name) => name.replace(/^\ufeff/, ""));
  if (names.at(-1) === "" && names.length > 1) names.pop();
  const sample = rest.filter((line) => line.trim() !== "").map(fields);
  const known = remembered && Object.values(remembered.columns).every((name) => names.includes(name)) ? remembered : undefined;
  const columns = chosen.columns ?? known?.columns ?? guessedColumns(names);
  const values = (wanted: readonly FileColumn[]) => valuesOf(wanted, columns, names, sample);
  const days = dayFormOf(values(["EcritureDate", "PieceDate", "ValidDate", "DateLet"]));
  const decimal = decimalOf(values(["Debit", "Credit", "Montant", "Montantdevise"]));
  const choices: ReadingChoices = {
    charset: chosen.charset ?? survey.charset,
    mojibake: chosen.mojibake ?? null,
    separator,
    decimal: chosen.decimal ?? known?.decimal ?? decimal.sign,
    dayForm: chosen.dayForm ?? known?.dayForm ?? days.form,
    columns,
  };
  const questions = questionsOf({ survey, choices, days, decimal, names });
  return { choices, questions, names, sample, signature: [separator, ...names.map((name) => name.trim().toLowerCase())].join("\u001f") };
}

interface Guessed {
  readonly survey: Survey;
  readonly choices: ReadingChoices;
  readonly days: { readonly form: DayForm; readonly sure: boolean };
  readonly decimal: { readonly sign: DecimalSign; readonly sure: boolean };
  readonly names: readonly string[];
}

function questionsOf({ survey, choices, days, decimal, names }: Guessed): ReadingQuestion[] {
  const { columns, separator } = choices;
  const lawfulCharset = survey.charset === "utf-8" || survey.charset === "iso-8859-15";
  const wanted: readonly string[] = fecColumns.filter((name) => !["Debit", "Credit"].includes(name));
  const whole =
    wanted.every((column) => column in columns) && missingColumns(new Set(Object.keys(columns)), isDirectedBy(columns)).length === 0;
  const namedByLaw =
    whole && Object.entries(columns).every(([column, name]) => columnGuessed(name) === column && isLawfulName(name, column));
  const asked: readonly [ReadingQuestion, boolean][] = [
    ["charset", !lawfulCharset],
    ["mojibake", survey.mojibake && choices.mojibake === null],
    ["separator", isQuoted(separator) || names.length < 2],
    ["columns", !namedByLaw],
    ["decimal", !decimal.sure || decimal.sign === "."],
    ["days", !days.sure || days.form !== "AAAAMMJJ"],
  ];
  return asked.filter(([, isAsked]) => isAsked).map(([question]) => question);
}

/** Whether the columns that are mapped give amounts by Montant and Sens. */
export function isDirectedBy(columns: ReadingChoices["columns"]): boolean {
  return isDirected(new Set(Object.keys(columns) as FileColumn[]));
}

/** Case, accents and blanks apart; the other name of the subsidiary account too. */
function isLawfulName(name: string, column: string): boolean {
  const plain = (text: string) =>
    text
      .normalize("NFD")
      .replace(/[\u0300-\u036f\s\ufeff]/g, "")
      .toLowerCase()
      .replace("compteaux", "compaux");
  return plain(name) === plain(column);
}

function firstLines(head: string, survey: Survey): string[] {
  const lines: string[] = [];
  const cutter = new LineCutter(survey.lineEnd);
  cutter.push(head, ({ text }) => {
    if (lines.length <= sampledLines) lines.push(text);
  });
  cutter.finish(({ text }) => {
    if (lines.length === 0) lines.push(text);
  });
  return lines;
}

/** The one that cuts the header into most fields; the law's when none does. */
function separatorOf(header: string): Separator {
  const counts = separators.map((separator) => ({ separator, count: header.split(separator).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).separator;
}

/** The first name that means a column; a name serves one column. */
function guessedColumns(names: readonly string[]): ReadingChoices["columns"] {
  const columns: Partial<Record<FileColumn, string>> = {};
  for (const name of names) {
    const column = columnGuessed(name);
    if (column && columns[column] === undefined) columns[column] = name;
  }
  if (columns.Debit !== undefined && columns.Credit !== undefined) {
    delete columns.Montant;
    delete columns.Sens;
  }
  return columns;
}

function valuesOf(
  wanted: readonly FileColumn[],
  columns: ReadingChoices["columns"],
  names: readonly string[],
  sample: readonly (readonly string[])[],
): string[] {
  const places = wanted.map((column) => names.indexOf(columns[column] ?? "")).filter((place) => place >= 0);
  return sample.flatMap((cells) => places.map((place) => (cells[place] ?? "").trim())).filter((value) => value !== "");
}

/** The first form, in the law's order, in which every day of the sample is one; unsure when another would do as well. */
function dayFormOf(values: readonly string[]): { form: DayForm; sure: boolean } {
  const fitting = dayForms.filter((form) => values.every((value) => parseFileDay(value, form).ok));
  const [first = bestForm(values)] = fitting;
  return { form: first, sure: values.length === 0 || fitting.length === 1 };
}

/** When no form suits every day (one of them is wrong), the one that suits most. */
function bestForm(values: readonly string[]): DayForm {
  const suited = (form: DayForm) => values.filter((value) => parseFileDay(value, form).ok).length;
  return dayForms.reduce((best, form) => (suited(form) > suited(best) ? form : best));
}

/** By the marks that one or two digits follow at the end; `1.234` alone says nothing. */
function decimalOf(values: readonly string[]): { sign: DecimalSign; sure: boolean } {
  const reads = (decimal: DecimalSign) =>
    values.filter((value) => parseFileAmount(value, { decimal, dayForm: "AAAAMMJJ", lawful: false }).ok).length;
  const [comma, point] = [reads(","), reads(".")];
  const marked = values.filter((value) => /[.,]/.test(value));
  const sure = marked.length === 0 || marked.some((value) => /[.,]\d{1,2}[-)\s€]*$/.test(value));
  return { sign: point > comma ? "." : ",", sure };
}
