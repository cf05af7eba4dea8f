import { sql } from "kysely";
import { entryDigest } from "#app/domain/ledger/digest.ts";
import { checkEntry, type EntryDraft } from "#app/domain/ledger/entry.ts";
import type { Day } from "#app/domain/month.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import type { Dimension, Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "./client.ts";
import { headFields, lineFields, type PostingAnswer, type PostingColumns, postingStatement } from "./posting-statement.ts";

export interface PostedEntry {
  readonly id: bigint;
  readonly journal: string;
  readonly fiscalYear: number;
  readonly period: number;
  readonly number: bigint;
}

export interface PostingOptions {
  /** Who posts. */
  readonly actor: bigint;
  /** The day of validation of entries that do not bear their own. */
  readonly today: Day;
  /** Posts in a locked (not closed) period: the chief accountant's right, checked by the command. */
  readonly throughLock?: boolean;
}

/** The most entries in one statement: an import goes on with the next batch, in the same transaction. */
export const largestPosting = 500;

/**
 * Posts entries, all or none, numbered in the order given within each journal. The only way into the journal.
 * Refused, and nothing is written, when an entry breaks a rule of `checkEntry`, a code is unknown or out of date on its day,
 * a period is closed, a stage would hold less than zero (`credit-exceeded`), or an entry was reversed already.
 */
export async function postEntries(db: Db, drafts: readonly EntryDraft[], options: PostingOptions): Promise<Result<PostedEntry[]>> {
  for (const draft of drafts) {
    const checked = checkEntry(draft);
    if (!checked.ok) return checked;
  }
  return await commitEntries(db, drafts, options);
}

/** The database's own word on entries, the rules of `checkEntry` apart: its constraints raise where they were not asked before. */
export async function commitEntries(db: Db, drafts: readonly EntryDraft[], options: PostingOptions): Promise<Result<PostedEntry[]>> {
  if (drafts.length === 0) return accept([]);
  if (drafts.length > largestPosting) throw new RangeError(`${drafts.length} entries in one posting: ${largestPosting} at most`);
  const periods = await lockPeriods(db, drafts);
  if (!periods.ok) return periods;
  const statement = postingStatement(columnsOf(drafts, periods.value, options), { throughLock: options.throughLock ?? false });
  const answer = (await db.executeQuery(statement)).rows[0];
  if (!answer) throw new Error("the posting statement gave no answer");
  if (!answer.posted) return refuse(refusalOf(answer, drafts));
  return accept(
    answer.posted.map(({ id, number, journal, fiscalYear, ordinal }) => {
      const period = periods.value[ordinal - 1]?.period ?? 0;
      return { id: BigInt(id), number: BigInt(number), journal, fiscalYear, period };
    }),
  );
}

interface Period {
  readonly year: number;
  readonly period: number;
}

/**
 * Finds the period of each entry and takes its lock, shared, in key order, until the end of the transaction; refuses a chain whose
 * proof failed (decision 0075).
 * A separate statement from the posting, so that the posting's snapshot follows the lock.
 */
async function lockPeriods(db: Db, drafts: readonly EntryDraft[]): Promise<Result<Period[]>> {
  const keys = drafts.map((draft) => `${draft.entryDate}${draft.complementary ? "+" : ""}`);
  const wanted = [...new Set(keys)];
  const { rows } = await sql<{ key: string; year: number; period: number; stopped: string[] }>`
    with found as materialized (
      select w.key, p.fiscal_year as year, p.period
        from unnest(${wanted}::text[]) as w(key)
        join fiscal_year y on left(w.key, 10)::date between y.first_day and y.last_day
        join period p on p.fiscal_year = y.year
         and case when right(w.key, 1) = '+' then p.complementary
                  else not p.complementary and left(w.key, 10)::date between p.first_day and p.last_day end
       order by p.fiscal_year, p.period)
    select key, year, period,
           pg_advisory_xact_lock_shared(current_setting('enveloppe.organisation')::int, year * 100 + period)::text as locked,
           array(select s.journal from chain_stop s where s.fiscal_year = year and s.lifted_at is null) as stopped
      from found`.execute(db);
  const found = new Map(rows.map((row) => [row.key, row]));
  const periods: Period[] = [];
  for (const [index, key] of keys.entries()) {
    const period = found.get(key);
    if (!period) return refuse({ kind: "unknown-year", date: drafts[index]?.entryDate ?? "" });
    const journal = drafts[index]?.journal ?? "";
    if (period.stopped.includes(journal)) return refuse({ kind: "chain-stopped", journal, year: period.year });
    periods.push(period);
  }
  return accept(periods);
}

function columnsOf(drafts: readonly EntryDraft[], periods: readonly Period[], { actor, today }: PostingOptions): PostingColumns {
  const head = emptyColumns(headFields);
  const line = emptyColumns(lineFields);
  drafts.map(withLineLabels).forEach((draft, index) => {
    const { year: fiscalYear, period } = periods[index] ?? { year: 0, period: 0 };
    const validatedOn = draft.validatedOn ?? today;
    const digest = entryDigest({ ...draft, fiscalYear, period, validatedOn, actor });
    push(head, headFields, [
      draft.book,
      draft.journal,
      fiscalYear,
      period,
      draft.entryDate,
      validatedOn,
      draft.label,
      draft.eventId,
      actor,
      draft.reverses?.id,
      digest,
      draft.sourceNumber,
    ]);
    draft.lines.forEach((own, position) => {
      push(line, lineFields, [
        index + 1,
        position + 1,
        own.account,
        own.unit,
        own.beneficiaryUnit,
        own.nature,
        own.activity,
        own.party,
        own.resource,
        own.debit,
        own.credit,
        own.label,
        own.voucher,
        own.voucherDate,
        own.origin,
        own.currency,
        own.currencyAmount,
        own.document,
        own.documentId,
      ]);
    });
  });
  return { head, line };
}

/** A line without a label bears its entry's: what is stored is what the digest covers. */
function withLineLabels(draft: EntryDraft): EntryDraft {
  return { ...draft, lines: draft.lines.map((line) => ({ ...line, label: line.label ?? draft.label })) };
}

/** The first obstacle, in the order a person would meet them: the period, the codes, the reversal, the credits. */
function refusalOf({ closed, invalid, reversed, short }: PostingAnswer, drafts: readonly EntryDraft[]): Refusal {
  const [period] = closed ?? [];
  if (period?.yearClosed) return { kind: "year-closed", year: period.fiscalYear };
  if (period) return { kind: "period-closed", year: period.fiscalYear, period: period.period };
  const [code] = invalid ?? [];
  if (code) {
    const dimension = code.dimension as Dimension;
    const stray = dimension === "journal" && code.known ? drafts.find(({ journal }) => journal === code.code) : undefined;
    if (stray) return { kind: "journal-not-in-book", journal: stray.journal, book: stray.book };
    return code.known
      ? { kind: "code-out-of-date", dimension, code: code.code, date: code.date }
      : { kind: "unknown-code", dimension, code: code.code };
  }
  const [entry] = reversed ?? [];
  if (entry) return { kind: "already-reversed", journal: entry.journal, number: BigInt(entry.number) };
  const [position] = short ?? [];
  if (!position) throw new Error("nothing was posted and nothing stood in the way");
  return {
    kind: "credit-exceeded",
    stage: position.stage,
    unit: position.unit,
    spendingClass: position.spendingClass as SpendingClass,
    resource: position.resource as BudgetResource,
    asked: -BigInt(position.delta),
    available: BigInt(position.held),
  };
}

function emptyColumns<Field extends string>(fields: readonly Field[]): Record<Field, (string | null)[]> {
  return Object.fromEntries(fields.map((field): [string, (string | null)[]] => [field, []])) as Record<Field, (string | null)[]>;
}

function push<Field extends string>(
  columns: Record<Field, (string | null)[]>,
  fields: readonly Field[],
  values: readonly (string | number | bigint | null | undefined)[],
): void {
  fields.forEach((field, index) => {
    const value = values[index];
    columns[field].push(value === null || value === undefined ? null : String(value));
  });
}
