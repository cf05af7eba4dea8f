import { type RawBuilder, sql } from "kysely";
import type { AsOf } from "#app/domain/as-of.ts";
import type { Dimension } from "#app/domain/cube/dimension.ts";
import { type JournalMeasure, type Place, partsOf } from "#app/domain/cube/measure.ts";
import { type CubeQuestion, dimensionsOf, isAnsweredByBalances } from "#app/domain/cube/question.ts";
import { endOf } from "../as-of.ts";
import { above } from "./above.ts";

/** What an answer is grouped by inside the database: the columns of its dimensions, months and years still being periods. */
export type Column = Exclude<Dimension, "year" | "month"> | "fiscal_year" | "period";

/** The columns that a list of dimensions is told from. */
export function columnsOf(wanted: readonly Dimension[]): Column[] {
  return [
    ...new Set(
      wanted.flatMap((each): Column[] => (each === "month" ? ["fiscal_year", "period"] : each === "year" ? ["fiscal_year"] : [each])),
    ),
  ];
}

/**
 * What the journal holds, for a question: a row for each balance or line, with the columns of the dimensions that it touches, `resource`,
 * `place` and `amount` (debit − credit). Balances are of today: what a past day leaves out is taken off them line by line.
 */
export function journalSource(question: CubeQuestion, measures: readonly JournalMeasure[]): RawBuilder<unknown> {
  const wanted = columnsOf(dimensionsOf(question));
  const places = placesOf(question, measures);
  const left = leftOut(question);
  if (!isAnsweredByBalances(question)) return journalLines(question, measures);
  // One after the other, each without those before: every one finds its lines by an index of its own.
  const taken = left.map(({ isKnownBy, condition }, index) => {
    const others = left.slice(0, index).map((before) => sql`(${before.condition}) is not true`);
    return lines(question, wanted, places, { isKnownBy, condition: and([condition, ...others]) }, sql`l.credit - l.debit`);
  });
  return sql.join([balances(question, wanted, places), ...taken], sql` union all `);
}

const traced = sql`, l.entry_id, l.document, l.document_id`;

/**
 * The same line by line, whatever the balances could tell, each with `entry_id`, `document` and `document_id` besides: what a figure is made
 * of, down to its entries.
 */
export function journalLines(question: CubeQuestion, measures: readonly JournalMeasure[]): RawBuilder<unknown> {
  const kept = leftOut(question).map(({ isKnownBy, condition }) => ({ isKnownBy, condition: sql`(${condition}) is not true` }));
  const isKnownBy = kept.some((each) => each.isKnownBy === "entry") ? "entry" : "line";
  const condition = and(kept.map((each) => each.condition));
  return lines(question, columnsOf(dimensionsOf(question)), placesOf(question, measures), { isKnownBy, condition }, undefined, traced);
}

interface Places {
  readonly budget: readonly string[];
  /** First digits of accounts. */
  readonly general: readonly string[];
}

/** The places that any of the measures counts, as the journal writes them. */
function placesOf({ resources }: CubeQuestion, measures: readonly JournalMeasure[]): Places {
  const ofResources = (kept: (resource: string) => boolean) =>
    measures.flatMap((measure) => resources.filter(kept).flatMap((resource) => partsOf(measure, resource).places));
  const written = (place: Place) => (place === "programmeReserve" ? "reserve" : place);
  return {
    budget: [...new Set(ofResources((resource) => resource !== "EUR").map(written))],
    general: [...new Set(ofResources((resource) => resource === "EUR"))],
  };
}

const roots = sql`(select code from unit_version where superseded_at is null and parent is null and kind = 'institute')`;

/** The place of a row, where the programme's reserve is told from that of the units. */
function placeOf(section: RawBuilder<unknown>, unit: string): RawBuilder<Place> {
  return sql<Place>`case when ${section} = 'reserve' and ${sql.ref(unit)} in ${roots} then 'programmeReserve' else ${section} end`;
}

/** The periods that a question keeps: those of its months, up to the last one. */
function inPeriods({ where, upTo }: CubeQuestion, alias: string): RawBuilder<unknown> {
  if (upTo === undefined && !where?.month) return sql``;
  return sql`and (${sql.ref(`${alias}.fiscal_year`)}, ${sql.ref(`${alias}.period`)}) in (
    select fiscal_year, period from period
     where ${upTo === undefined ? sql`true` : sql`to_char(first_day, 'YYYY-MM') <= ${upTo}`}
       and ${where?.month ? sql`to_char(first_day, 'YYYY-MM') = any(${[...where.month]}::text[])` : sql`true`})`;
}

function balances(question: CubeQuestion, wanted: readonly Column[], { budget, general }: Places): RawBuilder<unknown> {
  const { years, resources, where } = question;
  const columns: Partial<Record<Column, RawBuilder<unknown>>> = {
    fiscal_year: sql`b.fiscal_year`,
    period: sql`b.period`,
    unit: sql`b.unit`,
    // Every nature of personnel is of a title; « hors titre 2 » itself is of none.
    spendingClass: sql`case when b.book = 'budget' then coalesce(n.spending_class, 'nonPersonnel') end`,
    title: sql`b.title`,
  };
  const books = [...(budget.length > 0 ? ["budget"] : []), ...(general.length > 0 ? ["general"] : [])];
  return sql`
    select ${selected(wanted, columns)} b.resource, ${placeOf(sql`b.section`, "b.unit")} as place, b.debit - b.credit as amount
      from unit_balance b
      ${wanted.includes("spendingClass") ? sql`left join nature n on n.code = b.title` : sql``}
     where b.fiscal_year = any(${[...years]}::int[]) and b.book = any(${books}::text[]) and b.resource = any(${[...resources]}::text[])
       and b.section = any(${[...budget, ...general]}::text[]) ${inUnits("b", where?.unit)} ${inPeriods(question, "b")}`;
}

/** What a line is kept or left out for: by itself, or by its entry. */
interface Condition {
  readonly isKnownBy: "line" | "entry";
  readonly condition: RawBuilder<unknown>;
}

function lines(
  question: CubeQuestion,
  wanted: readonly Column[],
  { budget, general }: Places,
  { isKnownBy, condition }: Condition,
  amount: RawBuilder<unknown> = sql`l.debit - l.credit`,
  besides: RawBuilder<unknown> = sql``,
): RawBuilder<unknown> {
  const { years, resources, where } = question;
  const columns: Record<Column, RawBuilder<unknown>> = {
    fiscal_year: sql`l.fiscal_year`,
    period: sql`l.period`,
    unit: sql`l.unit`,
    spendingClass: sql`case when l.book = 'budget' then n.spending_class end`,
    title: sql`v.title`,
    category: sql`c.node`,
    nature: sql`l.nature`,
    action: sql`a.node`,
    activity: sql`l.activity`,
    movement: sql`coalesce(m.origin, m.kind)`,
  };
  const joins: Partial<Record<Column, RawBuilder<unknown>>> = {
    spendingClass: sql`left join nature n on n.code = l.nature`,
    title: sql`left join nature_version v on v.code = l.nature and v.superseded_at is null and v.valid @> l.entry_date`,
    category: sql`left join ${above({ versions: "nature_version", level: "category" })} c on c.code = l.nature and c.valid @> l.entry_date`,
    action: sql`left join ${above({ versions: "activity_version", level: "action" })} a on a.code = l.activity and a.valid @> l.entry_date`,
    movement: sql`left join movement m on m.id = l.document_id`,
  };
  const inBudget = sql`(l.book = 'budget' and l.account = any(${[...budget]}::text[]))`;
  const inGeneral = sql`(l.book = 'general' and left(l.account, 1) = any(${[...general]}::text[]))`;
  const inPlaces = general.length === 0 ? inBudget : budget.length === 0 ? inGeneral : sql`(${inBudget} or ${inGeneral})`;
  return sql`
    select ${selected(wanted, columns)} l.resource,
           ${placeOf(sql`case l.book when 'budget' then l.account else left(l.account, 1) end`, "l.unit")} as place, ${amount} as amount ${besides}
      from entry_line l ${isKnownBy === "entry" ? sql`join entry e on e.id = l.entry_id` : sql``}
      ${sql.join(
        wanted.flatMap((column) => joins[column] ?? []),
        sql` `,
      )}
     where l.fiscal_year = any(${listed(years)}) and l.resource = any(${[...resources]}::text[]) and ${inPlaces}
       ${inUnits("l", where?.unit)} ${inPeriods(question, "l")} and ${condition}`;
}

/** Written into the statement, so that it is planned on the partitions of these years alone. */
function listed(years: readonly number[]): RawBuilder<unknown> {
  return sql`${sql.lit(`{${years.join(",")}}`)}::int[]`;
}

function inUnits(alias: string, units: readonly string[] | undefined): RawBuilder<unknown> {
  return units ? sql`and ${sql.ref(`${alias}.unit`)} = any(${[...units]}::text[])` : sql``;
}

function selected(wanted: readonly Column[], columns: Partial<Record<Column, RawBuilder<unknown>>>): RawBuilder<unknown> {
  return sql.join(
    wanted.map((column) => sql`${columns[column]} as ${sql.ref(column)}, `),
    sql``,
  );
}

/** The lines that an answer leaves out, each for one reason at least; nothing is left out where nothing is said. */
function leftOut({ asOf, lapse = "putBack" }: CubeQuestion): Condition[] {
  return [...(lapse === "putBack" ? [ending] : []), ...(asOf ? after(asOf) : [])];
}

/** Those that ended an exercise for its credits, and those that undid it. */
const ending: Condition = {
  isKnownBy: "line",
  condition: sql`l.document_id in (select m.id from movement m where m.kind = 'lapse')`,
};

/** Dated after the day; or dated before its end and booked later. */
function after({ on, known }: AsOf): Condition[] {
  const dated: Condition = { isKnownBy: "line", condition: sql`l.entry_date > ${on}::date` };
  const late: Condition = { isKnownBy: "entry", condition: sql`e.recorded_at >= ${endOf(on)} and e.entry_date <= ${on}::date` };
  return known ? [dated, late] : [dated];
}

function and(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}
