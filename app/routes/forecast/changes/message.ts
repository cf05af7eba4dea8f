import type { BudgetResource } from "#app/domain/quantity.ts";
import type { ChangedCell } from "#db/queries/forecast/live.ts";

/** Beyond, the page reads the whole sheet again. */
export const mostChanges = 2_000;

/** A cell that changed: amounts and revisions as texts, for JSON has no such integers. */
export interface ChangeMessage {
  readonly lineId: string;
  readonly measure: BudgetResource;
  readonly targetYear: number;
  readonly month: number;
  readonly amount: string | null;
  readonly revision: string;
  readonly author: string;
  /** Written by the reader, in another window or on another device. */
  readonly mine: boolean;
  readonly at: string;
}

export interface ChangesMessage {
  /** The sheet's revision that was read with them. */
  readonly revision: string;
  /** Absent: there are too many to be told one by one. */
  readonly cells?: readonly ChangeMessage[];
}

export function changesMessage(revision: bigint, changes: readonly ChangedCell[], reader: bigint): ChangesMessage {
  if (changes.length > mostChanges) return { revision: String(revision) };
  return {
    revision: String(revision),
    cells: changes.map(({ amount, revision, authorId, at, ...same }) => ({
      ...same,
      ...{ amount: amount === null ? null : String(amount), revision: String(revision), mine: authorId === reader, at: at.toISOString() },
    })),
  };
}
