import { z } from "zod";
import type { Access } from "#app/domain/access.ts";
import { dayTyped, type EntryFault, type FieldName, readTypedEntry } from "#app/domain/ledger/typing/read-entry.ts";
import { searchable } from "#app/domain/ledger/typing/search.ts";
import type { DayPlace } from "#app/domain/ledger/typing/typed-day.ts";
import { emptyLine, lineFields, mostLines, type TypedEntry, type TypedLine } from "#app/domain/ledger/typing/typed-entry.ts";
import type { Day } from "#app/domain/month.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { textField, tickField } from "#app/http/fields.ts";
import { type ReadForm, readForm, type Submission } from "#app/http/form.ts";
import { wordsOf } from "#app/http/refusal.ts";
import { translatorFor } from "#app/messages/index.ts";
import type { Locale } from "#app/messages/locale.ts";
import type { Db } from "#db/client.ts";
import { visibleUnits } from "#db/queries/access.ts";
import { groupAccounts, partiesByCode, postableAccounts } from "#db/queries/ledger/choices.ts";

const anyText = (maximum: number) => textField({ minimum: 0, maximum });
const lineSchema = z.object({
  account: anyText(120),
  party: anyText(120),
  label: anyText(200),
  unit: anyText(120),
  voucher: anyText(60),
  debit: anyText(200),
  credit: anyText(200),
});
const schema = z.object({
  journal: anyText(40),
  date: anyText(40),
  voucher: anyText(60),
  label: anyText(200),
  complementary: tickField(),
  lines: z.array(lineSchema.partial()).max(mostLines).default([]),
});

export type ReadTexts =
  | { readonly ok: true; readonly typed: TypedEntry; readonly submission: Submission }
  | Extract<ReadForm<never>, { ok: false }>;

/** The texts of the form, none of them read yet; a text that cannot be kept is refused. */
export function readTexts(form: FormData, locale: Locale): ReadTexts {
  const read = readForm(form, schema, locale);
  if (!read.ok) return read;
  const lines = read.value.lines.map(
    (line): TypedLine => ({ ...emptyLine, ...Object.fromEntries(lineFields.map((field) => [field, line[field] ?? ""])) }),
  );
  return { ok: true, typed: { ...read.value, lines }, submission: read.submission };
}

/** What the texts mean on their day, with the nomenclatures of that day. */
export async function readWithCodes(db: Db, access: Access, typed: TypedEntry, place: DayPlace) {
  const on = dayTyped(typed, place);
  const { accounts, parties, units } = await entryChoices(db, access, on);
  const groups = await groupAccounts(db, on);
  const known = { accounts: searchable(accounts), groups: new Set(groups), parties: searchable(parties), units: searchable(units) };
  return readTypedEntry(typed, known, place);
}

/** What may be chosen on a day. */
export async function entryChoices(db: Db, access: Access, on: Day) {
  const units = await visibleUnits(db, access, "ledger.post", on);
  return {
    accounts: await postableAccounts(db, on),
    parties: await partiesByCode(db, mostParties),
    units: units.map(({ code, shortLabel }) => ({ code, label: shortLabel })),
  };
}

/** The most parties that are proposed and found. */
const mostParties = 5_000;

/** The faults as a form answers them: a sentence at each field, which names its line. */
export function fieldErrors(faults: readonly EntryFault[], locale: Locale): Record<string, string[]> {
  return Object.fromEntries(faults.map(({ field, refusal }) => [field, [sentenceAt(field, refusal, locale)]]));
}

function sentenceAt(field: FieldName, refusal: Refusal, locale: Locale): string {
  const sentence = wordsOf(refusal, locale);
  const line = /^lines\[(\d+)\]/.exec(field)?.[1];
  if (line === undefined || "line" in refusal) return sentence;
  return translatorFor(locale, "entryForm")("faultOnLine", { line: Number(line) + 1, sentence });
}

/** A refusal of the books names a line of the entry; the person sees the lines of the form. */
export function onTypedLine(refusal: Refusal, positions: readonly number[]): Refusal {
  if (!("line" in refusal)) return refusal;
  return { ...refusal, line: positions[refusal.line - 1] ?? refusal.line };
}
