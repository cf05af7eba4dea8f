import { z } from "zod";
import { parseDecimal } from "#app/domain/money.ts";
import { type Day, isDay, isMonth, type Month } from "#app/domain/month.ts";
import type { Quantity, Resource } from "#app/domain/quantity.ts";
import type { Fault } from "./form-words.ts";

/** The schemas of single fields. Each takes the text that was typed (absent counts as empty) and gives a value of the domain. */

const longestText = 4_000;
const typed = z.string().default("");

/** Text of one line or more, trimmed, in composed Unicode; refused: what PostgreSQL cannot keep, and characters that only hide. */
export function textField({ maximum = longestText, minimum = 1 }: { maximum?: number; minimum?: number } = {}) {
  return typed
    .transform(clean)
    .pipe(z.string().min(minimum).max(maximum))
    .superRefine((text, context) => {
      if (hidden.test(text)) refuseField(context, { text, words: "unstorable" });
    });
}

/** The reason that a decision owes its readers. */
export function reasonField() {
  return textField({ maximum: 2_000 });
}

export interface AmountRule {
  readonly sign?: "any" | "positive" | "notNegative";
}

/** An amount as people type it, in the smallest unit of its resource: euros to the cent, ETPT and days to the hundredth. */
export function amountField(resource: Resource, rule: AmountRule = {}) {
  return typed.transform((text, context) => (isEmpty(text) ? refuseField(context) : readAmount(text, resource, rule, context)));
}

/** An amount that may be left empty, which is not zero: undefined. */
export function optionalAmountField(resource: Resource, rule: AmountRule = {}) {
  return typed.transform((text, context) => (isEmpty(text) ? undefined : readAmount(text, resource, rule, context)));
}

/** « 31/03/2026 » or « 2026-03-31 » (which date fields of browsers send). */
export function dayField() {
  return typed.transform((text, context) => (isEmpty(text) ? refuseField(context) : readDay(text, context)));
}

/** The same, where there may be none: null. */
export function optionalDayField() {
  return typed.transform((text, context): Day | null => (isEmpty(text) ? null : readDay(text, context)));
}

/** « 2027-03 », which month fields of browsers send, or « 03/2027 »; empty is no month. */
export function optionalMonthField() {
  return typed.transform((text, context): Month | null => {
    if (isEmpty(text)) return null;
    const [, month, year] = /^(\d{1,2})\/(\d{4})$/.exec(text.trim()) ?? [];
    const written = month && year ? `${year}-${month.padStart(2, "0")}` : text.trim();
    return isMonth(written) ? written : refuseField(context, { text, words: "not-a-month" });
  });
}

/** A code of a nomenclature, as the database keeps them. Whether it exists is the command's question. */
export function codeField() {
  return typed.transform((text, context) => (isEmpty(text) ? refuseField(context) : readCode(text, context)));
}

export function optionalCodeField() {
  return typed.transform((text, context) => (isEmpty(text) ? undefined : readCode(text, context)));
}

/** The identifier of a document, from a hidden field. */
export function uuidField() {
  return typed.pipe(z.uuid());
}

/** The same, where there may be none. */
export function optionalUuidField() {
  return typed.transform((text) => (text === "" ? undefined : text)).pipe(z.uuid().optional());
}

export function wholeNumberField({ minimum, maximum }: { minimum: number; maximum: number }) {
  return typed
    .transform((text, context): number => {
      if (isEmpty(text)) return refuseField(context);
      return /^-?\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : refuseField(context, { text, words: "whole-number" });
    })
    .pipe(z.number().min(minimum).max(maximum));
}

export function choiceField<const Choices extends readonly [string, ...string[]]>(choices: Choices) {
  return typed.pipe(z.enum(choices));
}

/** A box: ticked or not. */
export function tickField() {
  return typed.transform((text) => text === "on" || text === "true");
}

const codePattern = /^[\p{L}\p{N}][\p{L}\p{N}._/ -]{0,39}$/u;

/** Controls but line ends and tabs, lone surrogates, and the marks that turn the direction of writing or take no room. */
const hidden = /(?![\t\n])\p{Cc}|\p{Cs}|[\u200b\u202a-\u202e\u2066-\u2069\ufeff]/u;

function readAmount(text: string, resource: Resource, { sign = "any" }: AmountRule, context: z.RefinementCtx): Quantity {
  const read = parseDecimal(text);
  if (!read.ok) return refuseField(context, { text, refusal: read.refusal });
  if (read.value < 0n && sign !== "any") return refuseField(context, { text, words: "negative" });
  if (read.value === 0n && sign === "positive") return refuseField(context, { text, words: "zero" });
  // A hundredth of an ETPT is 12 smallest units (1 ETPT = 1 200).
  return resource === "ETPT" ? read.value * 12n : read.value;
}

function readDay(text: string, context: z.RefinementCtx): Day {
  const trimmed = text.trim();
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(trimmed) ?? [];
  const iso = day && month && year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : trimmed;
  return isDay(iso) ? iso : refuseField(context, { text, refusal: { kind: "not-a-day", text: trimmed } });
}

function readCode(text: string, context: z.RefinementCtx): string {
  const code = clean(text);
  return codePattern.test(code) ? code : refuseField(context, { text, words: "wrong-code" });
}

function clean(text: string): string {
  return text.normalize("NFC").replaceAll("\r\n", "\n").trim();
}

function isEmpty(text: string): boolean {
  return text.trim() === "";
}

/** Without a fault: nothing was typed. */
function refuseField(context: z.RefinementCtx, fault?: Fault & { readonly text: string }): never {
  if (fault) context.addIssue({ code: "custom", input: fault.text, params: { fault } });
  else context.addIssue({ code: "invalid_type", expected: "string", input: undefined });
  return z.NEVER;
}
