import { type JournalMark, type JournalProgress, journalMark } from "#app/domain/ledger/journal-mark.ts";
import { type Day, daysBetween } from "#app/domain/month.ts";
import type { JournalState } from "#db/queries/ledger/journals.ts";

/** A journal with how far it has come. */
export interface MarkedJournal extends JournalState {
  readonly mark: JournalMark;
  readonly drafts: number;
  /** Since its last entry; 0 where it has none. */
  readonly silentDays: number;
  /** The last day of the last period that is not open and that holds an entry of it. */
  readonly lockedThrough: Day | null;
}

const nothing: JournalProgress & { readonly lockedThrough: null } = { lastDate: null, periods: 0, drafts: 0, open: 0, lockedThrough: null };

export function markedOn(
  on: Day,
  journal: JournalState,
  progress: JournalProgress & { readonly lockedThrough: Day | null } = nothing,
): MarkedJournal {
  const { drafts, lastDate, lockedThrough } = progress;
  return {
    ...journal,
    drafts,
    lockedThrough,
    mark: journalMark(progress, on),
    silentDays: lastDate === null ? 0 : daysBetween(lastDate, on),
  };
}
