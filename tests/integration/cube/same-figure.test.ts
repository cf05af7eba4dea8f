import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { wholeScope } from "#app/domain/arbitration/envelope-scope.ts";
import { totalOf } from "#app/domain/cube/answer.ts";
import { type Dimension, dimensions } from "#app/domain/cube/dimension.ts";
import { journalMeasures, type Measure, planMeasures } from "#app/domain/cube/measure.ts";
import type { CubeQuestion, CubeRow } from "#app/domain/cube/question.ts";
import { budgetResources, resources } from "#app/domain/quantity.ts";
import { heldBy } from "#app/routes/allotment/credit-rows.ts";
import type { Organisation } from "#db/client.ts";
import { creditsByUnit } from "#db/queries/allotment-board.ts";
import { ceilingsOf } from "#db/queries/arbitration/ceiling.ts";
import { knownYearsOf } from "#db/queries/arbitration/envelope-basis.ts";
import { shownCampaign } from "#db/queries/campaign.ts";
import { readCube } from "#db/queries/cube/cube.ts";
import { demoDatabase, demoDay } from "#tests/support/demo-database.ts";
import { allFacts, type Fact, independentAnswer } from "#tests/support/independent-figures.ts";
import type { TestDatabase } from "#tests/support/postgres.ts";
import { propertySeed } from "#tests/support/properties.ts";

/** P3: a figure is the same whoever adds it up. 2 000 questions in the long campaigns. */
const questions = process.env["TEST_LONG"] ? 2000 : 400;

/** The day on which the demo was really recorded. */
const seeded = new Date().toISOString().slice(0, 10);

let world: TestDatabase;
let organisation: Organisation;
let facts: Fact[];

beforeAll(async () => {
  world = await demoDatabase();
  organisation = world.organisation;
  facts = await world.database.read(organisation, allFacts);
}, 300_000);
afterAll(() => world.close());

/** Questions about what stands in a few facts: their years, their codes, and sometimes a code that stands nowhere. */
function anyQuestion(): fc.Arbitrary<CubeQuestion> {
  return fc.array(fc.constantFrom(...facts), { minLength: 1, maxLength: 4 }).chain((some) => {
    const codes = (dimension: Dimension) => [...new Set([...some.map(({ at }) => at[dimension] ?? "NOWHERE"), "NOWHERE"])];
    const cut = fc
      .uniqueArray(fc.constantFrom(...dimensions.filter((each) => each !== "year")), { maxLength: 2 })
      .chain((cutBy) => fc.tuple(...cutBy.map((each) => fc.subarray(codes(each), { minLength: 1 }).map((kept) => [each, kept] as const))))
      .map((pairs) => Object.fromEntries(pairs));
    return fc.record(
      {
        measures: fc.uniqueArray(fc.constantFrom<Measure>(...journalMeasures, ...planMeasures), { minLength: 1, maxLength: 4 }),
        resources: fc.uniqueArray(fc.constantFrom(...resources), { minLength: 1 }),
        years: fc.constant([...new Set(some.map(({ at }) => Number(at.year)))]),
        by: fc.uniqueArray(fc.constantFrom(...dimensions), { maxLength: 3 }),
        where: cut,
        upTo: fc.constantFrom(...codes("month").filter((month) => month !== "NOWHERE"), "2026-05"),
        lapse: fc.constantFrom("putBack" as const, "asPosted" as const),
        // The demo was recorded after all of these days: what is known on them is nothing, and the plan is read as it was known.
        asOf: fc.record({
          on: fc.constantFrom(...some.map(({ on }) => on ?? "2026-03-31").filter((on) => on < seeded), "2026-05-31"),
          known: fc.boolean(),
        }),
      },
      { requiredKeys: ["measures", "resources", "years", "by"] },
    );
  });
}

function asMap(rows: readonly CubeRow[], { by, measures }: CubeQuestion): Map<string, bigint[]> {
  return new Map(
    rows.map(({ at, resource, amounts }) => [
      JSON.stringify([resource, ...by.map((dimension) => at[dimension])]),
      measures.map((measure) => amounts[measure]),
    ]),
  );
}

test(`P3: the cube says what its facts add up to, for ${questions} random questions`, { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(anyQuestion(), async (question) => {
      const rows = await world.database.read(organisation, (db) => readCube(db, question));
      expect(asMap(rows, question)).toEqual(independentAnswer(facts, question));
    }),
    { numRuns: questions, seed: propertySeed },
  );
});

test("the board of credits, which reads the positions that decide, says what the cube says: random units, on random days", {
  timeout: 300_000,
}, async () => {
  await world.database.read(organisation, async (db) => {
    const units = [...new Set(facts.flatMap(({ at }) => at.unit ?? []))];
    const days = ["2026-01-31", "2026-03-31", "2026-05-20"];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(2025, 2026),
        fc.subarray(units, { minLength: 1 }),
        fc.option(fc.record({ on: fc.constantFrom(...days), known: fc.constant(false) }), { nil: undefined }),
        async (year, some, asOf) => {
          const credits = await creditsByUnit(db, year, some, asOf);
          const measures = [
            "notified",
            "reserve",
            "toRelease",
            "released",
            "available",
            "earmarked",
            "requested",
            "used",
            "overrun",
          ] as const;
          const rows = await readCube(db, {
            measures,
            resources: budgetResources,
            years: [year],
            by: ["unit", "spendingClass"],
            where: { unit: some },
            asOf,
          });
          for (const resource of budgetResources) {
            for (const unit of some) {
              const held = heldBy(credits, [unit], resource);
              const own = rows.filter(({ at }) => at.unit === unit);
              for (const measure of measures) {
                const rung = measure === "used" ? (resource === "AE" ? "engaged" : "paid") : measure;
                expect(held[rung], `${unit} ${resource} ${measure} ${asOf?.on ?? "now"}`).toBe(totalOf(own, measure, resource));
              }
            }
          }
        },
      ),
      { numRuns: process.env["TEST_LONG"] ? 200 : 15, seed: propertySeed },
    );
  });
});

test("what an envelope is reckoned from is read from balances, and is what the lines of its units add up to", async () => {
  await world.database.read(organisation, async (db) => {
    const campaign = await shownCampaign(db, 2027, null);
    if (!campaign) throw new Error("The demo has a campaign for 2027.");
    const { trees } = await ceilingsOf(db, campaign.id);
    const known = await knownYearsOf(db, { scope: wholeScope, trees, targetYear: 2027, today: demoDay });
    const { rows } = await sql<{ place: string; year: number | null; amount: bigint }>`
      select n.spending_class || ' ' || l.resource as place, l.fiscal_year as year, sum(l.debit - l.credit)::bigint as amount
        from entry_line l join nature n on n.code = l.nature
       where l.book = 'budget' and l.unit = any(${[...trees.asked]}::text[]) and l.fiscal_year between 2023 and 2025
         and l.account in ('consumed', 'committed') and (l.account = 'consumed' or l.resource = 'AE')
       group by 1, 2 having sum(l.debit - l.credit) <> 0
      union all
      select n.spending_class || ' ' || l.resource, null, sum(l.debit - l.credit)::bigint
        from entry_line l join nature n on n.code = l.nature
       where l.book = 'budget' and l.unit = any(${[...trees.asked]}::text[]) and l.fiscal_year = 2026 and l.account not in ('voted', 'unallocated')
       group by 1`.execute(db);
    expect(rows.length).toBeGreaterThan(10);
    const added = new Map(rows.map(({ place, year, amount }) => [`${place} ${year ?? "notified"}`, amount]));
    const told = known.flatMap(({ spendingClass, measure, executed, notified }) => [
      ...executed.map(({ year, amount }) => [`${spendingClass} ${measure} ${year}`, amount] as const),
      [`${spendingClass} ${measure} notified`, notified] as const,
    ]);
    expect(new Map(told)).toEqual(added);
  });
});
