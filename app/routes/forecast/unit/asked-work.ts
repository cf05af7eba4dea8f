import type { Day } from "#app/domain/month.ts";
import { sum } from "#app/domain/quantity.ts";
import { loadLevel } from "#app/domain/workload/capacity.ts";
import { anyProfile, balances } from "#app/domain/workload/plan.ts";
import type { Db } from "#db/client.ts";
import { daysByProfile } from "#db/queries/forecast/profile.ts";
import { yearOfWork } from "#db/queries/workload/plan.ts";
import { workloadSettings } from "#db/queries/workload/settings.ts";

export type AskedWork = Awaited<ReturnType<typeof askedWork>>[number];

/** The days that a unit's sheet asks of each profile in a year, beside those that its people can give, and whether that is an overload. */
export async function askedWork(db: Db, { campaign, unit, year, today }: { campaign: string; unit: string; year: number; today: Day }) {
  const asked = await daysByProfile(db, campaign, unit, year);
  if (asked.length === 0) return [];
  const held = balances((await yearOfWork(db, { units: [unit], year, today })).plan);
  const { thresholds } = await workloadSettings(db);
  return asked.map((own) => {
    const capacity = sum(held.filter(({ profile }) => profile === (own.profile ?? anyProfile)).map((each) => each.capacity));
    return { ...own, capacity, isOver: ["over", "impossible"].includes(loadLevel(own.days, capacity, thresholds)) };
  });
}
