import type { Cents } from "../../money.ts";
import type { Day } from "../../month.ts";
import type { Dimension, Refusal } from "../../refusal.ts";
import type { ManualEntry, ManualLine } from "../manual-entry.ts";
import { resolve, type Searchable } from "./search.ts";
import { asksForBalance, readTypedAmount } from "./typed-amount.ts";
import { type DayPlace, readTypedDay } from "./typed-day.ts";
import { isFilled, type LineField, type Side, type TypedEntry, type TypedLine } from "./typed-entry.ts";

/** What the codes and the words of an entry may mean on its day. */
export interface Nomenclatures {
  readonly accounts: Searchable;
  /** Accounts that only group others. */
  readonly groups: ReadonlySet<string>;
  readonly parties: Searchable;
  readonly units: Searchable;
}

export type HeadField = "journal" | "date" | "voucher" | "label" | "complementary";
export type FieldName = HeadField | `lines[${number}].${LineField}`;

/** What is wrong, and at which field. */
export interface EntryFault {
  readonly field: FieldName;
  readonly refusal: Refusal;
}

export type ReadTypedEntry =
  | { readonly ok: true; readonly entry: ManualEntry; readonly positions: readonly number[] }
  | { readonly ok: false; readonly faults: readonly EntryFault[] };

/**
 * The entry that was typed: dates in short, accounts by words, calculations and `=` read as the browser reads them. Empty lines are left
 * aside; `positions` says on which line of the form each line of the entry stands, from 1. Every fault is told, at its field.
 */
export function readTypedEntry(typed: TypedEntry, known: Nomenclatures, place: DayPlace): ReadTypedEntry {
  const faults: EntryFault[] = [];
  const date = readTypedDay(typed.date, place);
  if (!date.ok) faults.push({ field: "date", refusal: date.refusal });
  if (typed.label.trim() === "") faults.push({ field: "label", refusal: { kind: "label-missing" } });
  const filled = typed.lines.map((line, index) => ({ line, index })).filter(({ line }) => isFilled(line));
  const lines = filled.map(({ line, index }) => readLine(line, index, { typed, known, faults }));
  if (faults.length === 0) balance(lines, faults);
  if (faults.length > 0 || !date.ok) return { ok: false, faults };
  const { journal, label, complementary } = typed;
  const entry = { journal, date: date.value, label: label.trim(), complementary, lines: lines.map((line) => line.read) };
  return { ok: true, entry, positions: filled.map(({ index }) => index + 1) };
}

/** The day of the entry, when its text says one: nomenclatures are those of that day. */
export function dayTyped(typed: TypedEntry, place: DayPlace): Day {
  const date = readTypedDay(typed.date, place);
  return date.ok ? date.value : place.base;
}

/** The field at which a refusal of the books belongs; undefined for what is wrong with the entry as a whole. */
export function fieldOfRefusal(refusal: Refusal, entry: ManualEntry, positions: readonly number[]): FieldName | undefined {
  const at = (line: number, field: LineField): FieldName => `lines[${(positions[line - 1] ?? line) - 1}].${field}`;
  switch (refusal.kind) {
    case "unknown-year":
    case "year-closed":
    case "period-closed":
    case "complementary-day":
    case "day-outside-exercise":
    case "not-a-day":
      return "date";
    case "journal-not-by-hand":
    case "journal-not-in-book":
      return "journal";
    case "label-missing":
      return "label";
    case "party-outside-third-parties":
      return at(refusal.line, "party");
    case "line-without-amount":
    case "negative-amount":
    case "amount-out-of-range":
      return at(refusal.line, (entry.lines[refusal.line - 1]?.credit ?? 0n) === 0n ? "debit" : "credit");
    case "line-with-two-sides":
      return at(refusal.line, "credit");
    case "unstorable-text":
      return refusal.line === 0 ? "label" : at(refusal.line, "label");
    case "unknown-code":
    case "code-out-of-date": {
      const { dimension, code } = refusal;
      if (dimension === "journal") return "journal";
      if (dimension !== "account" && dimension !== "party" && dimension !== "unit") return undefined;
      const line = entry.lines.findIndex((candidate) => candidate[dimension] === code);
      return line < 0 ? undefined : at(line + 1, dimension);
    }
    default:
      return undefined;
  }
}

interface LineRead {
  readonly index: number;
  /** The side on which the line asks for the balance. */
  readonly asks: Side | undefined;
  read: ManualLine;
}

interface Reading {
  readonly typed: TypedEntry;
  readonly known: Nomenclatures;
  readonly faults: EntryFault[];
}

function readLine(line: TypedLine, index: number, { typed, known, faults }: Reading): LineRead {
  const wrong = (field: LineField, refusal: Refusal) => {
    faults.push({ field: `lines[${index}].${field}`, refusal });
  };
  const code = (field: "account" | "party" | "unit", from: Searchable, dimension: Dimension): string | null => {
    if (line[field].trim() === "") return null;
    const found = resolve(from, line[field], dimension);
    if (found.ok) return found.value;
    const group = field === "account" && known.groups.has(line.account.trim());
    wrong(field, group ? { kind: "account-not-postable", account: line.account.trim() } : found.refusal);
    return null;
  };
  const amount = (side: Side): Cents => {
    if (line[side].trim() === "" || asksForBalance(line[side])) return 0n;
    const read = readTypedAmount(line[side]);
    if (!read.ok) wrong(side, read.refusal);
    else if (read.value < 0n) wrong(side, { kind: "negative-amount", line: index + 1, amount: read.value });
    return read.ok ? read.value : 0n;
  };
  const account = code("account", known.accounts, "account");
  if (line.account.trim() === "") wrong("account", { kind: "account-missing", line: index + 1 });
  const asks = (["debit", "credit"] as const).find((side) => asksForBalance(line[side]));
  if (line.debit.trim() !== "" && line.credit.trim() !== "") wrong("credit", { kind: "line-with-two-sides", line: index + 1 });
  const read = {
    account: account ?? "",
    debit: amount("debit"),
    credit: amount("credit"),
    party: code("party", known.parties, "party"),
    unit: code("unit", known.units, "unit"),
    label: line.label.trim() || null,
    voucher: line.voucher.trim() || typed.voucher.trim() || null,
  };
  return { index, asks, read };
}

/** The one line that asks for the balance gets it, on the side that it takes. */
function balance(lines: readonly LineRead[], faults: EntryFault[]): void {
  const [asking, second] = lines.filter(({ asks }) => asks !== undefined);
  if (!asking?.asks) return;
  if (second?.asks) {
    faults.push({ field: `lines[${second.index}].${second.asks}`, refusal: { kind: "several-balances", line: second.index + 1 } });
    return;
  }
  const gap = lines.reduce((total, { read }) => total + read.debit - read.credit, 0n);
  if (gap === 0n) {
    faults.push({ field: `lines[${asking.index}].${asking.asks}`, refusal: { kind: "nothing-to-balance", line: asking.index + 1 } });
    return;
  }
  asking.read = gap < 0n ? { ...asking.read, debit: -gap, credit: 0n } : { ...asking.read, debit: 0n, credit: gap };
}
