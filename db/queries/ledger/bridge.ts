import { type RawBuilder, sql } from "kysely";
import { type Bridge, type BridgeCash, bridgeOf } from "#app/domain/ledger/bridge.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";
import { KeptUntilPosted } from "../kept-until-posted.ts";
import { openingJournals, trialBalanceLines } from "./trial-balance.ts";

/** The ladder from the payments of an exercise to its expenses, as both books stand. */
export async function bridge(db: Db, fiscalYear: number): Promise<Bridge> {
  return bridgeOf(await trialBalanceLines(db, fiscalYear, { beforeClosing: true }), await bridgeCash(db, fiscalYear));
}

/** Every event of the exercise is looked at, in both books: what they come to is kept. */
const keptCash = new KeptUntilPosted<BridgeCash>(8);
const keptGaps = new KeptUntilPosted<PaymentGaps>(8);
const keptEvents = new KeptUntilPosted<GapEvent[]>(8);

async function bridgeCash(db: Db, fiscalYear: number): Promise<BridgeCash> {
  const opening = await openingJournals(db);
  return await keptCash.of(db, `${fiscalYear} ${opening}`, () => readCash(db, paidEvents(fiscalYear, opening)));
}

async function readCash(db: Db, events: RawBuilder<unknown>): Promise<BridgeCash> {
  const { rows } = await sql<BridgeCash>`
    select coalesce(sum(consumed), 0)::bigint as consumed,
           coalesce(sum(consumed) filter (where not in_general), 0)::bigint as "consumedAlone",
           coalesce(sum(paid) filter (where kind = 'credits'), 0)::bigint as "paidWithCredits",
           coalesce(sum(paid) filter (where kind = 'alone'), 0)::bigint as "paidWithoutCredits",
           coalesce(sum(paid) filter (where kind = 'financing'), 0)::bigint as "paidByFinancing",
           coalesce(sum(paid) filter (where kind = 'income'), 0)::bigint as "paidByIncome"
      from (${events}) as event`.execute(db);
  const [row] = rows;
  if (!row) throw new Error("a sum gave no row");
  return row;
}

/** How an event disagrees with itself, or stands in one book alone. */
export const gapKinds = ["differs", "creditsWithoutCash", "cashWithoutCredits"] as const;
export type GapKind = (typeof gapKinds)[number];
export type PaymentGaps = Readonly<Record<GapKind, { readonly count: number; readonly amount: Quantity }>>;

/** How many events, and for how much, in cents: what was consumed against what was paid. */
export async function paymentGaps(db: Db, fiscalYear: number): Promise<PaymentGaps> {
  const opening = await openingJournals(db);
  return await keptGaps.of(db, `${fiscalYear} ${opening}`, () => readGaps(db, fiscalYear, opening));
}

async function readGaps(db: Db, fiscalYear: number, opening: readonly string[]): Promise<PaymentGaps> {
  const { rows } = await sql<{ gap: GapKind; count: bigint; amount: Quantity }>`
    select gap, count(*) as count, sum(abs(consumed - paid))::bigint as amount
      from (${gapEvents(fiscalYear, opening)}) as event group by gap`.execute(db);
  const of = (kind: GapKind) => {
    const row = rows.find(({ gap }) => gap === kind);
    return { count: Number(row?.count ?? 0n), amount: row?.amount ?? 0n };
  };
  return { differs: of("differs"), creditsWithoutCash: of("creditsWithoutCash"), cashWithoutCredits: of("cashWithoutCredits") };
}

export interface GapEvent {
  readonly eventId: string;
  readonly gap: GapKind;
  readonly on: Day;
  readonly label: string;
  readonly consumed: Quantity;
  readonly paid: Quantity;
  readonly entries: readonly { readonly id: string; readonly name: string }[];
}

/** The events behind these gaps with their entries, the largest first. */
export async function gapEventsOf(db: Db, fiscalYear: number, limit: number): Promise<GapEvent[]> {
  const opening = await openingJournals(db);
  return await keptEvents.of(db, `${fiscalYear} ${limit} ${opening}`, () => readGapEvents(db, { fiscalYear, limit, opening }));
}

interface EventsAsked {
  readonly fiscalYear: number;
  readonly limit: number;
  readonly opening: readonly string[];
}

async function readGapEvents(db: Db, { fiscalYear, limit, opening }: EventsAsked): Promise<GapEvent[]> {
  const { rows } = await sql<GapEvent>`
    with found as materialized (
      select * from (${gapEvents(fiscalYear, opening)}) as event
       order by gap = 'differs' desc, abs(consumed - paid) desc, event_id limit ${limit})
    select f.event_id as "eventId", f.gap, min(e.entry_date) as on, min(e.label) as label, f.consumed::bigint as consumed, f.paid::bigint as paid,
           json_agg(json_build_object('id', e.id::text, 'name', e.journal || '-' || e.number) order by e.journal, e.number) as entries
      from found f join entry e on e.event_id = f.event_id and e.fiscal_year = ${fiscalYear}
     group by f.event_id, f.gap, f.consumed, f.paid
     order by f.gap = 'differs' desc, abs(f.consumed - f.paid) desc, f.event_id`.execute(db);
  return rows;
}

function gapEvents(fiscalYear: number, opening: readonly string[]): RawBuilder<unknown> {
  return sql`
    select * from (
      select event_id, consumed, paid,
             case when not in_budget then case when kind = 'alone' and paid <> 0 and budgeted then 'cashWithoutCredits' end
                  when not in_general then 'creditsWithoutCash'
                  when consumed <> paid then 'differs' end as gap
        from (${paidEvents(fiscalYear, opening)}) as event
       cross join (select exists (select from account_balance where fiscal_year = ${fiscalYear} and book = 'budget' and account = 'consumed')) as own (budgeted))
      as judged where gap is not null`;
}

/** Each event that consumed CP or moved the Treasury, and of which kind it is (`BridgeCash`). The opening of the exercise is none. */
function paidEvents(fiscalYear: number, opening: readonly string[]): RawBuilder<unknown> {
  return sql`
    select *, case when in_budget then 'credits' when financing then 'financing' when revenue then 'income' else 'alone' end as kind from (
      select e.event_id,
             coalesce(bool_or(l.book = 'budget'), false) as in_budget,
             coalesce(bool_or(l.book = 'general'), false) as in_general,
             coalesce(sum(l.debit - l.credit) filter (where l.book = 'budget'), 0) as consumed,
             coalesce(sum(l.credit - l.debit) filter (where l.account ~ '^5[0-8]'), 0) as paid,
             coalesce(bool_or(l.account ~ '^1'), false) as financing,
             coalesce(bool_or(l.account ~ '^(41|462|487|7)'), false) as revenue
        from entry e join entry_line l on l.fiscal_year = e.fiscal_year and l.entry_id = e.id
       where e.fiscal_year = ${fiscalYear} and not e.journal = any(${opening}::text[])
         and ((l.book = 'budget' and l.account = 'consumed' and l.resource = 'CP')
              or (l.book = 'general' and l.account ~ '^(5[0-8]|1|41|462|487|7)'))
       group by e.event_id) as moved
     where in_budget or paid <> 0`;
}
