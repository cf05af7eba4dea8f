import { sql } from "kysely";
import type { CutOffKind } from "#app/domain/ledger/cut-off/cut-off.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";

export type CutOffSource = "schedule" | "invoice" | "service" | "income" | "manual";

/** What the books and the documents suggest, in cents. `amount` is proposed; null: only a person can say which part. */
export interface CutOffProposal {
  readonly key: string;
  readonly kind: CutOffKind;
  readonly source: CutOffSource;
  readonly label: string;
  readonly resultAccount: string;
  readonly balanceAccount: string;
  readonly unit: string | null;
  readonly nature: string | null;
  readonly activity: string | null;
  readonly party: string | null;
  readonly amount: Quantity | null;
  /** The amount of the piece that is cited: no more can be kept. */
  readonly evidence: Quantity;
  /** What is cited: a number, a day. */
  readonly piece: string;
  readonly pieceOn: Day | null;
  readonly commitmentId: string | null;
  readonly entryId: bigint | null;
}

export interface CutOffExercise {
  readonly year: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
}

/** Every proposal of the exercise, decided or not, by kind and source. */
export async function cutOffProposals(db: Db, exercise: CutOffExercise): Promise<CutOffProposal[]> {
  return [...(await uncertified(db, exercise)), ...(await prepaidCandidates(db, exercise)), ...(await incomeCandidates(db, exercise))];
}

/**
 * Service done and not certified at the end of the exercise. First what an invoice dated by then proves (asked for or certified later),
 * then what the schedule of the commitment expected by then and nobody certified; never more than what is left to certify.
 */
async function uncertified(db: Db, { year, lastDay }: CutOffExercise): Promise<CutOffProposal[]> {
  const { rows } = await sql<CutOffProposal>`
    with certified as materialized (
      select commitment_id, line, sum(amount)::bigint as amount from certified_service where certified_on <= ${lastDay}::date group by 1, 2),
    scheduled as materialized (
      select commitment_id, line, sum(amount)::bigint as amount from commitment_schedule where year <= ${year} group by 1, 2),
    invoiced as materialized (
      select commitment_id, line, sum(amount)::bigint as amount, max(invoice) as invoice from payment_request
       where commitment_id is not null and state <> 'rejected' and invoice_date <= ${lastDay}::date and requested_on > ${lastDay}::date group by 1, 2),
    line as (
      select c.id, c.number, c.label, c.party, c.committed_on, l.line, l.unit, l.nature, l.activity, l.committed - l.withdrawn as committed,
             coalesce(s.amount, 0) as certified, coalesce(p.amount, 0) as scheduled, coalesce(i.amount, 0) as invoiced, i.invoice
        from commitment_line l
        join commitment c on c.id = l.commitment_id
        left join certified s on s.commitment_id = l.commitment_id and s.line = l.line
        left join scheduled p on p.commitment_id = l.commitment_id and p.line = l.line
        left join invoiced i on i.commitment_id = l.commitment_id and i.line = l.line
       where c.committed_on <= ${lastDay}::date),
    due as (
      select *, least(greatest(scheduled - certified, invoiced), committed - certified) as amount from line
       where certified < committed and (scheduled > certified or invoiced > 0))
    select case when d.invoiced > 0 then 'invoice' else 'schedule' end as source, 'accruedExpense' as kind,
           d.id::text || '.' || d.line as key, d.label, n.expense as "resultAccount", n.accrued as "balanceAccount", d.unit, d.nature, d.activity, d.party,
           d.amount, d.committed - d.certified as evidence, coalesce(d.invoice, d.number) as piece, d.committed_on as "pieceOn", d.id as "commitmentId",
           null::bigint as "entryId"
      from due d join nature_account n on n.nature = d.nature and n.superseded_at is null and n.valid @> ${lastDay}::date
     where d.amount > 0
     order by d.amount desc, d.number, d.line`.execute(db);
  return rows;
}

/** Accounts whose invoices cover a period paid in advance: rents and charges, insurance, maintenance, subscriptions. */
const prepaidPrefixes = "^(613|614|616|6156|6181)";
const prepaidMonths = 3;

/** Certified in the last months of the exercise on such an account: whether the service goes beyond it, only the invoice says. */
async function prepaidCandidates(db: Db, { lastDay }: CutOffExercise): Promise<CutOffProposal[]> {
  const { rows } = await sql<CutOffProposal>`
    select 'service' as source, 'prepaidExpense' as kind, s.id::text as key, c.label, n.expense as "resultAccount", '486' as "balanceAccount", l.unit, l.nature,
           l.activity, c.party, null::bigint as amount, s.amount as evidence, s.number as piece, s.certified_on as "pieceOn", c.id as "commitmentId",
           null::bigint as "entryId"
      from certified_service s
      join commitment c on c.id = s.commitment_id
      join commitment_line l on l.commitment_id = s.commitment_id and l.line = s.line
      join nature_account n on n.nature = l.nature and n.superseded_at is null and n.valid @> ${lastDay}::date
     where n.expense ~ ${prepaidPrefixes} and s.certified_on <= ${lastDay}::date
       and s.certified_on > (${lastDay}::date - make_interval(months => ${prepaidMonths}::int))
     order by s.amount desc, s.number`.execute(db);
  return rows;
}

/** Earmarked contributions and assigned revenue of the exercise: what is not spent at its end is carried (487). */
async function incomeCandidates(db: Db, { year, lastDay }: CutOffExercise): Promise<CutOffProposal[]> {
  const { rows } = await sql<CutOffProposal>`
    select 'income' as source, 'deferredIncome' as kind, l.entry_id::text || '.' || l.line as key, l.label, l.account as "resultAccount",
           '487' as "balanceAccount", l.unit, l.nature, l.activity, l.party, null::bigint as amount, l.credit as evidence, e.journal || '-' || e.number as piece,
           l.entry_date as "pieceOn", null::uuid as "commitmentId", l.entry_id as "entryId"
      from entry_line l join entry e on e.id = l.entry_id
     where l.fiscal_year = ${year} and l.book = 'general' and l.account ~ '^748' and l.credit > 0 and l.entry_date <= ${lastDay}::date
       and coalesce(l.document, '') <> 'cutOffItem' and e.reverses is null and not exists (select from entry r where r.reverses = e.id)
     order by l.credit desc, l.entry_id, l.line`.execute(db);
  return rows;
}

/** An item that was decided, with the entries that it posted. */
export interface DecidedItem {
  readonly id: string;
  readonly fiscalYear: number;
  readonly kind: CutOffKind;
  readonly source: CutOffSource;
  readonly key: string;
  readonly label: string;
  readonly resultAccount: string;
  readonly balanceAccount: string;
  readonly unit: string | null;
  readonly nature: string | null;
  readonly activity: string | null;
  readonly party: string | null;
  readonly proposed: Quantity | null;
  readonly amount: Quantity;
  readonly coversFrom: Day | null;
  readonly coversTo: Day | null;
  readonly state: "accepted" | "refused" | "posted";
  readonly reason: string;
  readonly author: string;
  readonly entryId: bigint | null;
  readonly entryName: string | null;
  readonly reversalId: bigint | null;
  readonly reversalName: string | null;
}

export async function decidedItems(db: Db, fiscalYear: number): Promise<DecidedItem[]> {
  const { rows } = await sql<DecidedItem>`
    select i.id, i.fiscal_year as "fiscalYear", i.kind, i.source, i.source_key as key, i.label, i.result_account as "resultAccount",
           i.balance_account as "balanceAccount", i.unit, i.nature, i.activity, i.party, i.proposed, i.amount, i.covers_from as "coversFrom",
           i.covers_to as "coversTo", i.state, i.reason, u.name as author, i.entry_id as "entryId", e.journal || '-' || e.number as "entryName",
           i.reversal_entry as "reversalId", r.journal || '-' || r.number as "reversalName"
      from cut_off_item i
      join app_user u on u.id = i.author
      left join entry e on e.id = i.entry_id
      left join entry r on r.id = i.reversal_entry
     where i.fiscal_year = ${fiscalYear}
     order by array_position(array['accruedExpense', 'prepaidExpense', 'accruedIncome', 'deferredIncome'], i.kind), i.amount desc, i.id`.execute(
    db,
  );
  return rows;
}

/** Held until the end of the transaction by whoever decides or posts. */
export async function lockCutOff(db: Db): Promise<void> {
  await sql`lock table cut_off_item in share row exclusive mode`.execute(db);
}

export interface NewItem {
  readonly id: string;
  readonly fiscalYear: number;
  readonly kind: CutOffKind;
  readonly source: CutOffSource;
  readonly key: string;
  readonly label: string;
  readonly resultAccount: string;
  readonly balanceAccount: string;
  readonly unit: string | null;
  readonly nature: string | null;
  readonly activity: string | null;
  readonly party: string | null;
  readonly proposed: Quantity | null;
  readonly amount: Quantity;
  readonly covers: { readonly from: Day; readonly to: Day } | null;
  readonly evidence: Readonly<Record<string, string>>;
  readonly state: "accepted" | "refused";
  readonly reason: string;
  readonly author: bigint;
}

/** Decides, or decides again what is not posted. */
export async function saveItem(db: Db, item: NewItem): Promise<void> {
  const row = {
    id: item.id,
    fiscal_year: item.fiscalYear,
    kind: item.kind,
    source: item.source,
    source_key: item.key,
    label: item.label,
    result_account: item.resultAccount,
    balance_account: item.balanceAccount,
    unit: item.unit,
    nature: item.nature,
    activity: item.activity,
    party: item.party,
    proposed: item.proposed,
    amount: item.amount,
    covers_from: item.covers?.from ?? null,
    covers_to: item.covers?.to ?? null,
    evidence: item.evidence,
    state: item.state,
    reason: item.reason,
    author: item.author,
    entry_id: null,
    reversal_entry: null,
  };
  const { id: _, fiscal_year: _year, source_key: _key, ...again } = row;
  await db
    .insertInto("cut_off_item")
    .values(row)
    .onConflict((conflict) => conflict.columns(["fiscal_year", "source_key"]).doUpdateSet(again))
    .execute();
}

export async function savePosted(db: Db, posted: readonly { readonly id: string; readonly entryId: bigint }[]): Promise<void> {
  await sql`update cut_off_item i set state = 'posted', entry_id = v.entry
              from unnest(${posted.map(({ id }) => id)}::uuid[], ${posted.map(({ entryId }) => entryId.toString())}::bigint[]) as v (id, entry)
             where i.id = v.id`.execute(db);
}

export async function saveReversed(db: Db, reversed: readonly { readonly id: string; readonly entryId: bigint }[]): Promise<void> {
  await sql`update cut_off_item i set reversal_entry = v.entry
              from unnest(${reversed.map(({ id }) => id)}::uuid[], ${reversed.map(({ entryId }) => entryId.toString())}::bigint[]) as v (id, entry)
             where i.id = v.id`.execute(db);
}

export interface ReleaseRow {
  readonly itemId: string;
  readonly month: string;
  readonly amount: Quantity;
  readonly entryId: bigint | null;
  readonly entryName: string | null;
}

export async function saveReleases(
  db: Db,
  rows: readonly { readonly itemId: string; readonly month: string; readonly amount: Quantity }[],
): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insertInto("cut_off_release")
    .values(rows.map(({ itemId, month, amount }) => ({ item_id: itemId, month, amount, entry_id: null })))
    .execute();
}

/** The releases of what an exercise carried over, in the order of their months. */
export async function releasesOf(db: Db, fiscalYear: number): Promise<ReleaseRow[]> {
  const { rows } = await sql<ReleaseRow>`
    select r.item_id as "itemId", r.month, r.amount, r.entry_id as "entryId", e.journal || '-' || e.number as "entryName"
      from cut_off_release r join cut_off_item i on i.id = r.item_id left join entry e on e.id = r.entry_id
     where i.fiscal_year = ${fiscalYear} order by r.month, r.item_id`.execute(db);
  return rows;
}

export async function saveReleased(
  db: Db,
  rows: readonly { readonly itemId: string; readonly month: string; readonly entryId: bigint }[],
): Promise<void> {
  await sql`update cut_off_release r set entry_id = v.entry
              from unnest(${rows.map(({ itemId }) => itemId)}::uuid[], ${rows.map(({ month }) => month)}::text[],
                          ${rows.map(({ entryId }) => entryId.toString())}::bigint[]) as v (item, month, entry)
             where r.item_id = v.item and r.month = v.month`.execute(db);
}
