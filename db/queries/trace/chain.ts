import { type RawBuilder, sql } from "kysely";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { type ChainMeasure, type ChainTotal, type Sign, signsOf } from "#app/domain/trace/chain-measure.ts";
import type { Db } from "../../client.ts";
import { dueLines } from "../execution-outstanding.ts";
import type { PartPage } from "./entries.ts";

/** A figure that commitments tell, over the units that its reader sees. */
export interface ChainFigure {
  readonly measure: ChainMeasure;
  readonly units: readonly string[];
  /** As their documents stood at the end of this day. */
  readonly on: Day;
  readonly since?: Day | undefined;
  /** Of which exercise their AE are. */
  readonly exercise?: number | undefined;
  /** One of them alone. */
  readonly commitment?: string | undefined;
  /** Of what falls due: in which year (and those after it), and from which year on something does, what is late falling in it. */
  readonly due: { readonly year: number; readonly onward: boolean; readonly from: number };
}

/** What a unit, an exercise, a commitment or a document of its chain put into a figure. */
export interface ChainPart {
  readonly code: string;
  readonly kind: string;
  readonly id: string;
  readonly amount: Quantity;
  readonly number: string | null;
  readonly label: string | null;
  readonly who: string | null;
  readonly on: Day | null;
}

export interface ChainParts {
  readonly parts: readonly ChainPart[];
  readonly count: number;
  readonly whole: Quantity;
}

/** The whole of it, and of how many commitments or documents of one it is. */
export async function chainTotal(db: Db, figure: ChainFigure): Promise<{ readonly amount: Quantity; readonly count: number }> {
  const { count, whole } = await chainParts(db, figure, "document", { limit: 1, offset: 0 });
  return { amount: whole, count };
}

/** The parts of a figure, the largest first, years in their order; those that add nothing are left out. */
export async function chainParts(
  db: Db,
  figure: ChainFigure,
  by: "unit" | "exercise" | "document",
  { limit, offset }: PartPage,
): Promise<ChainParts> {
  const own = linesOf(figure);
  const told =
    by === "unit"
      ? sql`select unit::text as code, null as kind, null as id, null as number, null as label, null as who, null as "on", sum(amount)::bigint as amount from (${own}) l group by unit`
      : by === "exercise"
        ? sql`select exercise::text as code, null as kind, null as id, null as number, null as label, null as who, null as "on", sum(amount)::bigint as amount from (${own}) l group by exercise`
        : figure.commitment === undefined
          ? sql`select c.id::text as code, 'commitment' as kind, c.id::text as id, c.number, c.label, p.label as who, c.committed_on::text as "on", sum(l.amount)::bigint as amount
                  from (${own}) l join commitment c on c.id = l.commitment_id join party p on p.code = c.party group by c.id, p.label`
          : sql`select l.kind || ' ' || l.number as code, l.kind, l.id::text as id, l.number, l.note as label, u.name as who, l."on"::text as "on", sum(l.amount)::bigint as amount
                  from (${own}) l join app_user u on u.id = l.author group by l.kind, l.id, l.number, l.note, u.name, l."on"`;
  const order = by === "exercise" ? sql`code` : sql`abs(amount) desc, code`;
  const { rows } = await sql<ChainPart & { count: number; whole: Quantity }>`
    with told as (${told})
    select *, count(*) over ()::int as count, sum(amount) over ()::bigint as whole
      from told where amount <> 0 order by ${order} limit ${limit} offset ${offset}`.execute(db);
  const [first] = rows;
  return { parts: rows, count: first?.count ?? 0, whole: first?.whole ?? 0n };
}

/** The number of a commitment that has lines in these units. */
export async function chainNumber(db: Db, id: string, units: readonly string[]): Promise<string | undefined> {
  const { rows } = await sql<{ number: string }>`
    select c.number from commitment c
     where c.id::text = ${id} and exists (select from commitment_line l where l.commitment_id = c.id and l.unit = any(${[...units]}::text[]))`.execute(
    db,
  );
  return rows[0]?.number;
}

/** Lines of a figure: each with its unit, the exercise of its AE and the document that says it. */
function linesOf(figure: ChainFigure): RawBuilder<unknown> {
  const { measure, units, on, exercise = null, commitment = null, due } = figure;
  const kept = sql`(${exercise}::int is null or c.fiscal_year = ${exercise}::int) and (${commitment}::text is null or c.id::text = ${commitment}::text)`;
  if (measure === "due") {
    // What has no day before it: nothing of a schedule is asked of an opening.
    return sql`
      select d.commitment_id, d.line, d.unit, c.fiscal_year as exercise, 'commitment' as kind, c.id, c.number, c.label as note, c.author,
             c.committed_on as "on", d.amount
        from (${dueLines({ firstDay: on, on, units }, due.from)}) d join commitment c on c.id = d.commitment_id
       where d.year ${due.onward ? sql`>=` : sql`=`} ${due.year} and ${kept}`;
  }
  const documents = (Object.entries(signsOf[measure]) as [ChainTotal, Sign][]).map(([total, sign]) => documentsOf(total, sign, units));
  return sql`
    select d.commitment_id, d.line, l.unit, c.fiscal_year as exercise, d.kind, d.id, d.number, d.note, d.author, d."on", d.amount
      from (${sql.join(documents, sql` union all `)}) d
      join commitment_line l on l.commitment_id = d.commitment_id and l.line = d.line
      join commitment c on c.id = d.commitment_id
     where l.unit = any(${[...units]}::text[]) and c.committed_on <= ${on}::date and d."on" <= ${on}::date
       and (${figure.since ?? null}::date is null or d."on" >= ${figure.since ?? null}::date) and ${kept}`;
}

/** The documents that add to one of the totals of a chain, as the lines of commitments add them up (`execution-outstanding.ts`). */
function documentsOf(total: ChainTotal, sign: Sign, units: readonly string[]): RawBuilder<unknown> {
  const own = sql`any(array(select commitment_id from commitment_line where unit = any(${[...units]}::text[])))`;
  const times = (amount: RawBuilder<unknown>) => sql`(${sql.lit(sign)} * ${amount})::bigint as amount`;
  switch (total) {
    case "committed":
      return sql`
        select l.commitment_id, l.line, 'commitment' as kind, c.id, c.number, c.committed_on as "on", c.label as note, c.author,
               ${times(sql`(l.committed - coalesce((select sum(g.amount) from commitment_change g
                                                  where g.commitment_id = l.commitment_id and g.line = l.line and g.kind = 'increase'), 0))`)}
          from commitment_line l join commitment c on c.id = l.commitment_id where l.commitment_id = ${own}
        union all
        ${changes(sql`'increase'`, times, own)}`;
    case "withdrawn":
      return changes(sql`'decommitment', 'withdrawal'`, times, own);
    case "certified":
      return sql`
        select commitment_id, line, 'certifiedService' as kind, id, number, certified_on as "on", note, author, ${times(sql`amount`)}
          from certified_service where commitment_id = ${own}`;
    case "requested":
      return sql`
        select commitment_id, line, 'paymentRequest' as kind, id, number, requested_on as "on", coalesce(invoice, '') as note, author,
               ${times(sql`amount`)}
          from payment_request where commitment_id = ${own} and state <> 'rejected'`;
    case "paid":
      return sql`
        select q.commitment_id, q.line, 'payment' as kind, q.id, p.number, p.paid_on as "on", coalesce(q.invoice, '') as note, p.author,
               ${times(sql`p.amount`)}
          from payment_request q join payment p on p.payment_request_id = q.id where q.commitment_id = ${own}`;
  }
}

function changes(
  kinds: RawBuilder<unknown>,
  times: (amount: RawBuilder<unknown>) => RawBuilder<unknown>,
  own: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`
    select commitment_id, line, 'commitmentChange' as kind, id, number, changed_on as "on", reason as note, author, ${times(sql`amount`)}
      from commitment_change where commitment_id = ${own} and kind in (${kinds})`;
}
