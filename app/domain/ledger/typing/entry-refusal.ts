import type { Quantity } from "../../quantity.ts";
import type { ArithmeticRefusal } from "../../typing/arithmetic.ts";
import type { WordsRefusal } from "./search.ts";
import type { DayRefusal } from "./typed-day.ts";

/** What entry by keyboard refuses beside what the books refuse. */
export type EntryTypingRefusal =
  | ArithmeticRefusal
  | WordsRefusal
  | DayRefusal
  | { kind: "account-missing"; line: number }
  | { kind: "account-not-postable"; account: string }
  | { kind: "several-balances"; line: number }
  | { kind: "nothing-to-balance"; line: number }
  // drafts
  | { kind: "draft-changed"; by: string; at: string }
  | { kind: "draft-posted"; journal: string; number: bigint }
  | { kind: "draft-deleted" }
  // attachments
  | { kind: "attachment-empty"; name: string }
  | { kind: "attachment-too-large"; name: string; limitBytes: number }
  | { kind: "attachment-type"; name: string; found: string | null }
  | { kind: "attachment-twice"; name: string }
  // models
  | { kind: "model-shares"; line: number; percent: string }
  | { kind: "model-name-taken"; name: string }
  | { kind: "model-lines"; count: number }
  | { kind: "model-parameter"; name: string }
  | { kind: "model-amount-missing"; name: string }
  | { kind: "model-negative"; line: number; amount: Quantity }
  | { kind: "unknown-placeholder"; text: string }
  // subscriptions
  | { kind: "subscription-incomplete"; line: number }
  | { kind: "subscription-without-days" }
  | { kind: "occurrence-taken"; day: string };
