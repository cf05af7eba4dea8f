import { replacements } from "#app/domain/means/equipment.ts";
import { deadlinesOf, isInForce } from "#app/domain/means/lease.ts";
import { leaseSchedule } from "#app/domain/means/lease-schedule.ts";
import { useOf as siteUse } from "#app/domain/means/site.ts";
import { meansYears } from "#app/domain/means/years.ts";
import { yearOf } from "#app/domain/month.ts";
import { sum } from "#app/domain/quantity.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { equipmentLots } from "#db/queries/means/equipment.ts";
import { indexRates, leases } from "#db/queries/means/leases.ts";
import { surfaceTarget } from "#db/queries/means/settings.ts";
import { occupationsOf, sites } from "#db/queries/means/sites.ts";
import { unitsInScope } from "../units/scope.ts";

/** How many years are looked at, the exercise included: as far as a sheet plans. */
const yearsAhead = 9;

/**
 * The sites of the scope with what they cost in the exercise. A site of another unit where one of these has its place is shown without its rent: what a
 * unit pays is read with its plan. Decisions to take come the nearest first.
 */
export async function loadMeans(scene: LoaderScene) {
  const { db, year, today } = scene;
  const units = await unitsInScope(scene, "planning.read");
  const codes = units.map(({ code }) => code);
  const inScope = new Set(codes);
  const found = await sites(db, { units: codes }, today);
  const paid = found.filter(({ unit }) => inScope.has(unit));
  const rates = await indexRates(db);
  const told = (await leases(db, { siteIds: paid.map(({ id }) => id) })).map((lease) => ({
    ...lease,
    schedule: leaseSchedule(lease, rates),
  }));
  const occupations = await occupationsOf(
    db,
    found.map(({ id }) => id),
    today,
  );
  const lots = await equipmentLots(db, { units: codes });
  const from = yearOf(today);
  const replaced = lots.flatMap((lot) => replacements(lot, from, year + yearsAhead).map((own) => ({ ...own, lot })));
  const rows = found.map((site) => {
    const pays = inScope.has(site.unit);
    const here = occupations.filter(({ siteId, unit }) => siteId === site.id && (pays || inScope.has(unit)));
    const own = told.filter(({ siteId }) => siteId === site.id);
    const [cost] = meansYears(
      own.map(({ schedule }) => schedule),
      [],
      year,
      year,
    );
    const next = own.flatMap((lease) => deadlinesOf(lease, today)).toSorted((left, right) => (left.decideBy < right.decideBy ? -1 : 1))[0];
    return {
      ...{ site, pays, units: here.map(({ unit }) => unit), cost: pays ? (cost?.cp ?? 0n) : null },
      use: pays ? siteUse(site, here, cost?.cp ?? 0n) : null,
      leased: own.some((lease) => isInForce(lease, today)),
      next: next ?? null,
    };
  });
  const siteOf = new Map(found.map((site) => [site.id, site]));
  return {
    ...{ units, rows, lots, target: await surfaceTarget(db), rates },
    years: meansYears(
      told.map(({ schedule }) => schedule),
      replaced,
      year,
      year + yearsAhead,
    ),
    equipmentYears: meansYears([], replaced, year, year + yearsAhead),
    leases: told.map((lease) => ({ ...lease, site: siteOf.get(lease.siteId)?.label ?? "", unit: siteOf.get(lease.siteId)?.unit ?? "" })),
    deadlines: told
      .flatMap((lease) =>
        deadlinesOf(lease, today).map((own) => ({
          ...own,
          lease: lease.code,
          site: siteOf.get(lease.siteId)?.label ?? "",
          rent: lease.rent,
        })),
      )
      .toSorted((left, right) => (left.decideBy < right.decideBy ? -1 : 1)),
    surface: sum(paid.map(({ surface }) => surface)),
    residents: occupations.filter(({ siteId }) => paid.some(({ id }) => id === siteId)).reduce((total, own) => total + own.residents, 0),
    replaced,
  };
}

export type Means = Awaited<ReturnType<typeof loadMeans>>;
