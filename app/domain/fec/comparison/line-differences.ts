import type { Quantity } from "../../quantity.ts";
import { type FecColumn, fecColumns } from "../columns.ts";
import { type ComparedLine, columnsThatDiffer } from "./compared-entry.ts";
import type { EntryPair } from "./unequal-entries.ts";

export const differenceKinds = ["added", "removed", "changed"] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/** A line that two files do not tell alike: the n-th of its journal and number in each. */
export interface LineDifference {
  readonly kind: DifferenceKind;
  readonly journal: string;
  readonly number: string;
  /** In its entry, from 1. */
  readonly occurrence: number;
  readonly before: ComparedLine | undefined;
  readonly after: ComparedLine | undefined;
  /** Of a changed line. */
  readonly columns: readonly FecColumn[];
}

export function lineDifferences({ before, after }: EntryPair): LineDifference[] {
  const { journal, number } = after ?? before ?? { journal: "", number: "" };
  const length = Math.max(before?.lines.length ?? 0, after?.lines.length ?? 0);
  return Array.from({ length }, (_, index) => index).flatMap((index): LineDifference[] => {
    const [one, other] = [before?.lines[index], after?.lines[index]];
    const columns = one && other ? columnsThatDiffer(one, other) : [];
    if (one && other && columns.length === 0) return [];
    const kind = !one ? "added" : !other ? "removed" : "changed";
    return [{ kind, journal, number, occurrence: index + 1, before: one, after: other, columns }];
  });
}

export interface DifferenceCount {
  readonly lines: number;
  readonly entries: number;
  /** What the lines add to the file, or take from it; cents. */
  readonly debit: Quantity;
  readonly credit: Quantity;
}

export interface DifferenceCounts {
  readonly kinds: Readonly<Record<DifferenceKind, DifferenceCount>>;
  /** How many changed lines differ in each column; those that none differs in are absent. */
  readonly columns: readonly { readonly column: FecColumn; readonly lines: number }[];
}

/** Counts the differences as they come. */
export class DifferenceTally {
  readonly #kinds = { added: newCount(), removed: newCount(), changed: newCount() };
  readonly #columns = new Map<FecColumn, number>();

  take({ before, after }: EntryPair, differences: readonly LineDifference[]): void {
    this.#kinds[!before ? "added" : !after ? "removed" : "changed"].entries += 1;
    for (const difference of differences) {
      const count = this.#kinds[difference.kind];
      count.lines += 1;
      count.debit += (difference.after?.debit ?? 0n) - (difference.before?.debit ?? 0n);
      count.credit += (difference.after?.credit ?? 0n) - (difference.before?.credit ?? 0n);
      for (const column of difference.columns) this.#columns.set(column, (this.#columns.get(column) ?? 0) + 1);
    }
  }

  counts(): DifferenceCounts {
    const columns = fecColumns.flatMap((column) => {
      const lines = this.#columns.get(column);
      return lines === undefined ? [] : [{ column, lines }];
    });
    return { kinds: this.#kinds, columns };
  }
}

function newCount(): { lines: number; entries: number; debit: Quantity; credit: Quantity } {
  return { lines: 0, entries: 0, debit: 0n, credit: 0n };
}
