import type { Capability } from "./access.ts";
import type { AlertRefusal } from "./alerts/refusal.ts";
import type { MovementRefusal, NotificationRefusal } from "./allotment/refusal.ts";
import type { AuthorityRefusal } from "./arbitration/authority.ts";
import type { DecisionRefusal } from "./arbitration/decision-refusal.ts";
import type { EnvelopeRefusal } from "./arbitration/envelope-tree.ts";
import type { ProposalRefusal } from "./arbitration/proposal/refusal.ts";
import type { ScenarioRefusal } from "./arbitration/scenario/refusal.ts";
import type { SittingRefusal } from "./arbitration/sitting/refusal.ts";
import type { CampaignRefusal } from "./campaign/refusal.ts";
import type { ChorusRefusal } from "./chorus/refusal.ts";
import type { PlannedRefusal } from "./execution/planned/refusal.ts";
import type { ExpenseRefusal } from "./execution/refusal.ts";
import type { ImportRefusal } from "./fec/import-refusal.ts";
import type { CheckRefusal } from "./forecast/checks/refusal.ts";
import type { CommentRefusal } from "./forecast/comments/rules.ts";
import type { SheetImportRefusal } from "./forecast/import/refusal.ts";
import type { RequestRefusal } from "./forecast/request-refusal.ts";
import type { StaffRefusal } from "./forecast/staff/refusal.ts";
import type { LandingRefusal } from "./landing/refusal.ts";
import type { ClosingRefusal } from "./ledger/closing-refusal.ts";
import type { MatchingRefusal } from "./ledger/matching-refusal.ts";
import type { ProofRefusal } from "./ledger/proof-refusal.ts";
import type { EntryTypingRefusal } from "./ledger/typing/entry-refusal.ts";
import type { YearEndRefusal } from "./ledger/year-end-refusal.ts";
import type { MeansRefusal } from "./means/refusal.ts";
import type { NumberRefusal } from "./money.ts";
import type { Day } from "./month.ts";
import type { BudgetResource, Quantity, Resource } from "./quantity.ts";
import type { ExerciseFault } from "./reference/fiscal-year.ts";
import type { NomenclatureFault } from "./reference/tree.ts";
import type { ReviewRefusal } from "./review/refusal.ts";
import type { MovementKind, SpendingClass, Stage } from "./stage.ts";
import type { WorkforceRefusal } from "./workforce/refusal.ts";
import type { WorkloadRefusal } from "./workload/refusal.ts";
import type { WorksRefusal } from "./works/refusal.ts";

/**
 * Every refusal that a person may meet: a kind, and the numbers that explain it.
 * `app/http/refusal.ts` maps each kind once to a status and to words; a kind without a row there does not compile.
 */
export type Refusal =
  | NumberRefusal
  | ImportRefusal
  | CheckRefusal
  | CommentRefusal
  | SheetImportRefusal
  | ChorusRefusal
  | RequestRefusal
  | SittingRefusal
  | DecisionRefusal
  | StaffRefusal
  | PlannedRefusal
  | MatchingRefusal
  | EntryTypingRefusal
  | ProposalRefusal
  | LandingRefusal
  | AlertRefusal
  | ReviewRefusal
  | WorkforceRefusal
  | WorkloadRefusal
  | WorksRefusal
  | MeansRefusal
  // who asks
  | { kind: "sign-in-required" }
  | { kind: "sign-in-failed" }
  | { kind: "sign-in-throttled"; minutes: number }
  | { kind: "forbidden"; capability: Capability }
  | { kind: "not-found"; what: string; id: string }
  | { kind: "author-decides"; author: string }
  | { kind: "approver-required"; author: string }
  | { kind: "cross-site-request" }
  | { kind: "method-not-allowed"; method: string }
  | { kind: "form-too-large"; limitBytes: number }
  | { kind: "unreadable-form" }
  // how it is asked
  | { kind: "missing-key" }
  | { kind: "key-reused" }
  | { kind: "key-in-progress" }
  | { kind: "stale"; what: string; seen: bigint; current: bigint }
  | { kind: "wrong-form"; fields: Readonly<Record<string, string>> }
  | { kind: "reason-required" }
  | { kind: "not-an-email"; text: string }
  // the calendar and the codes
  | { kind: "not-a-day"; text: string }
  | { kind: "unknown-year"; date: Day }
  | { kind: "year-closed"; year: number }
  | { kind: "period-closed"; year: number; period: number }
  | { kind: "unknown-code"; dimension: Dimension; code: string }
  | { kind: "code-out-of-date"; dimension: Dimension; code: string; date: Day }
  | ({ kind: "wrong-nomenclature" } & NomenclatureFault)
  | ({ kind: "wrong-exercise" } & ExerciseFault)
  | { kind: "already-exists"; what: string; id: string }
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
  | { kind: "origin-misplaced"; line: number }
  | { kind: "pair-incomplete"; line: number; pair: "currency" | "document" }
  | { kind: "label-missing" }
  | { kind: "journal-not-in-book"; journal: string; book: Book }
  | { kind: "already-reversed"; journal: string; number: bigint }
  | ProofRefusal
  | { kind: "reversal-not-reversible"; journal: string; number: bigint }
  | { kind: "entry-of-document"; journal: string; number: bigint; document: string }
  | { kind: "journal-not-by-hand"; journal: string; journals: readonly string[] }
  | { kind: "party-outside-third-parties"; line: number; account: string }
  | { kind: "complementary-day"; date: Day; lastDay: Day }
  // credits
  | CreditExceeded
  | { kind: "non-personnel-to-personnel" }
  | { kind: "personnel-authorisations-differ"; ae: Quantity; cp: Quantity }
  | { kind: "illegal-movement"; movement: MovementKind; from: Stage; to: Stage; article: string }
  | { kind: "place-must-stay"; movement: MovementKind; article: string }
  | { kind: "resource-not-moved"; movement: MovementKind; resource: BudgetResource; article: string }
  | { kind: "shares-not-whole"; total: number }
  | { kind: "nothing-to-move"; stage: Stage }
  | NotificationRefusal
  | MovementRefusal
  // the state of a thing
  | { kind: "wrong-state"; what: string; state: string; expected: readonly string[] }
  // planning
  | CampaignRefusal
  | ScenarioRefusal
  | { kind: "saving-not-negative"; line: number; amount: Quantity }
  | { kind: "whole-year-and-months"; line: number; resource: BudgetResource; year: number }
  | { kind: "year-out-of-plan"; year: number; first: number; last: number }
  | { kind: "profile-without-days"; line: number; nature: string }
  | { kind: "nothing-to-take-back"; direction: "undo" | "redo" }
  | { kind: "request-incomplete"; missing: "amounts" | "justification" }
  | { kind: "condition-required" }
  | { kind: "amounts-required" }
  | { kind: "not-asked"; resource: BudgetResource; year: number }
  | { kind: "above-asked"; resource: BudgetResource; year: number; asked: Quantity; decided: Quantity }
  | { kind: "envelope-missing"; spendingClass: SpendingClass; resource: BudgetResource; year: number }
  | EnvelopeExceeded
  | EnvelopeRefusal
  | AuthorityRefusal
  // the expense chain
  | { kind: "personnel-not-committed"; nature: string }
  | { kind: "nature-without-account"; nature: string; date: Day }
  | { kind: "schedule-before-commitment"; year: number; first: number }
  | { kind: "schedule-differs"; committed: Quantity; scheduled: Quantity }
  | {
      kind: "above-commitment";
      step: "certified" | "advanced" | "absorbed" | "requested" | "paid" | "withdrawn";
      asked: Quantity;
      limit: Quantity;
    }
  | ExpenseRefusal
  | { kind: "dates-out-of-order"; earlier: Day; later: Day }
  // statements, fixed assets, cut-off
  | YearEndRefusal
  // locks, closing, reopening
  | ClosingRefusal
  // files
  | { kind: "too-many-rows-on-paper"; limit: number }
  | { kind: "file-refused"; faults: number; firstRule: string; firstLine: number }
  | { kind: "already-imported"; at: string; by: string };

export type Book = "budget" | "general";
export type Dimension = "unit" | "nature" | "activity" | "account" | "party" | "journal" | "organisation";

/** More is decided than an envelope holds; `place`: what it bounds, when it is a part of the campaign. */
interface EnvelopeExceeded {
  readonly kind: "envelope-exceeded";
  readonly spendingClass: SpendingClass;
  readonly resource: BudgetResource;
  readonly envelope: Quantity;
  readonly decided: Quantity;
  readonly place?: string;
}

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
