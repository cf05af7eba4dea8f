import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Dimension, dimensions } from "#app/domain/cube/dimension.ts";
import { journalMeasures, type Measure, planMeasures } from "#app/domain/cube/measure.ts";
import type { CubeQuestion, CubeRow } from "#app/domain/cube/question.ts";
import { resources } from "#app/domain/quantity.ts";
import type { Organisation } from "#db/client.ts";
import { createOrganisation } from "#db/migrate.ts";
import { readCube } from "#db/queries/cube/cube.ts";
import { demoOrganisation, seedDemo } from "#seeds/demo/seed.ts";
import { allFacts, type Fact, independentAnswer } from "#tests/support/independent-figures.ts";
import { type TestDatabase, testDatabase } from "#tests/support/postgres.ts";
import { propertySeed } from "#tests/support/properties.ts";

/** P3: a figure is the same whoever adds it up. 2 000 questions in the long campaigns. */
const questions = process.env["TEST_LONG"] ? 2000 : 400;

let world: TestDatabase;
let organisation: Organisation;
let facts: Fact[];

beforeAll(async () => {
  world = await testDatabase();
  organisation = await createOrganisation(world.access, demoOrganisation);
  await seedDemo(world.database, { today: "2026-06-15", report: () => undefined });
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
        asOf: fc.record({ on: fc.constantFrom(...some.map(({ on }) => on ?? "2026-03-31"), "2026-05-31"), known: fc.boolean() }),
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
