import { saveAverageCost, saveHypotheses } from "#app/commands/save-costs.ts";
import type { StaffLine } from "#app/domain/forecast/staff/staff-line.ts";
import type { PlanningWorld } from "./planning.ts";
import { must } from "./small-organisation.ts";

/** Two categories of staff and the nature of contributions, beside the natures of the small organisation. */
export async function staffNatures({ superuser, organisation }: Pick<PlanningWorld, "superuser" | "organisation">): Promise<void> {
  for (const [code, parent, level] of [
    ["21-1025", "21", "nature"],
    ["21-1026", "21", "nature"],
    ["22", "T2", "category"],
  ] as const) {
    await superuser`insert into ${superuser(organisation.schemaName)}.nature (code, spending_class) values (${code}, 'personnel')`;
    await superuser`insert into ${superuser(organisation.schemaName)}.nature_version (code, valid, parent, label, level)
      values (${code}, '[2020-01-01,)', ${parent}, ${code}, ${level})`;
  }
}

/** 60 000 € for an ETPT of category A from 2027, GVT and measures nil, CAS Pensions 50 %. */
export async function staffCosts(world: PlanningWorld): Promise<void> {
  const cost = { category: "21-1025", fromYear: 2027, cost: 6_000_000n, categoryMeasures: 0n, rebasing: 0n, other: 0n };
  must(await saveAverageCost(await world.staff(), cost));
  const rates = { generalMeasures: 0n, gvtPlus: 0n, gvtMinus: 0n, pensions: 5_000n };
  must(await saveHypotheses(await world.staff(), { fromYear: 2027, ...rates, pensionsNature: "22" }));
}

export function staffLine(own: Partial<StaffLine> = {}): StaffLine {
  return { category: "21-1025", activity: "01-ENQ", fte: 100n, entry: "2027-07", exit: null, label: "Statisticien", ...own };
}
