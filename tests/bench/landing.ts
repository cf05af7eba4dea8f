import { type BackTest, backTests, summaryOf } from "#app/domain/landing/back-test.ts";
import { createOrganisation } from "#db/migrate.ts";
import { landingHistories } from "#db/queries/landing.ts";
import { executedYears } from "#seeds/demo/plan/calendar.ts";
import { demoOrganisation, seedDemo } from "#seeds/demo/seed.ts";
import { cloneTemplate } from "#tests/support/clone.ts";
import { startTestServer } from "#tests/support/server.ts";
import { atLeast, atMost, type Bench, type BenchResult } from "./report.ts";

/** What the landings of the demo's past years would have been, against what they became. */
export const landing: Bench = {
  name: "landing",
  async *run() {
    const server = await startTestServer({});
    const world = await cloneTemplate(server.provided, { connections: 4 });
    try {
      const organisation = await createOrganisation(world.access, demoOrganisation);
      await seedDemo(world.database, { today: "2026-06-15", report: () => undefined });
      const whole = executedYears.filter((year) => year < 2026);
      const groups = await world.database.read(organisation, (db) => landingHistories(db, { years: whole }));
      const all = backTests(groups.map(({ spendingClass, resource, units }) => keyed(units, `${spendingClass} ${resource}`)));
      yield* results("every unit, class and resource", all);
      for (const { spendingClass, resource } of groups) {
        const own = all.filter(({ key }) => key.endsWith(` ${spendingClass} ${resource}`));
        yield* results(`${spendingClass} ${resource}`, own);
      }
      for (const months of [3, 6, 9])
        yield* results(
          `${months} months over`,
          all.filter((test) => test.months === months),
        );
    } finally {
      await world.close();
      await server.stop();
    }
  },
};

function keyed<Value>(units: ReadonlyMap<string, Value>, group: string): Map<string, Value> {
  return new Map([...units].map(([unit, value]) => [`${unit} ${group}`, value]));
}

/** In percent: how often the range held the outturn, and the middle error beside that of the two ways that anybody has. */
function* results(of: string, tests: readonly BackTest<string>[]): Generator<BenchResult> {
  if (tests.length === 0) return;
  const { count, held, error, linearError, lastYearError } = summaryOf(tests);
  const percent = (share: number) => share * 100;
  yield atLeast(0.7, { work: `${of}: outturn in the range, of ${count} landings`, value: percent(held), unit: "%", limit: 100 });
  yield atMost(0.9, { work: `${of}: outturn in the range`, value: percent(held), unit: "%", limit: 100 });
  yield atMost(1, { work: `${of}: middle error, over a rule of three`, value: percent(error), unit: "%", limit: percent(linearError) });
  yield atMost(1, {
    work: `${of}: middle error, over last year's profile`,
    value: percent(error),
    unit: "%",
    limit: percent(lastYearError),
  });
}
