import { type Day, type Month, yearOf } from "#app/domain/month.ts";
import type { PresentAs, SpentOn } from "#app/domain/workload/month.ts";
import { anyProfile } from "#app/domain/workload/plan.ts";
import type { Db } from "../../client.ts";
import { profilesOn } from "../forecast/profile.ts";
import { capacity } from "../workforce/capacity.ts";
import { conventionOf, staffCategories } from "../workforce/settings.ts";
import { spentDays } from "./days.ts";
import { workItems } from "./items.ts";
import { profileCodes } from "./plan.ts";

/** What a month of time is posted by. */
export interface WorkOfMonth {
  readonly spent: readonly SpentOn[];
  readonly present: readonly PresentAs[];
  /** Of employment, in the order of the categories. */
  readonly natures: readonly string[];
}

export async function workOfMonth(
  db: Db,
  { units, month, today }: { readonly units: readonly string[]; readonly month: Month; readonly today: Day },
): Promise<WorkOfMonth> {
  const days = await spentDays(db, { from: month, to: month, units });
  const items = new Map(
    (await workItems(db, { ids: [...new Set(days.map(({ item }) => item))] }, today)).map(({ id, activity }) => [id, activity]),
  );
  const categories = new Map((await staffCategories(db)).map(({ code, nature }) => [code, nature]));
  const year = yearOf(month);
  const codes = profileCodes(await profilesOn(db, today));
  const people = await capacity(db, { units, year, convention: await conventionOf(db, year) });
  const index = Number(month.slice(5, 7)) - 1;
  return {
    spent: days.map((own) => ({ unit: own.unit, profile: own.profile, activity: items.get(own.item) ?? "", days: own.days })),
    present: people.map(({ unit, category, profile, months }) => ({
      ...{ unit, profile: codes.get(profile.toLocaleLowerCase("fr")) ?? anyProfile },
      ...{ nature: categories.get(category) ?? "", fte: months[index] ?? 0n },
    })),
    natures: [...new Set(categories.values())],
  };
}
