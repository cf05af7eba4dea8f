import type { UploadChoices } from "#app/commands/check-ledger-upload.ts";
import type { FileColumn } from "#app/domain/fec/columns.ts";
import { dayForms, decimalSigns, fileCharsets, mojibakeChoices, type ReadingChoices, separators } from "#app/domain/fec/dialect.ts";
import { missingColumns } from "#app/domain/fec/header.ts";
import { isDirectedBy, type ReadingProposal } from "#app/domain/fec/proposal.ts";
import { isDay } from "#app/domain/month.ts";
import type { Exercise } from "#app/domain/reference/fiscal-year.ts";
import { columnField, mappedColumns } from "./mapped-columns.ts";

/** How the bytes are read, as the address says it; undefined when it says nothing. */
export function dialectIn(search: URLSearchParams): Partial<ReadingChoices> | undefined {
  const charset = oneOf(fileCharsets, search.get("charset"));
  if (charset === undefined) return undefined;
  const separator = separators.find((mark) => mark === search.get("separator"));
  const mojibake = oneOf(mojibakeChoices, search.get("mojibake"));
  return { charset, ...(separator && { separator }), ...(mojibake && { mojibake }) };
}

export type ReadChoices =
  | { readonly ok: true; readonly choices: UploadChoices }
  | { readonly ok: false; readonly fields: Readonly<Record<string, string>> };

/**
 * The choices of the form. A file that asks nothing is read as the law writes it; `fields` names what is still to be chosen: a mapping
 * without the columns that no ledger can do without, a first day after the last, accents that nobody decided about.
 */
export function readChoices(form: FormData, { names, choices: proposed, questions }: ReadingProposal, mojibakeSeen: boolean): ReadChoices {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const exercise = exerciseOf(text("firstDay"), text("lastDay"));
  if (exercise === "wrong") return { ok: false, fields: { lastDay: "exercise" } };
  const columns = columnsOf(form, names);
  const reading: ReadingChoices = {
    charset: oneOf(fileCharsets, text("charset")) ?? proposed.charset,
    mojibake: oneOf(mojibakeChoices, text("mojibake")) ?? null,
    separator: separators.find((mark) => mark === form.get("separator")) ?? proposed.separator,
    decimal: oneOf(decimalSigns, text("decimal")) ?? proposed.decimal,
    dayForm: oneOf(dayForms, text("dayForm")) ?? proposed.dayForm,
    columns,
  };
  const missing = missingColumns(new Set(Object.keys(columns)), isDirectedBy(columns));
  const fields = Object.fromEntries(missing.map((column) => [columnField(column), "column"]));
  if (mojibakeSeen && reading.mojibake === null) fields["mojibake"] = "mojibake";
  if (Object.keys(fields).length > 0) return { ok: false, fields };
  const untouched = questions.length === 0 && written(reading) === written(proposed);
  return { ok: true, choices: { reading: untouched ? null : reading, exercise: exercise ?? null } };
}

/** The same choices are written the same, whatever the order in which columns were chosen. */
function written({ columns, ...choices }: ReadingChoices): string {
  const sorted = Object.entries(choices).sort(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify([sorted, Object.entries(columns).sort(([left], [right]) => (left < right ? -1 : 1))]);
}

function columnsOf(form: FormData, names: readonly string[]): ReadingChoices["columns"] {
  const chosen = mappedColumns.flatMap((column): [FileColumn, string][] => {
    const name = names.find((candidate) => candidate === form.get(columnField(column)));
    return name === undefined || name === "" ? [] : [[column, name]];
  });
  return Object.fromEntries(chosen);
}

function exerciseOf(firstDay: string, lastDay: string): Exercise | undefined | "wrong" {
  if (firstDay === "" && lastDay === "") return undefined;
  if (!isDay(firstDay) || !isDay(lastDay) || firstDay >= lastDay) return "wrong";
  return { year: Number(lastDay.slice(0, 4)), firstDay, lastDay };
}

function oneOf<const Choice extends string>(choices: readonly Choice[], text: string | null): Choice | undefined {
  return choices.find((choice) => choice === text);
}
