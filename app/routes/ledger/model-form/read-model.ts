import { z } from "zod";
import type { EntryModel, ModelLine } from "#app/domain/ledger/entry-model.ts";
import { resolve, searchable } from "#app/domain/ledger/typing/search.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { textField } from "#app/http/fields.ts";
import { type ReadForm, readForm, type Submission } from "#app/http/form.ts";
import { wordsOf } from "#app/http/refusal.ts";
import type { Locale } from "#app/messages/locale.ts";
import type { entryChoices } from "../new-entry/read-entry.ts";

const text = (maximum: number) => textField({ minimum: 0, maximum });
const schema = z.object({
  name: textField({ maximum: 100 }),
  journal: text(40),
  label: text(200),
  parameters: z
    .array(z.object({ name: text(30), label: text(100), proposed: text(60) }).partial())
    .max(10)
    .default([]),
  lines: z
    .array(
      z.object({ account: text(120), party: text(120), label: text(200), unit: text(120), debit: text(200), credit: text(200) }).partial(),
    )
    .max(100)
    .default([]),
});

type ReadModel =
  | {
      readonly ok: true;
      readonly name: string;
      readonly model: EntryModel;
      readonly positions: readonly number[];
      readonly submission: Submission;
    }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string[]>>; readonly submission: Submission }
  | Extract<ReadForm<never>, { ok: false }>;

/** The model that was typed: codes by words, empty lines and parameters left aside. Its rules are `checkModel`'s. */
export function readModel(form: FormData, choices: Awaited<ReturnType<typeof entryChoices>>, locale: Locale): ReadModel {
  const read = readForm(form, schema, locale);
  if (!read.ok) return read;
  const errors: Record<string, string[]> = {};
  const from = { account: searchable(choices.accounts), party: searchable(choices.parties), unit: searchable(choices.units) };
  const positions: number[] = [];
  const lines: ModelLine[] = [];
  for (const [index, line] of read.value.lines.entries()) {
    const { account = "", party = "", label = "", unit = "", debit = "", credit = "" } = line;
    if (`${account}${party}${unit}${debit}${credit}`.trim() === "") continue;
    const code = (dimension: "account" | "party" | "unit", typed: string) => {
      if (typed.trim() === "") return null;
      const found = resolve(from[dimension], typed, dimension);
      if (!found.ok) errors[`lines[${index}].${dimension}`] = [wordsOf(found.refusal, locale)];
      return found.ok ? found.value : null;
    };
    const wrong = (field: "debit" | "credit", refusal: Refusal) => {
      errors[`lines[${index}].${field}`] = [wordsOf(refusal, locale)];
    };
    if (debit.trim() !== "" && credit.trim() !== "") wrong("credit", { kind: "line-with-two-sides", line: index + 1 });
    else if (debit.trim() === "" && credit.trim() === "") wrong("debit", { kind: "line-without-amount", line: index + 1 });
    const side = debit.trim() === "" ? "credit" : "debit";
    const amount = (side === "debit" ? debit : credit).trim();
    lines.push({
      account: code("account", account),
      party: code("party", party),
      unit: code("unit", unit),
      label: label || null,
      side,
      amount,
    });
    positions.push(index + 1);
  }
  if (Object.keys(errors).length > 0) return { ok: false, errors, submission: read.submission };
  const parameters = read.value.parameters
    .map(({ name = "", label = "", proposed = "" }) => ({ name, label: label || name, proposed }))
    .filter(({ name }) => name !== "");
  const { name, journal, label } = read.value;
  return { ok: true, name, model: { journal, label, parameters, lines }, positions, submission: read.submission };
}
