import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lapseCredits } from "#app/commands/lapse-credits.ts";
import { type MoveCreditsInput, moveCredits } from "#app/commands/move-credits.ts";
import type { AsOf } from "#app/domain/as-of.ts";
import type { Day } from "#app/domain/month.ts";
import { creditsByUnit, openedByOrigin, programmeCredits, stageTotals } from "#db/queries/allotment-board.ts";
import { allot, dr } from "#tests/support/credits.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";

let organisation: SmallOrganisation;
const units = ["INSEE", "DR44", "DPT"];

beforeAll(async () => {
  organisation = await smallOrganisation();
  await allot(organisation, 1_000n);
});
afterAll(() => organisation.close());

/** The day that is so many days after today, by the database's own clock. */
async function dayFromNow(days: number): Promise<Day> {
  return await organisation.database.read(organisation.organisation, async (db) => {
    const { rows } = await sql<{
      day: Day;
    }>`select ((clock_timestamp() at time zone 'Europe/Paris')::date + ${days}::int)::text as day`.execute(db);
    return rows[0]?.day ?? "";
  });
}

type Shown = Awaited<ReturnType<typeof everything>>;
async function everything(asOf?: AsOf) {
  return await organisation.database.read(organisation.organisation, async (db) => ({
    units: await creditsByUnit(db, 2026, units, asOf),
    programme: await programmeCredits(db, 2026, units, asOf),
    totals: await stageTotals(db, 2026, units, asOf),
    origins: await openedByOrigin(db, 2026, asOf),
  }));
}
const redeploy = async (on: Day, amount: bigint) => {
  const input: MoveCreditsInput = {
    ...{ kind: "redeployment", on, reason: "Besoin" },
    lines: [{ resource: "CP", amount, from: { stage: "allotted", ...dr }, to: { stage: "allotted", ...dr, unit: "DPT" } }],
  };
  must(await moveCredits(await organisation.system(), input));
};

test("each day shows what was shown on it: by the days of the entries whatever was posted since, the year's end included", async () => {
  const shown = new Map<Day, Shown>();
  shown.set("2026-01-31", await everything());
  for (const [on, amount] of [
    ["2026-02-10", 100n],
    ["2026-03-10", 50n],
    ["2026-06-10", 7n],
  ] as const) {
    await redeploy(on, amount);
    shown.set(on, await everything());
  }
  must(await lapseCredits(await organisation.system(), { fiscalYear: 2026, on: "2026-12-31", reason: "Fin" }));
  for (const [on, then] of shown) expect(await everything({ on, known: false }), on).toEqual(then);
  expect(await everything({ on: "2026-12-31", known: false })).toEqual(await everything());
  expect((await everything({ on: "2026-01-04", known: false })).units.filter(({ unit }) => unit !== "INSEE")).toEqual([]);
});

test("as known: what is booked later for an earlier day was not known then", async () => {
  expect((await everything({ on: await dayFromNow(-1), known: true })).totals).toEqual([]);
  expect(await everything({ on: await dayFromNow(400), known: true })).toEqual(await everything());
});

test("every credit is somewhere: on any day what is opened equals the sum of the stages, class by class and resource by resource", async () => {
  for (const on of ["2026-01-02", "2026-01-05", "2026-02-10", "2026-06-10", "2026-12-31"]) {
    for (const { stages } of (await everything({ on, known: false })).totals) {
      const { voted = 0n, overrun = 0n, ...others } = stages;
      expect(
        Object.values(others).reduce((sum, amount) => sum + amount, 0n),
        on,
      ).toBe(voted + overrun);
    }
  }
});
