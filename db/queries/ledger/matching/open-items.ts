import { sql } from "kysely";
import type { LineName } from "#app/domain/ledger/matching/group.ts";
import { remainingOf } from "#app/domain/ledger/matching/remaining.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../../client.ts";
import { KeptUntilPosted } from "../../kept-until-posted.ts";

/** A line that is not settled, or not wholly, on a day. */
export interface OpenItem extends LineName {
  readonly account: string;
  readonly party: string | null;
  readonly partyLabel: string | null;
  readonly unit: string | null;
  readonly journal: string;
  readonly number: bigint;
  readonly entryDate: Day;
  readonly voucher: string | null;
  readonly voucherDate: Day | null;
  readonly label: string;
  /** As posted; one of the two is zero. */
  readonly debit: Quantity;
  readonly credit: Quantity;
  /** The letters of the group that settles it in part. */
  readonly code: string | null;
  /** What is left, debit − credit, never zero; the items of an account add up to its balance on that day. */
  readonly remaining: Quantity;
}

export interface OpenItemsAsked {
  readonly fiscalYear: number;
  /** Accounts that begin so. */
  readonly prefixes: readonly string[];
  /** Lines dated until this day, this day included. */
  readonly on: Day;
  readonly party?: string | null;
}

/**
 * What is open on a day, by account, party, day and posting: the lines dated until then, with the groups as they stand now. A group whose
 * lines until then do not sum to zero settles its oldest lines first (`remainingOf`). Lines of the exercise alone: what an earlier one left
 * open stands in it as à-nouveaux (`docs/decisions/0055`).
 */
export async function openItems(db: Db, asked: OpenItemsAsked): Promise<OpenItem[]> {
  const { fiscalYear, prefixes, on, party } = asked;
  const question = JSON.stringify([fiscalYear, prefixes, on, party === undefined, party]);
  const items = await keptItems.of(db, question, async () => leftOf(await unsettledLines(db, asked)));
  const labels = await partyLabels(db, items);
  return items.map((item) => ({ ...item, partyLabel: item.party === null ? null : (labels.get(item.party) ?? null) }));
}

/** A few accountants look at the same days; a party may be renamed meanwhile. */
const keptItems = new KeptUntilPosted<readonly Unnamed[]>(4, { orMatched: true });
type Unnamed = Omit<OpenItem, "partyLabel">;

async function partyLabels(db: Db, items: readonly Unnamed[]): Promise<ReadonlyMap<string, string>> {
  const codes = [...new Set(items.flatMap(({ party }) => party ?? []))];
  if (codes.length === 0) return new Map();
  const rows = await db.selectFrom("party").select(["code", "label"]).where("code", "in", codes).execute();
  return new Map(rows.map(({ code, label }) => [code, label]));
}

type Unsettled = Omit<Unnamed, "remaining"> & { readonly matchingId: bigint | null };

function leftOf(rows: readonly Unsettled[]): Unnamed[] {
  const groups = new Map<bigint, number[]>();
  for (const [index, { matchingId }] of rows.entries()) {
    if (matchingId === null) continue;
    const held = groups.get(matchingId);
    if (held) held.push(index);
    else groups.set(matchingId, [index]);
  }
  const left = rows.map(({ debit, credit }) => debit - credit);
  for (const indexes of groups.values()) {
    const remaining = remainingOf(indexes.flatMap((index) => rows[index] ?? []));
    for (const [position, index] of indexes.entries()) left[index] = remaining[position] ?? 0n;
  }
  return rows.flatMap(({ matchingId: _, ...row }, index) => (left[index] === 0n ? [] : [{ ...row, remaining: left[index] ?? 0n }]));
}

async function unsettledLines(db: Db, { fiscalYear, prefixes, on, party }: OpenItemsAsked): Promise<Unsettled[]> {
  const { rows } = await sql<Unsettled>`
    with held as materialized (
      select l.entry_id, l.line, l.debit, l.credit, m.id as matching_id, m.code
        from entry_line l
        left join matching_line k on k.fiscal_year = l.fiscal_year and k.entry_id = l.entry_id and k.line = l.line and k.live
        left join matching m on m.id = k.matching_id
       where l.fiscal_year = ${fiscalYear} and l.book = 'general' and l.account ^@ any(${[...prefixes]}::text[]) and l.entry_date <= ${on}::date
         and (${party === undefined}::boolean or l.party is not distinct from ${party ?? null}::text)),
    settled as materialized (
      select matching_id from held where matching_id is not null group by matching_id having sum(debit) = sum(credit))
    select l.entry_id as "entryId", l.line, l.account, l.party, l.unit, e.journal, e.number, l.entry_date as "entryDate",
           l.voucher, l.voucher_date as "voucherDate", l.label, l.debit, l.credit, h.matching_id as "matchingId", h.code
      from held h
      join entry_line l on l.fiscal_year = ${fiscalYear} and l.entry_id = h.entry_id and l.line = h.line
      join entry e on e.id = l.entry_id
     where not exists (select from settled s where s.matching_id = h.matching_id)
     order by l.account collate "C", l.party nulls first, l.entry_date, l.entry_id, l.line`.execute(db);
  return rows;
}

/** The balance of each account on a day, from its lines alone: what the open items must add up to. Debit − credit. */
export async function balancesOn(
  db: Db,
  { fiscalYear, prefixes, on }: Pick<OpenItemsAsked, "fiscalYear" | "prefixes" | "on">,
): Promise<{ account: string; label: string; balance: Quantity }[]> {
  const { rows } = await sql<{ account: string; label: string; balance: Quantity }>`
    select s.account, coalesce(v.label, s.account) as label, s.balance
      from (select l.account, sum(l.debit - l.credit)::bigint as balance from entry_line l
             where l.fiscal_year = ${fiscalYear} and l.book = 'general' and l.account ^@ any(${[...prefixes]}::text[]) and l.entry_date <= ${on}::date
             group by l.account) s
      join fiscal_year y on y.year = ${fiscalYear}
      left join account_version v on v.book = 'general' and v.code = s.account and v.superseded_at is null and v.valid @> y.last_day
     order by s.account collate "C"`.execute(db);
  return rows;
}

/** Open lines of an exercise by account: how many, and what they weigh (Σ |remaining| of neither side, but the sums of both). */
export interface OpenCount {
  readonly account: string;
  readonly label: string;
  /** Lines in no complete group. */
  readonly openCount: number;
  readonly debit: Quantity;
  readonly credit: Quantity;
}

/** The accounts that begin so and were moved in the exercise, with what is not matched on them. */
export async function openCounts(
  db: Db,
  { fiscalYear, prefixes }: { fiscalYear: number; prefixes: readonly string[] },
): Promise<OpenCount[]> {
  const { rows } = await sql<Omit<OpenCount, "openCount"> & { count: bigint }>`
    select s.account, coalesce(v.label, s.account) as label, s.count, s.debit, s.credit
      from (select l.account, count(*) filter (where m.complete is not true) as count,
                   coalesce(sum(l.debit) filter (where m.complete is not true), 0)::bigint as debit,
                   coalesce(sum(l.credit) filter (where m.complete is not true), 0)::bigint as credit
              from entry_line l
              left join matching_line k on k.fiscal_year = l.fiscal_year and k.entry_id = l.entry_id and k.line = l.line and k.live
              left join matching m on m.id = k.matching_id
             where l.fiscal_year = ${fiscalYear} and l.book = 'general' and l.account ^@ any(${[...prefixes]}::text[])
             group by l.account) s
      join fiscal_year y on y.year = ${fiscalYear}
      left join account_version v on v.book = 'general' and v.code = s.account and v.superseded_at is null and v.valid @> y.last_day
     order by s.account collate "C"`.execute(db);
  return rows.map(({ count, ...row }) => ({ ...row, openCount: Number(count) }));
}
