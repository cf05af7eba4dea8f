import { type Cents, formatDecimal } from "../../money.ts";
import type { Day } from "../../month.ts";
import { asksForBalance, readTypedAmount } from "./typed-amount.ts";

/** The fields of a line, in the order in which the keyboard meets them. */
export const lineFields = ["account", "party", "label", "unit", "voucher", "debit", "credit"] as const;
export type LineField = (typeof lineFields)[number];
export type Side = "debit" | "credit";

/** A line as it is typed: texts, nothing read yet. */
export type TypedLine = Readonly<Record<LineField, string>>;

/** An entry as it is typed: what a draft keeps. The voucher is that of every line that bears none of its own. */
export interface TypedEntry {
  readonly journal: string;
  readonly date: string;
  readonly voucher: string;
  readonly label: string;
  readonly complementary: boolean;
  readonly lines: readonly TypedLine[];
}

/** The most lines that one form holds. */
export const mostLines = 200;

export const emptyLine: TypedLine = { account: "", party: "", label: "", unit: "", voucher: "", debit: "", credit: "" };

/** Something beside the label stands on it: a label alone was prefilled, and means nothing. */
export function isFilled(line: TypedLine): boolean {
  return lineFields.some((field) => field !== "label" && line[field].trim() !== "");
}

/** Nothing that a person would miss: neither a line nor a label of its own. */
export function isBlank(entry: TypedEntry): boolean {
  return entry.label.trim() === "" && !entry.lines.some(isFilled);
}

/** What the amounts typed so far sum to; `unread` counts those that are no amounts (yet), `balances` those that ask for the balance. */
export interface TypedTotals {
  readonly debit: Cents;
  readonly credit: Cents;
  readonly unread: number;
  readonly balances: number;
}

export function totalsTyped(lines: readonly Pick<TypedLine, Side>[]): TypedTotals {
  const totals = { debit: 0n, credit: 0n, unread: 0, balances: 0 };
  for (const line of lines) {
    for (const side of ["debit", "credit"] as const) {
      if (line[side].trim() === "") continue;
      const amount = readTypedAmount(line[side]);
      if (amount.ok) totals[side] += amount.value;
      else if (asksForBalance(line[side])) totals.balances += 1;
      else totals.unread += 1;
    }
  }
  return totals;
}

/** What line `index` must bear for the entry to balance, and on which side; undefined when the others balance by themselves. */
export function balancingAmount(lines: readonly TypedLine[], index: number): { readonly side: Side; readonly amount: Cents } | undefined {
  const { debit, credit } = totalsTyped(lines.filter((_, place) => place !== index));
  if (debit === credit) return undefined;
  return debit < credit ? { side: "debit", amount: credit - debit } : { side: "credit", amount: debit - credit };
}

/** Cents as a person would type them: « 1440,00 »; nothing for zero. */
export function typedCents(cents: Cents): string {
  return cents === 0n ? "" : formatDecimal(cents, 2, ",");
}

/** « 05/03/2026 ». */
export function typedDay(day: Day): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

interface KnownLine {
  readonly account: string | null;
  readonly party?: string | null;
  readonly label?: string | null;
  readonly unit?: string | null;
  readonly voucher?: string | null;
  readonly debit: Cents;
  readonly credit: Cents;
}

/** A line of the books, or of a model, typed again. */
export function typedLine({ account, party, label, unit, voucher, debit, credit }: KnownLine): TypedLine {
  return {
    account: account ?? "",
    party: party ?? "",
    label: label ?? "",
    unit: unit ?? "",
    voucher: voucher ?? "",
    debit: typedCents(debit),
    credit: typedCents(credit),
  };
}

const longestTyped = 400;

/** What was kept of an entry, read again: whatever is not a text is empty, whatever is too long is cut, so that nothing kept is refused. */
export function typedEntryOf(kept: unknown): TypedEntry {
  const head = recordOf(kept);
  const lines = Array.isArray(head["lines"]) ? head["lines"].slice(0, mostLines).map(recordOf) : [];
  return {
    journal: textOf(head["journal"]),
    date: textOf(head["date"]),
    voucher: textOf(head["voucher"]),
    label: textOf(head["label"]),
    complementary: head["complementary"] === true,
    lines: lines.map((line) => Object.fromEntries(lineFields.map((field) => [field, textOf(line[field])])) as Record<LineField, string>),
  };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** PostgreSQL keeps neither U+0000 nor half a surrogate pair, in JSON neither. */
function textOf(value: unknown): string {
  return typeof value === "string"
    ? value
        .slice(0, longestTyped)
        .replaceAll("\u0000", "")
        .replace(/\p{Surrogate}/gu, "")
    : "";
}
