import type { Place } from "../allotment/movement.ts";
import { type Day, yearOf } from "../month.ts";
import { type Quantity, sum } from "../quantity.ts";
import type { Refusal } from "../refusal.ts";
import { accept, type Result, refuse } from "../result.ts";
import type { SpendingClass } from "../stage.ts";

/** When a line is expected to be paid: cents by year of payment. */
export interface ScheduledYear {
  readonly year: number;
  readonly amount: Quantity;
}

/** One line of a legal commitment, in cents of AE, all taxes included. */
export interface CommitmentLineDraft extends Place {
  /** The unit that benefits, when it is not the one that manages the credit. */
  readonly beneficiaryUnit?: string;
  readonly amount: Quantity;
  readonly schedule: readonly ScheduledYear[];
  /** The operation of investment whose affected AE it takes; absent: the unit's available AE. */
  readonly operation?: string;
  readonly coding?: CodingBlock;
}

/** The Chorus coding block, kept beside the document's line; an absent field is not known. */
export interface CodingBlock {
  readonly financialCentre?: string;
  readonly functionalDomain?: string;
  readonly activityCode?: string;
  readonly budgetAccount?: string;
  readonly fund?: string;
  readonly functionalTranche?: string;
  readonly costCentre?: string;
  readonly goodsGroup?: string;
  readonly legalCommitmentNumber?: string;
  readonly legalCommitmentItem?: string;
  readonly paymentRequestNumber?: string;
  readonly contractNumber?: string;
}

export interface CommitmentDraft {
  readonly on: Day;
  readonly label: string;
  readonly party: string;
  /** « N° de marché ». */
  readonly contract?: string;
  readonly lines: readonly CommitmentLineDraft[];
}

/**
 * Says whether a commitment may be made, credits and codes apart. The first rule broken, in this order, is the refusal:
 * a label · at least one line · amounts above zero · not on title 2, which is never committed (domain.md §1.4) ·
 * no year of payment before the commitment · Σ CP over the years = AE of the line (`schedule-differs`).
 */
export function checkCommitment(draft: CommitmentDraft, classOf: (nature: string) => SpendingClass | undefined): Result<CommitmentDraft> {
  if (draft.label.trim() === "") return refuse({ kind: "wrong-form", fields: { label: "required" } });
  if (draft.lines.length === 0) return refuse({ kind: "too-few-lines", count: 0 });
  for (const [index, line] of draft.lines.entries()) {
    const refusal = lineFault(line, index + 1, yearOf(draft.on), classOf);
    if (refusal) return refuse(refusal);
  }
  return accept(draft);
}

function lineFault(
  { amount, nature, schedule }: CommitmentLineDraft,
  line: number,
  first: number,
  classOf: (nature: string) => SpendingClass | undefined,
): Refusal | undefined {
  const wrong = [amount, ...schedule.map((part) => part.amount)].find((part) => part <= 0n);
  if (wrong !== undefined) return wrong === 0n ? { kind: "line-without-amount", line } : { kind: "negative-amount", line, amount: wrong };
  if (classOf(nature) === "personnel") return { kind: "personnel-not-committed", nature };
  const early = schedule.find(({ year }) => year < first);
  if (early) return { kind: "schedule-before-commitment", year: early.year, first };
  const scheduled = sum(schedule.map((part) => part.amount));
  return scheduled === amount ? undefined : { kind: "schedule-differs", committed: amount, scheduled };
}
