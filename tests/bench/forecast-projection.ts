import { noMonths, type YearOfMonths } from "#app/domain/forecast/landing.ts";
import { project, proposed } from "#app/domain/forecast/projection/project.ts";
import { type Outturn, placeName } from "#app/domain/forecast/references.ts";
import { grouped } from "#app/domain/grouped.ts";
import { absolute, sum } from "#app/domain/quantity.ts";
import { createOrganisation } from "#db/migrate.ts";
import { outturnsOf } from "#db/queries/forecast/references.ts";
import { executedYears } from "#seeds/demo/plan/calendar.ts";
import { demoOrganisation, seedDemo } from "#seeds/demo/seed.ts";
import { cloneTemplate } from "#tests/support/clone.ts";
import { startTestServer } from "#tests/support/server.ts";
import { atLeast, atMost, type BenchResult } from "./report.ts";

const today = "2026-06-15";
/** Fewer years before the one that is foretold would have nothing to choose a method by. */
const leastYears = 3;

interface Foretold {
  readonly measure: string;
  /** Parts of what was executed, month by month. */
  readonly error: number;
  readonly naive: number;
  readonly held: boolean;
}

/**
 * What would have been proposed a year ago for each unit, nature and activity of the demo, against what that year became: the method is chosen on the
 * years before it alone, so that nothing of the year is known. Beside it, what taking the year before as it was would have erred.
 */
export async function* projectionForetold(): AsyncGenerator<BenchResult, void> {
  const server = await startTestServer({});
  const world = await cloneTemplate(server.provided, { connections: 4 });
  try {
    const organisation = await createOrganisation(world.access, demoOrganisation);
    await seedDemo(world.database, { today, report: () => undefined });
    const whole = executedYears.filter((year) => year < Number(today.slice(0, 4)));
    const [first = 0, last = 0] = [whole[0], whole.at(-1)];
    const outturns = await world.database.read(organisation, async (db) => {
      const units = await db.selectFrom("unit").select("code").execute();
      const all: Outturn[][] = [];
      for (const { code: unit } of units) all.push(...grouped(await outturnsOf(db, { unit, from: first, to: last }), placeName).values());
      return all;
    });
    const tests = outturns.flatMap((own) => foretold(own, { first, last }));
    for (const measure of ["AE", "CP", "ETPT"]) {
      const own = tests.filter((test) => test.measure === measure);
      if (own.length === 0) continue;
      const work = `${measure} of ${last} foretold from the years before, ${own.length} places`;
      for (const [name, share] of [
        ["middle", 0.5],
        ["nine in ten", 0.9],
      ] as const)
        yield atMost(1, {
          work: `${work}, ${name} error by month, over last year's months`,
          value: at(own, "error", share),
          unit: "%",
          limit: at(own, "naive", share),
        });
      yield atLeast(0.5, {
        work: `${work}, outturn within the range`,
        value: (100 * own.filter(({ held }) => held).length) / own.length,
        unit: "%",
        limit: 100,
      });
    }
  } finally {
    await world.close();
    await server.stop();
  }
}

function foretold(own: readonly Outturn[], { first, last }: { first: number; last: number }): Foretold[] {
  const monthsOf = (year: number): YearOfMonths => own.find((outturn) => outturn.year === year)?.months ?? noMonths;
  const begun = Math.min(...own.map(({ year }) => year), last);
  const history = Array.from({ length: last - Math.max(begun, first) }, (_, index) => monthsOf(Math.max(begun, first) + index));
  const [actual, place] = [monthsOf(last), own[0]];
  const total = sum(actual);
  const projection = history.length < leastYears ? undefined : project(history);
  if (!place || !projection || total <= 0n) return [];
  const missed = (months: YearOfMonths) => Number(sum(months.map((amount, month) => absolute(amount - (actual[month] ?? 0n)))));
  const size = Number(sum(actual.map(absolute)));
  return [
    {
      measure: place.measure,
      error: (100 * missed(projection.months)) / size,
      naive: (100 * missed(proposed(history, "last", "last"))) / size,
      held: projection.low <= total && total <= projection.high,
    },
  ];
}

/** The error that this share of the places stay under. */
function at(tests: readonly Foretold[], key: "error" | "naive", share: number): number {
  const sorted = tests.map((test) => test[key]).toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
