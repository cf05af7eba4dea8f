import type { Day } from "../../month.ts";
import type { Quantity } from "../../quantity.ts";
import { sum } from "../../quantity.ts";
import type { LineName } from "./group.ts";
import { compareLines } from "./remaining.ts";

/** An open line with what ties it to others: its voucher, its document, and where that document stands in the expense chain. */
export interface OpenLine extends LineName {
  readonly party: string | null;
  readonly entryDate: Day;
  readonly debit: Quantity;
  readonly credit: Quantity;
  readonly voucher: string | null;
  readonly documentId: string | null;
  /** The payment request that it books or pays. */
  readonly request: string | null;
  /** The line of the commitment that it certifies, requests or pays. */
  readonly commitment: string | null;
  /** Of an entry and of its reversal: the entry that is reversed. */
  readonly reversed: bigint | null;
  /** The partial group that holds the line. */
  readonly partial: { readonly id: bigint; readonly code: string } | null;
}

/** What the rules join: an open line, or a partial group taken as one, for what is left of it. Never zero. */
export interface MatchingItem {
  readonly lines: readonly LineName[];
  readonly party: string | null;
  readonly day: Day;
  /** Days since 1970, to measure a window. */
  readonly dayNumber: number;
  /** Debit − credit, cents. */
  readonly signed: Quantity;
  readonly debit: Quantity;
  readonly credit: Quantity;
  readonly voucher: string | null;
  readonly documentId: string | null;
  readonly request: string | null;
  readonly commitment: string | null;
  readonly reversed: bigint | null;
  /** The partial group that it completes. */
  readonly completes: { readonly id: bigint; readonly code: string } | null;
}

/** Groups that a rule joins, each summing to zero, and items that it could join in several ways, which it therefore does not. */
export interface Found {
  readonly groups: readonly (readonly MatchingItem[])[];
  readonly ambiguous: readonly (readonly MatchingItem[])[];
}

/** The items of open lines, in the order of their days, then of their posting; a partial group stands at its last day. */
export function itemsOf(lines: readonly OpenLine[]): MatchingItem[] {
  const groups = new Map<bigint | string, OpenLine[]>();
  for (const line of [...lines].sort(compareLines)) {
    const key = line.partial?.id ?? `${line.entryId}.${line.line}`;
    const held = groups.get(key);
    if (held) held.push(line);
    else groups.set(key, [line]);
  }
  const items = [...groups.values()].flatMap(itemOf);
  return items.sort(compareItems);
}

/** By day, then in the order of posting. */
export function compareItems(left: MatchingItem, right: MatchingItem): number {
  return left.dayNumber - right.dayNumber || compareNames(left, right);
}

export function dayNumberOf(day: Day): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
}

function itemOf(lines: readonly OpenLine[]): MatchingItem[] {
  const last = lines.at(-1);
  if (!last) return [];
  const debit = sum(lines.map((line) => line.debit));
  const credit = sum(lines.map((line) => line.credit));
  if (debit === credit) return [];
  const { party, entryDate: day } = last;
  return [
    {
      lines: lines.map(({ entryId, line }) => ({ entryId, line })),
      ...{ party, day, dayNumber: dayNumberOf(day), signed: debit - credit, debit, credit },
      voucher: shared(lines, ({ voucher }) => voucher),
      documentId: shared(lines, ({ documentId }) => documentId),
      request: shared(lines, ({ request }) => request),
      commitment: shared(lines, ({ commitment }) => commitment),
      reversed: shared(lines, ({ reversed }) => reversed),
      completes: last.partial,
    },
  ];
}

/** What all lines say alike; null when they differ. */
function shared<Value>(lines: readonly OpenLine[], read: (line: OpenLine) => Value | null): Value | null {
  const [first] = lines;
  const value = first === undefined ? null : read(first);
  return lines.every((line) => read(line) === value) ? value : null;
}

function compareNames(left: MatchingItem, right: MatchingItem): number {
  const [own] = left.lines;
  const [other] = right.lines;
  if (!own || !other || own.entryId === other.entryId) return (own?.line ?? 0) - (other?.line ?? 0);
  return own.entryId < other.entryId ? -1 : 1;
}
