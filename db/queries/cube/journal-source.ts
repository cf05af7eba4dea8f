import { type RawBuilder, sql } from "kysely";
import type { AsOf } from "#app/domain/as-of.ts";
import type { Dimension } from "#app/domain/cube/dimension.ts";
import { type JournalMeasure, type Place, partsOf } from "#app/domain/cube/measure.ts";
import { type CubeQuestion, dimensionsOf, isAnsweredByBalances } from "#app/domain/cube/question.ts";
import { isAfter } from "../as-of.ts";
import { above } from "./above.ts";

/**
 * What the journal holds, for a question: a row for each balance or line, with the columns of the dimensions that it touches, `resource`,
 * `place` and `amount` (debit − credit).
 */
export function journalSource(question: CubeQuestion, measures: readonly JournalMeasure[]): RawBuilder<unknown> {
  const { asOf, lapse = "putBack" } = question;
  const wanted = dimensionsOf(question);
  const places = placesOf(question, measures);
  if (!isAnsweredByBalances(question)) return lines(question, wanted, places, kept(asOf, lapse));
  const left = leftOut(asOf, lapse);
  const balances = balancesOf(question, wanted, places);
  return left ? sql`${balances} union all ${lines(question, wanted, places, left, sql`l.credit - l.debit`)}` : balances;
}

/** The places that any of the measures counts, as the journal writes them. */
function placesOf({ resources }: CubeQuestion, measures: readonly JournalMeasure[]): string[] {
  const all = measures.flatMap((measure) => resources.flatMap((resource) => partsOf(measure, resource).places));
  return [...new Set(all.map((place) => (place === "programmeReserve" ? "reserve" : place)))];
}

const roots = sql`(select code from unit_version where superseded_at is null and parent is null and kind = 'institute')`;

/** The place of a row, where the programme's reserve is told from that of the units. */
function placeOf(section: RawBuilder<unknown>, unit: string): RawBuilder<Place> {
  return sql<Place>`case when ${section} = 'reserve' and ${sql.ref(unit)} in ${roots} then 'programmeReserve' else ${section} end`;
}

function balancesOf(
  { years, resources, where }: CubeQuestion,
  wanted: readonly Dimension[],
  places: readonly string[],
): RawBuilder<unknown> {
  const columns: Partial<Record<Dimension, RawBuilder<unknown>>> = {
    year: sql`b.fiscal_year::text`,
    month: sql`to_char(p.first_day, 'YYYY-MM')`,
    unit: sql`b.unit`,
    // Every nature of personnel is of a title; « hors titre 2 » itself is of none.
    spendingClass: sql`case when b.book = 'budget' then coalesce(n.spending_class, 'nonPersonnel') end`,
    title: sql`b.title`,
  };
  const inUnits = where?.unit ? sql`and b.unit = any(${[...where.unit]}::text[])` : sql``;
  return sql`
    select ${selected(wanted, columns)} b.resource, ${placeOf(sql`b.section`, "b.unit")} as place, b.debit - b.credit as amount
      from unit_balance b
      ${wanted.includes("month") ? sql`join period p on p.fiscal_year = b.fiscal_year and p.period = b.period` : sql``}
      ${wanted.includes("spendingClass") ? sql`left join nature n on n.code = b.title` : sql``}
     where b.fiscal_year = any(${[...years]}::int[]) and b.resource = any(${[...resources]}::text[]) and b.section = any(${[...places]}::text[])
           ${inUnits}`;
}

function lines(
  { years, resources, where }: CubeQuestion,
  wanted: readonly Dimension[],
  places: readonly string[],
  condition: RawBuilder<unknown>,
  amount: RawBuilder<unknown> = sql`l.debit - l.credit`,
): RawBuilder<unknown> {
  const columns: Record<Dimension, RawBuilder<unknown>> = {
    year: sql`l.fiscal_year::text`,
    month: sql`to_char(p.first_day, 'YYYY-MM')`,
    unit: sql`l.unit`,
    spendingClass: sql`case when l.book = 'budget' then n.spending_class end`,
    title: sql`v.title`,
    category: sql`c.node`,
    nature: sql`l.nature`,
    action: sql`a.node`,
    activity: sql`l.activity`,
  };
  const joins: Partial<Record<Dimension, RawBuilder<unknown>>> = {
    month: sql`join period p on p.fiscal_year = l.fiscal_year and p.period = l.period`,
    spendingClass: sql`left join nature n on n.code = l.nature`,
    title: sql`left join nature_version v on v.code = l.nature and v.superseded_at is null and v.valid @> l.entry_date`,
    category: sql`left join ${above({ versions: "nature_version", level: "category" })} c on c.code = l.nature and c.valid @> l.entry_date`,
    action: sql`left join ${above({ versions: "activity_version", level: "action" })} a on a.code = l.activity and a.valid @> l.entry_date`,
  };
  const inUnits = where?.unit ? sql`and l.unit = any(${[...where.unit]}::text[])` : sql``;
  const section = sql`case l.book when 'budget' then l.account else left(l.account, 1) end`;
  return sql`
    select ${selected(wanted, columns)} l.resource, ${placeOf(section, "l.unit")} as place, ${amount} as amount
      from entry_line l join entry e on e.id = l.entry_id
      ${sql.join(
        wanted.flatMap((dimension) => joins[dimension] ?? []),
        sql` `,
      )}
     where l.fiscal_year = any(${[...years]}::int[]) and l.resource = any(${[...resources]}::text[]) and ${section} = any(${[...places]}::text[])
           ${inUnits} and ${condition}`;
}

function selected(wanted: readonly Dimension[], columns: Partial<Record<Dimension, RawBuilder<unknown>>>): RawBuilder<unknown> {
  return sql.join(
    wanted.map((dimension) => sql`${columns[dimension]} as ${sql.ref(dimension)}, `),
    sql``,
  );
}

/** The entries that ended an exercise for its credits, and those that undid them. */
const ending = sql`e.event_id in (select m.event_id from movement m where m.kind = 'lapse' and m.event_id is not null)`;

/** True of a line that an answer leaves out; none is left out when nothing is said. */
function leftOut(asOf: AsOf | undefined, lapse: "putBack" | "asPosted"): RawBuilder<unknown> | undefined {
  const conditions = [...(asOf ? [isAfter(asOf, "l", "e")] : []), ...(lapse === "putBack" ? [ending] : [])];
  return conditions.length === 0 ? undefined : sql`(${sql.join(conditions, sql` or `)})`;
}

function kept(asOf: AsOf | undefined, lapse: "putBack" | "asPosted"): RawBuilder<unknown> {
  const left = leftOut(asOf, lapse);
  return left ? sql`not ${left}` : sql`true`;
}
