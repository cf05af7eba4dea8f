import type { Capability } from "./access.ts";
import type { NumberRefusal } from "./money.ts";
import type { Day } from "./month.ts";
import type { BudgetResource, Quantity, Resource } from "./quantity.ts";

/**
 * Every refusal that a person may meet: a kind, and the numbers that explain it.
 * `app/http/refusal.ts` maps each kind once to a status and to words; a kind without a row there does not compile.
 */
export type Refusal =
  | NumberRefusal
  // who asks
  | { kind: "sign-in-required" }
  | { kind: "sign-in-failed" }
  | { kind: "sign-in-throttled"; minutes: number }
  | { kind: "forbidden"; capability: Capability }
  | { kind: "not-found"; what: string; id: string }
  | { kind: "author-decides"; author: string }
  | { kind: "approver-required"; author: string }
  | { kind: "cross-site-request" }
  // how it is asked
  | { kind: "missing-key" }
  | { kind: "key-reused" }
  | { kind: "key-in-progress" }
  | { kind: "stale"; what: string; seen: bigint; current: bigint }
  | { kind: "wrong-form"; fields: Readonly<Record<string, string>> }
  | { kind: "reason-required" }
  // the calendar and the codes
  | { kind: "not-a-day"; text: string }
  | { kind: "unknown-year"; date: Day }
  | { kind: "year-closed"; year: number }
  | { kind: "period-closed"; year: number; period: number }
  | { kind: "unknown-code"; dimension: Dimension; code: string }
  | { kind: "code-out-of-date"; dimension: Dimension; code: string; date: Day }
  // entries
  | { kind: "too-few-lines"; count: number }
  | { kind: "unbalanced"; resource: Resource; debit: Quantity; credit: Quantity }
  | { kind: "line-without-amount"; line: number }
  | { kind: "line-with-two-sides"; line: number }
  | { kind: "negative-amount"; line: number; amount: Quantity }
  | { kind: "amount-out-of-range"; line: number; amount: Quantity }
  | { kind: "dimension-missing"; line: number; dimension: Dimension }
  | { kind: "resource-not-in-book"; line: number; resource: Resource; book: Book }
  | { kind: "unstorable-text"; line: number; field: string }
  | { kind: "journal-not-in-book"; journal: string; book: Book }
  | { kind: "already-reversed"; journal: string; number: bigint }
  | { kind: "reversal-not-reversible"; journal: string; number: bigint }
  // credits
  | CreditExceeded
  | { kind: "non-personnel-to-personnel" }
  | { kind: "personnel-authorisations-differ"; ae: Quantity; cp: Quantity }
  | { kind: "cap-exceeded"; cap: string; article: string; used: Quantity; ceiling: Quantity; asked: Quantity }
  // the state of a thing
  | { kind: "wrong-state"; what: string; state: string; expected: readonly string[] }
  | { kind: "envelope-exceeded"; resource: BudgetResource; envelope: Quantity; decided: Quantity }
  // the expense chain
  | { kind: "schedule-differs"; committed: Quantity; scheduled: Quantity }
  | { kind: "above-commitment"; step: "certified" | "requested" | "paid" | "withdrawn"; asked: Quantity; limit: Quantity }
  | { kind: "dates-out-of-order"; earlier: Day; later: Day }
  // files
  | { kind: "file-refused"; faults: number; firstRule: string; firstLine: number }
  | { kind: "already-imported"; at: string; by: string };

export type Book = "budget" | "general";
export type Dimension = "unit" | "nature" | "activity" | "account" | "party" | "journal" | "organisation";

/** More was asked than a stage holds: what, where, how much there was, and which units hold room (only those the reader may see). */
export interface CreditExceeded {
  readonly kind: "credit-exceeded";
  readonly stage: string;
  readonly unit: string;
  readonly spendingClass: "personnel" | "nonPersonnel";
  readonly resource: BudgetResource;
  readonly asked: Quantity;
  readonly available: Quantity;
  readonly room?: readonly { unit: string; available: Quantity }[];
}
