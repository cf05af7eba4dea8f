import { z } from "zod";
import type { ManualEntry, ManualLine } from "#app/domain/ledger/manual-entry.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { codeField, dayField, optionalAmountField, optionalCodeField, textField, tickField } from "#app/http/fields.ts";
import { type ReadForm, readForm, type Submission } from "#app/http/form.ts";
import type { Locale } from "#app/messages/locale.ts";
import { mostLines } from "./most-lines.ts";

const lineSchema = z.object({
  account: optionalCodeField(),
  label: textField({ minimum: 0, maximum: 200 }),
  party: optionalCodeField(),
  unit: optionalCodeField(),
  voucher: textField({ minimum: 0, maximum: 60 }),
  debit: optionalAmountField("EUR", { sign: "notNegative" }),
  credit: optionalAmountField("EUR", { sign: "notNegative" }),
});
type TypedLine = z.output<typeof lineSchema>;

const schema = z.object({
  journal: codeField(),
  date: dayField(),
  complementary: tickField(),
  label: textField({ maximum: 200 }),
  lines: z.array(lineSchema).max(mostLines).default([]).superRefine(nameMissingAccounts),
});

type ReadEntry =
  | { readonly ok: true; readonly entry: ManualEntry; readonly positions: readonly number[]; readonly submission: Submission }
  | Extract<ReadForm<never>, { ok: false }>;

/** The entry that was typed, its empty lines left aside; `positions` says on which line of the form each of its lines stands, from 1. */
export function readEntry(form: FormData, locale: Locale): ReadEntry {
  const read = readForm(form, schema, locale);
  if (!read.ok) return read;
  const { lines, ...head } = read.value;
  const filled = lines.map((line, index) => ({ line, position: index + 1 })).filter(({ line }) => isFilled(line));
  const entry = { ...head, lines: filled.map(({ line }) => lineOf(line)) };
  return { ok: true, entry, positions: filled.map(({ position }) => position), submission: read.submission };
}

/** A refusal names a line of the entry; the person sees the lines of the form. */
export function onTypedLine(refusal: Refusal, positions: readonly number[]): Refusal {
  if (!("line" in refusal)) return refusal;
  return { ...refusal, line: positions[refusal.line - 1] ?? refusal.line };
}

function lineOf({ account = "", debit = 0n, credit = 0n, party, unit, label, voucher }: TypedLine): ManualLine {
  return { account, debit, credit, party: party ?? null, unit: unit ?? null, label: label || null, voucher: voucher || null };
}

function isFilled({ account, debit, credit, party, unit, label, voucher }: TypedLine): boolean {
  return (
    account !== undefined ||
    debit !== undefined ||
    credit !== undefined ||
    party !== undefined ||
    unit !== undefined ||
    label !== "" ||
    voucher !== ""
  );
}

/** Whoever typed anything on a line meant an account. */
function nameMissingAccounts(lines: readonly TypedLine[], context: z.RefinementCtx): void {
  for (const [index, line] of lines.entries()) {
    if (isFilled(line) && line.account === undefined) {
      context.addIssue({ code: "invalid_type", expected: "string", input: undefined, path: [index, "account"] });
    }
  }
}
