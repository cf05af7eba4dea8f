import { type RawBuilder, sql } from "kysely";
import { merged } from "#app/domain/cube/answer.ts";
import type { Dimension } from "#app/domain/cube/dimension.ts";
import { isPlanned, type JournalMeasure, type Measure, type PlanMeasure, partsOf } from "#app/domain/cube/measure.ts";
import { type CubeQuestion, type CubeRow, type Cut, isAnsweredByBalances } from "#app/domain/cube/question.ts";
import type { Quantity, Resource } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";
import { KeptUntilPosted } from "../kept-until-posted.ts";
import { columnsOf, journalSource } from "./journal-source.ts";
import { planSource } from "./plan-source.ts";

/**
 * The figures of every dashboard, chart, export and document: one amount for each place, resource and measure that a question asks for, from
 * the balances that are kept when they can tell, from the lines of the journal when they cannot, and from the plan. Rows where nothing
 * stands are left out; in no order.
 */
export async function readCube<By extends Dimension, Of extends Measure>(
  db: Db,
  question: CubeQuestion<By, Of>,
): Promise<CubeRow<By, Of>[]> {
  const { measures, by } = question;
  const told = measures.filter((measure): measure is Of & JournalMeasure => !isPlanned(measure));
  const rows: CubeRow<By, Of>[] = [];
  if (told.length > 0) rows.push(...rowsOf(question, await journalRows(db, question, told)));
  for (const measure of measures) {
    if (isPlanned(measure)) rows.push(...rowsOf(question, (await plan(question, measure).execute(db)).rows));
  }
  return merged(rows, by, measures);
}

type Row = Readonly<Record<string, unknown>>;

/** What the lines of the journal come to, which are many; balances are few. */
const keptSums = new KeptUntilPosted<readonly Row[]>(100, { isSmall: (rows) => rows.length <= 5_000 });

async function journalRows(db: Db, question: CubeQuestion, measures: readonly JournalMeasure[]): Promise<readonly Row[]> {
  const asked = journal(question, measures);
  const read = async () => (await asked.execute(db)).rows;
  if (isAnsweredByBalances(question) && question.asOf === undefined) return await read();
  const { sql: text, parameters } = asked.compile(db);
  return await keptSums.of(db, `${text} ${JSON.stringify(parameters)}`, read);
}

function rowsOf<By extends Dimension, Of extends Measure>({ by, measures }: CubeQuestion<By, Of>, rows: readonly Row[]): CubeRow<By, Of>[] {
  return rows.map((row) => ({
    at: Object.fromEntries(by.map((dimension) => [dimension, row[dimension] ?? null])) as Record<By, string | null>,
    resource: row["resource"] as Resource,
    amounts: Object.fromEntries(measures.map((measure) => [measure, (row[`of ${measure}`] as Quantity | undefined) ?? 0n])) as Record<
      Of,
      Quantity
    >,
  }));
}

/** Added up by period and code first, told by month and year after: a text for each row would cost more than the sums. */
function journal(question: CubeQuestion, measures: readonly JournalMeasure[]): RawBuilder<Row> {
  const { by, where } = question;
  const columns = [...columnsOf(by).map((column) => sql.ref(column)), sql`resource`];
  const told = by.map((dimension) => {
    if (dimension === "month") return sql`to_char(p.first_day, 'YYYY-MM') as month`;
    return dimension === "year" ? sql`s.fiscal_year::text as year` : sql`s.${sql.ref(dimension)}`;
  });
  const amounts = measures.map((measure) => sql`coalesce(${journalAmount(measure, question)}, 0)::bigint as ${amountOf(measure)}`);
  return sql<Row>`
    select ${sql.join([...told, sql`s.resource`, ...measures.map((measure) => sql`s.${amountOf(measure)}`)])}
      from (select ${sql.join([...columns, ...amounts])}
              from (${journalSource(question, measures)}) f
             where ${conditions({ ...where, month: undefined })}
             group by ${sql.join(columns)}) s
      ${by.includes("month") ? sql`join period p on p.fiscal_year = s.fiscal_year and p.period = s.period` : sql``}`;
}

/** The sum of what a measure is made of, resource by resource, over rows of the journal's source. */
export function journalAmount(measure: JournalMeasure, { resources }: CubeQuestion): RawBuilder<Quantity> {
  const signed = resources.flatMap((resource) => {
    const { places, turned } = partsOf(measure, resource);
    const list = sql.join(places.map((place) => sql.lit(place)));
    return places.length === 0
      ? []
      : [sql`when resource = ${sql.lit(resource)} and place in (${list}) then ${turned ? sql`-amount` : sql`amount`}`];
  });
  return signed.length === 0 ? sql<Quantity>`0` : sql<Quantity>`sum(case ${sql.join(signed, sql` `)} else 0 end)`;
}

function plan(question: CubeQuestion, measure: PlanMeasure): RawBuilder<Row> {
  const columns = sql.join([...question.by.map((dimension) => sql.ref(dimension)), sql`resource`]);
  return sql<Row>`
    select ${columns}, sum(amount)::bigint as ${amountOf(measure)}
      from (${planSource(question, measure)}) f
     where ${plannedConditions(question)}
     group by ${columns}`;
}

/** What a question keeps of the rows of the plan's source. */
export function plannedConditions({ where = {}, upTo }: Pick<CubeQuestion, "where" | "upTo">): RawBuilder<unknown> {
  return sql`${conditions(where)} and ${upTo === undefined ? sql`true` : sql`(month is null or month <= ${upTo})`}`;
}

function amountOf(measure: Measure): RawBuilder<unknown> {
  return sql.ref(`of ${measure}`);
}

/** The codes that a question keeps of each dimension, over rows of a source. */
export function conditions(where: { readonly [Each in keyof Cut]?: readonly string[] | undefined }): RawBuilder<unknown> {
  const kept = Object.entries(where).flatMap(([dimension, codes]) =>
    codes ? [sql`${sql.ref(dimension)} = any(${[...codes]}::text[])`] : [],
  );
  return kept.length === 0 ? sql`true` : sql.join(kept, sql` and `);
}
