import { type RawBuilder, sql } from "kysely";
import { merged } from "#app/domain/cube/answer.ts";
import type { Dimension } from "#app/domain/cube/dimension.ts";
import { isPlanned, type JournalMeasure, type Measure, partsOf } from "#app/domain/cube/measure.ts";
import type { CubeQuestion, CubeRow } from "#app/domain/cube/question.ts";
import type { Quantity, Resource } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";
import { journalSource } from "./journal-source.ts";
import { planSource } from "./plan-source.ts";

/**
 * The figures of every dashboard, chart, export and document: one amount for each place, resource and measure that a question asks for, from
 * the balances that are kept when they can tell, from the lines of the journal when they cannot, and from the plan. Rows where nothing
 * stands are left out.
 */
export async function readCube<By extends Dimension, Of extends Measure>(
  db: Db,
  question: CubeQuestion<By, Of>,
): Promise<CubeRow<By, Of>[]> {
  const { measures, by } = question;
  const told = measures.filter((measure): measure is Of & JournalMeasure => !isPlanned(measure));
  const rows: CubeRow<By, Of>[] = [];
  if (told.length > 0)
    rows.push(
      ...(await summed(
        db,
        question,
        journalSource(question, told),
        told.map((each) => [each, journalAmount(each, question)]),
      )),
    );
  for (const measure of measures) {
    if (isPlanned(measure))
      rows.push(...(await summed(db, question, planSource(question, measure), [[measure, sql<Quantity>`sum(amount)`]])));
  }
  return merged(rows, by, measures);
}

/** The sum of what a measure is made of, resource by resource. */
function journalAmount(measure: JournalMeasure, { resources }: CubeQuestion): RawBuilder<Quantity> {
  const signed = resources.flatMap((resource) => {
    const { places, turned } = partsOf(measure, resource);
    return places.length === 0
      ? []
      : [
          sql`when resource = ${sql.lit(resource)} and place in (${sql.join(places.map((place) => sql.lit(place)))}) then ${turned ? sql`-amount` : sql`amount`}`,
        ];
  });
  return signed.length === 0 ? sql<Quantity>`0` : sql<Quantity>`sum(case ${sql.join(signed, sql` `)} else 0 end)`;
}

async function summed<By extends Dimension, Of extends Measure>(
  db: Db,
  question: CubeQuestion<By, Of>,
  source: RawBuilder<unknown>,
  amounts: readonly (readonly [Measure, RawBuilder<Quantity>])[],
): Promise<CubeRow<By, Of>[]> {
  const { by, measures } = question;
  const columns = [...by.map((dimension) => sql.ref(dimension)), sql`resource`];
  const places = sql.join(columns);
  const { rows } = await sql<Record<string, string | null> & Record<`of ${string}`, Quantity>>`
    select ${places}, ${sql.join(amounts.map(([measure, amount]) => sql`coalesce(${amount}, 0)::bigint as ${sql.ref(`of ${measure}`)}`))}
      from (${source}) source
     where ${cut(question)}
     group by ${places}`.execute(db);
  return rows.map((row) => ({
    at: Object.fromEntries(by.map((dimension) => [dimension, row[dimension] ?? null])) as Record<By, string | null>,
    resource: row.resource as Resource,
    amounts: Object.fromEntries(measures.map((measure) => [measure, row[`of ${measure}`] ?? 0n])) as Record<Of, Quantity>,
  }));
}

/** Every code of a dimension unless the question keeps some; up to its last month. */
function cut({ where = {}, upTo }: CubeQuestion): RawBuilder<unknown> {
  const conditions = Object.entries(where).map(([dimension, codes]) => sql`${sql.ref(dimension)} = any(${[...codes]}::text[])`);
  if (upTo !== undefined) conditions.push(sql`(month is null or month <= ${upTo})`);
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}
