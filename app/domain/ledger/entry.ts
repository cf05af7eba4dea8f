import { type Day, isDay } from "../month.ts";
import { largestQuantity, type Quantity, type Resource, resources } from "../quantity.ts";
import type { Book, Dimension, Refusal } from "../refusal.ts";
import { accept, type Result, refuse } from "../result.ts";

/** A posted entry, named: `id` joins it, the three others are its name in the journal and in the digest. */
export interface EntryReference {
  readonly id: bigint;
  readonly fiscalYear: number;
  readonly journal: string;
  readonly number: bigint;
}

/**
 * One line of an entry: exactly one of `debit`, `credit` is above zero, in the smallest unit of `resource`.
 * An absent or null dimension means "not applicable".
 */
export interface LineDraft {
  readonly account: string;
  readonly resource: Resource;
  readonly debit: Quantity;
  readonly credit: Quantity;
  /** The unit that manages the credit. */
  readonly unit?: string | null;
  readonly nature?: string | null;
  readonly activity?: string | null;
  /** The unit that benefits from the expense, when it is not the one that manages the credit. */
  readonly beneficiaryUnit?: string | null;
  /** The subsidiary account. */
  readonly party?: string | null;
  readonly label?: string | null;
  readonly voucher?: string | null;
  readonly voucherDate?: Day | null;
  /** Of a credit: LFI, carry-over, withdrawal … */
  readonly origin?: string | null;
  readonly currency?: string | null;
  /** Signed, in hundredths of `currency`. */
  readonly currencyAmount?: Quantity | null;
  /** The kind of document that the line comes from (a commitment line, a payment …), and its identifier (UUID). */
  readonly document?: string | null;
  readonly documentId?: string | null;
}

/** An entry before it is posted. Its number, exercise and period are given by the posting path. */
export interface EntryDraft {
  readonly book: Book;
  readonly journal: string;
  readonly entryDate: Day;
  /** Period n + 1 (« période 13 »), dated the last day of the exercise. */
  readonly complementary?: boolean;
  /** The day of validation; absent: the day of posting. An import keeps the file's. */
  readonly validatedOn?: Day | null;
  readonly label: string;
  /** Entries of one event in both books bear the same identifier (UUID). */
  readonly eventId: string;
  readonly reverses?: EntryReference | null;
  /** The number that an imported file gave. */
  readonly sourceNumber?: string | null;
  readonly lines: readonly LineDraft[];
}

/**
 * Says whether the books accept an entry, codes and open periods apart (those belong to the database).
 * The first rule broken, in this order, is the refusal: days · storable texts · two lines for each resource · no negative amount ·
 * one side per line, and an amount on it · within range, totals included · balanced for each resource · resource of the book ·
 * unit, nature and activity on each budget line · an origin on what is voted, and there alone · a currency with its amount and a kind of
 * document with its identifier, both or none · a label. Amounts are in the smallest unit; nothing is rounded.
 */
export function checkEntry(draft: EntryDraft): Result<EntryDraft> {
  for (const rule of rules) {
    const refusal = rule(draft);
    if (refusal) return refuse(refusal);
  }
  return accept(draft);
}

/** What an entry sums to for one resource; equal sides when it balances. */
export interface ResourceTotal {
  readonly resource: Resource;
  readonly debit: Quantity;
  readonly credit: Quantity;
  readonly lineCount: number;
}

/** The totals of an entry per resource, in the order of {@link resources}. */
export function totalsOf(lines: readonly Pick<LineDraft, "resource" | "debit" | "credit">[]): ResourceTotal[] {
  return resources.flatMap((resource) => {
    const own = lines.filter((line) => line.resource === resource);
    if (own.length === 0) return [];
    const debit = own.reduce((total, line) => total + line.debit, 0n);
    const credit = own.reduce((total, line) => total + line.credit, 0n);
    return [{ resource, debit, credit, lineCount: own.length }];
  });
}

/** The resources that each book counts. */
export function resourceBelongs(resource: Resource, book: Book): boolean {
  return (resource === "EUR") === (book === "general");
}

/** Class 4 holds the third parties: the only accounts with subsidiary ones (domain.md F7). */
export function isThirdParty(account: string): boolean {
  return account.startsWith("4");
}

type Rule = (draft: EntryDraft) => Refusal | undefined;

const rules: readonly Rule[] = [
  refuseImpossibleDays,
  refuseUnstorableTexts,
  refuseTooFewLines,
  refuseNegativeAmounts,
  refuseTwoSides,
  refuseMissingAmounts,
  refuseOutOfRange,
  refuseImbalance,
  refuseForeignResources,
  refuseMissingDimensions,
  refuseMisplacedOrigins,
  refuseHalfPairs,
  refuseMissingLabel,
];

function refuseImpossibleDays({ entryDate, validatedOn, lines }: EntryDraft): Refusal | undefined {
  const days = [entryDate, validatedOn, ...lines.map((line) => line.voucherDate)];
  const wrong = days.find((day) => day !== undefined && day !== null && !isDay(day));
  return typeof wrong === "string" ? { kind: "not-a-day", text: wrong } : undefined;
}

/** PostgreSQL stores neither U+0000 nor half a surrogate pair. */
function refuseUnstorableTexts({ journal, label, eventId, sourceNumber, lines }: EntryDraft): Refusal | undefined {
  const heads = Object.entries({ journal, label, eventId, sourceNumber });
  const texts = lines.flatMap((line, index) => Object.entries(line).map(([field, value]) => ({ line: index + 1, field, value })));
  const all = [...heads.map(([field, value]) => ({ line: 0, field, value })), ...texts];
  const wrong = all.find(({ value }) => typeof value === "string" && !isStorable(value));
  return wrong ? { kind: "unstorable-text", line: wrong.line, field: wrong.field } : undefined;
}

function refuseTooFewLines({ lines }: EntryDraft): Refusal | undefined {
  if (lines.length < 2) return { kind: "too-few-lines", count: lines.length };
  const alone = totalsOf(lines).find((total) => total.lineCount < 2);
  return alone ? { kind: "too-few-lines", count: alone.lineCount } : undefined;
}

function refuseNegativeAmounts({ lines }: EntryDraft): Refusal | undefined {
  const index = lines.findIndex((line) => line.debit < 0n || line.credit < 0n);
  const line = lines[index];
  return line && { kind: "negative-amount", line: index + 1, amount: line.debit < 0n ? line.debit : line.credit };
}

function refuseTwoSides({ lines }: EntryDraft): Refusal | undefined {
  const index = lines.findIndex((line) => line.debit !== 0n && line.credit !== 0n);
  return index < 0 ? undefined : { kind: "line-with-two-sides", line: index + 1 };
}

function refuseMissingAmounts({ lines }: EntryDraft): Refusal | undefined {
  const index = lines.findIndex((line) => line.debit === 0n && line.credit === 0n);
  return index < 0 ? undefined : { kind: "line-without-amount", line: index + 1 };
}

/** A total is a stored amount too: the line named is then the first of its resource. */
function refuseOutOfRange({ lines }: EntryDraft): Refusal | undefined {
  for (const [index, line] of lines.entries()) {
    const foreign = line.currencyAmount ?? 0n;
    const amount = [line.debit, line.credit, foreign, -foreign].find((quantity) => quantity > largestQuantity);
    if (amount !== undefined) return { kind: "amount-out-of-range", line: index + 1, amount };
  }
  for (const { resource, debit, credit } of totalsOf(lines)) {
    const amount = debit > credit ? debit : credit;
    const line = lines.findIndex((candidate) => candidate.resource === resource) + 1;
    if (amount > largestQuantity) return { kind: "amount-out-of-range", line, amount };
  }
  return undefined;
}

function refuseImbalance({ lines }: EntryDraft): Refusal | undefined {
  const wrong = totalsOf(lines).find((total) => total.debit !== total.credit);
  return wrong && { kind: "unbalanced", resource: wrong.resource, debit: wrong.debit, credit: wrong.credit };
}

function refuseForeignResources({ book, lines }: EntryDraft): Refusal | undefined {
  const index = lines.findIndex((line) => !resourceBelongs(line.resource, book));
  const line = lines[index];
  return line && { kind: "resource-not-in-book", line: index + 1, resource: line.resource, book };
}

const budgetDimensions = ["unit", "nature", "activity"] as const satisfies readonly Dimension[];

function refuseMissingDimensions({ book, lines }: EntryDraft): Refusal | undefined {
  if (book !== "budget") return undefined;
  for (const [index, line] of lines.entries()) {
    const dimension = budgetDimensions.find((name) => !isGiven(line[name]));
    if (dimension) return { kind: "dimension-missing", line: index + 1, dimension };
  }
  return undefined;
}

/** What is voted says where it comes from (LFI, carry-over …); no other line does. */
function refuseMisplacedOrigins({ book, lines }: EntryDraft): Refusal | undefined {
  const index = lines.findIndex((line) => (book === "budget" && line.account === "voted") !== isGiven(line.origin));
  return index < 0 ? undefined : { kind: "origin-misplaced", line: index + 1 };
}

function refuseHalfPairs({ lines }: EntryDraft): Refusal | undefined {
  for (const [index, line] of lines.entries()) {
    if (isGiven(line.currency) !== isGiven(line.currencyAmount)) return { kind: "pair-incomplete", line: index + 1, pair: "currency" };
    if (isGiven(line.document) !== isGiven(line.documentId)) return { kind: "pair-incomplete", line: index + 1, pair: "document" };
  }
  return undefined;
}

function refuseMissingLabel({ label }: EntryDraft): Refusal | undefined {
  return label === "" ? { kind: "label-missing" } : undefined;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isStorable(text: string): boolean {
  return !text.includes("\u0000") && !/\p{Surrogate}/u.test(text);
}
