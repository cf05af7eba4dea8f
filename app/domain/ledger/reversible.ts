import type { Day } from "../month.ts";
import type { Book, Refusal } from "../refusal.ts";
import type { EntryReference } from "./entry.ts";

/** What decides whether an entry may be reversed by itself. */
export interface ReversalFacts {
  readonly entry: EntryReference & { readonly book: Book; readonly entryDate: Day };
  /** The entry that this one reverses. */
  readonly reverses: EntryReference | null;
  readonly reversedBy: EntryReference | null;
  /** The documents that posted this event, and whether the event stands in the budget book too. */
  readonly documents: readonly { readonly kind: string }[];
  readonly inBudgetBook: boolean;
}

/**
 * Why an entry may not be reversed by itself, in order of precedence: no reason given · reversed already · itself a reversal (write
 * the entry again instead) · posted by a document of the expense chain, or an event of the budget book, where a reversal alone would
 * part the books from the documents · dated before what it undoes. An open period is the posting path's own rule.
 */
export function refusalOfReversal(facts: ReversalFacts, { on, reason }: { on: Day; reason: string }): Refusal | undefined {
  const { entry, reverses, reversedBy, documents, inBudgetBook } = facts;
  const { journal, number } = entry;
  if (reason.trim() === "") return { kind: "reason-required" };
  if (reversedBy) return { kind: "already-reversed", journal, number };
  if (reverses) return { kind: "reversal-not-reversible", journal, number };
  const [document] = documents;
  if (document || inBudgetBook) return { kind: "entry-of-document", journal, number, document: document?.kind ?? "movement" };
  if (on < entry.entryDate) return { kind: "dates-out-of-order", earlier: entry.entryDate, later: on };
  return undefined;
}
