import { createHash } from "node:crypto";
import type { Day } from "../../month.ts";
import type { BudgetResource, Quantity } from "../../quantity.ts";
import type { SpendingClass } from "../../stage.ts";
import type { AmountKey } from "../amount.ts";
import type { Outcome } from "../outcome.ts";
import type { RegisterVerb } from "../verb.ts";

/** An integer of the smallest unit, as text: JSON has no integer of this size. */
export type WrittenQuantity = string;

/**
 * The minutes of a sitting (« relevé de décisions »), as they are sealed: whatever is said of them later is read from here. Amounts are in the
 * smallest unit of their measure, days and instants as ISO 8601 says.
 */
export interface MinutesDocument {
  readonly format: 1;
  readonly number: number;
  /** Hexadecimal SHA-256 of the minutes before; null for the first of a campaign. */
  readonly previousHash: string | null;
  readonly organisation: string;
  readonly campaign: { readonly id: string; readonly label: string; readonly year: number };
  readonly scenario: { readonly id: string; readonly name: string };
  readonly sitting: {
    readonly id: string;
    readonly number: number;
    readonly title: string;
    readonly plannedOn: Day;
    readonly plannedAt: string;
    readonly place: string;
    readonly openedAt: string;
    readonly sealedAt: string;
  };
  readonly chair: string;
  readonly attendance: readonly {
    readonly name: string;
    readonly role: "secretary" | "participant";
    /** Null: nobody said. */
    readonly isPresent: boolean | null;
  }[];
  readonly guests: readonly string[];
  readonly agenda: readonly {
    readonly unit: string;
    readonly unitLabel: string;
    readonly request: { readonly number: number; readonly title: string } | null;
    readonly plannedMinutes: number;
    readonly usedSeconds: number;
    readonly isDealtWith: boolean;
  }[];
  /** In the order of their numbers. */
  readonly decisions: readonly MinutedDecision[];
  /** What was on the agenda and is not decided in the scenario. */
  readonly undecided: readonly { readonly unitLabel: string; readonly number: number; readonly title: string }[];
  /** The envelopes of the campaign's year. */
  readonly envelopes: readonly MinutedEnvelope[];
}

export interface MinutedDecision {
  readonly id: string;
  readonly number: number;
  readonly unit: string;
  readonly unitLabel: string;
  readonly request: { readonly id: string; readonly number: number; readonly title: string };
  readonly verb: RegisterVerb;
  readonly outcome: Outcome;
  readonly reason: string;
  readonly condition: string | null;
  readonly decidedBy: string;
  readonly decidedAt: string;
  /** The numbers of the decision that it corrects or takes back, and of the one that had corrected or taken back this one by the sealing. */
  readonly corrects: number | null;
  readonly correctedBy: number | null;
  readonly amounts: readonly MinutedAmount[];
}

export interface MinutedAmount {
  readonly spendingClass: SpendingClass;
  readonly measure: BudgetResource;
  readonly year: number;
  readonly asked: WrittenQuantity;
  readonly decided: WrittenQuantity;
}

export interface MinutedEnvelope {
  readonly spendingClass: SpendingClass;
  readonly measure: BudgetResource;
  readonly year: number;
  /** What it bounds, by name; null: the whole campaign. */
  readonly place: string | null;
  /** Null: none is set. */
  readonly envelope: WrittenQuantity | null;
  readonly asked: WrittenQuantity;
  /** Decided when the sitting was opened, and when it was sealed; a scenario may have moved by another way meanwhile. */
  readonly before: WrittenQuantity;
  readonly after: WrittenQuantity;
}

/** The text that is sealed: the document in the order of its fields, without a blank. */
export function minutesText(document: MinutesDocument): string {
  return JSON.stringify(document);
}

/** Hexadecimal SHA-256 of the text, in UTF-8. */
export function minutesHash(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

export function readMinutes(text: string): MinutesDocument {
  return JSON.parse(text) as MinutesDocument;
}

/** The decisions that stand at the sealing. */
export function standingIn(document: MinutesDocument): MinutedDecision[] {
  return document.decisions.filter(({ verb, correctedBy }) => verb !== "takeBack" && correctedBy === null);
}

/** What the standing decisions were asked for and give in all, by class and measure, in the campaign's year. */
export function totalsIn(document: MinutesDocument): (AmountKey & { readonly asked: Quantity; readonly decided: Quantity })[] {
  const totals = new Map<string, AmountKey & { asked: Quantity; decided: Quantity }>();
  for (const { spendingClass, measure, year, asked, decided } of standingIn(document).flatMap(({ amounts }) => amounts)) {
    if (year !== document.campaign.year) continue;
    const name = `${spendingClass} ${measure}`;
    const total = totals.get(name) ?? { spendingClass, measure, targetYear: year, asked: 0n, decided: 0n };
    total.asked += BigInt(asked);
    total.decided += BigInt(decided);
    totals.set(name, total);
  }
  return [...totals.values()];
}
