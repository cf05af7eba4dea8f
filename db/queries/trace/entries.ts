import { type RawBuilder, sql } from "kysely";
import type { JournalMeasure } from "#app/domain/cube/measure.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";
import { conditions, journalAmount } from "../cube/cube.ts";
import { journalLines } from "../cube/journal-source.ts";
import { questionOf, type TracedFigure } from "./question.ts";

/** Which of the parts, the largest first. */
export interface PartPage {
  readonly limit: number;
  readonly offset: number;
}

/** What a document, or an entry that has none, put into a figure. */
export interface DocumentPart {
  /** « entry » where the lines name no document. */
  readonly kind: string;
  readonly id: string;
  readonly amount: Quantity;
  readonly entries: number;
  readonly number: string | null;
  readonly label: string | null;
  readonly party: string | null;
  readonly on: Day | null;
  /** Of a monthly fact. */
  readonly unit: string | null;
  readonly month: number | null;
  /** The commitment, the payment request or the revenue that it is read with. */
  readonly commitmentId: string | null;
  readonly requestId: string | null;
  readonly revenueId: string | null;
}

/** The lines of a figure: as the cube adds them up, each with its entry and its document. */
function linesOf(
  figure: TracedFigure,
  measure: JournalMeasure,
  isDetailed: boolean,
): { readonly from: RawBuilder<unknown>; readonly amount: RawBuilder<Quantity> } {
  const { document } = figure.key;
  const question = questionOf(figure, [measure], [], { isDetailed });
  const inDocument = !document
    ? sql`true`
    : document.kind === "entry"
      ? sql`document_id is null and entry_id::text = ${document.id}`
      : sql`document = ${document.kind} and document_id::text = ${document.id}`;
  return {
    from: sql`(select * from (${journalLines(question, [measure])}) f where ${conditions({ ...question.where, month: undefined })} and ${inDocument})`,
    amount: journalAmount(measure, question),
  };
}

/** How many entries a figure is. */
export async function entryCount(db: Db, figure: TracedFigure, measure: JournalMeasure): Promise<number> {
  const { from } = linesOf(figure, measure, figure.key.document !== undefined);
  const { rows } = await sql<{ count: number }>`select count(distinct entry_id)::int as count from ${from} l`.execute(db);
  return rows[0]?.count ?? 0;
}

/** The documents of a figure; those that add nothing to it are left out of the list and of its count. */
export async function documentParts(
  db: Db,
  figure: TracedFigure,
  measure: JournalMeasure,
  { limit, offset }: PartPage,
): Promise<{ readonly parts: DocumentPart[]; readonly count: number; readonly whole: Quantity }> {
  const { from, amount } = linesOf(figure, measure, true);
  const { rows } = await sql<DocumentPart & { count: number; whole: Quantity }>`
    with told as (
      select coalesce(document, 'entry') as kind, coalesce(document_id::text, entry_id::text) as id, ${amount}::bigint as amount,
             count(distinct entry_id)::int as entries, min(entry_id) as first
        from ${from} l group by 1, 2),
    page as (
      select *, count(*) over ()::int as count, sum(amount) over ()::bigint as whole
        from told where amount <> 0 order by abs(amount) desc, first, id limit ${limit} offset ${offset})
    select t.kind, t.id, t.amount, t.entries, t.count, t.whole, e.entry_date::text as "on", f.unit, f.month,
           coalesce(c.number, s.number, r.number, p.number, g.number, v.number, a.number, m.number::text) as number,
           coalesce(c.label, sc.label, rc.label, nullif(m.reason, ''), e.label) as label, y.label as party,
           coalesce(c.id, s.commitment_id, g.commitment_id) as "commitmentId", coalesce(r.id, p.payment_request_id) as "requestId",
           coalesce(v.id, a.revenue_id) as "revenueId"
      from page t
      join entry e on e.id = t.first
      left join commitment c on t.kind = 'commitment' and c.id::text = t.id
      left join certified_service s on t.kind = 'certifiedService' and s.id::text = t.id
      left join commitment sc on sc.id = s.commitment_id
      left join payment p on t.kind = 'payment' and p.id::text = t.id
      left join payment_request r on (t.kind = 'paymentRequest' and r.id::text = t.id) or r.id = p.payment_request_id
      left join commitment rc on rc.id = r.commitment_id
      left join commitment_change g on t.kind = 'commitmentChange' and g.id::text = t.id
      left join revenue v on t.kind = 'revenue' and v.id::text = t.id
      left join revenue_act a on t.kind = 'revenueAct' and a.id::text = t.id
      left join movement m on t.kind = 'movement' and m.id::text = t.id
      left join monthly_fact f on f.id::text = t.id
      left join party y on y.code = coalesce(c.party, sc.party, r.party, rc.party)
     order by abs(t.amount) desc, t.first, t.id`.execute(db);
  const [first] = rows;
  return { parts: rows, count: first?.count ?? 0, whole: first?.whole ?? 0n };
}

/** What an entry put into a figure. */
export interface EntryPart {
  readonly id: bigint;
  readonly journal: string;
  readonly number: bigint;
  readonly on: Day;
  readonly label: string;
  readonly author: string;
  readonly amount: Quantity;
}

export async function entryParts(
  db: Db,
  figure: TracedFigure,
  measure: JournalMeasure,
  { limit, offset }: PartPage,
): Promise<{ readonly parts: EntryPart[]; readonly count: number; readonly whole: Quantity }> {
  const { from, amount } = linesOf(figure, measure, true);
  const { rows } = await sql<EntryPart & { count: number; whole: Quantity }>`
    with told as (select entry_id, ${amount}::bigint as amount from ${from} l group by 1),
    page as (
      select *, count(*) over ()::int as count, sum(amount) over ()::bigint as whole
        from told where amount <> 0 order by abs(amount) desc, entry_id limit ${limit} offset ${offset})
    select e.id, e.journal, e.number, e.entry_date::text as "on", e.label, u.name as author, t.amount, t.count, t.whole
      from page t join entry e on e.id = t.entry_id join app_user u on u.id = e.actor
     order by abs(t.amount) desc, e.id`.execute(db);
  const [first] = rows;
  return { parts: rows, count: first?.count ?? 0, whole: first?.whole ?? 0n };
}
