import { type Day, type Month, monthOfYear } from "#app/domain/month.ts";
import { anyProfile, type TeamMonth, type WorkPlan } from "#app/domain/workload/plan.ts";
import type { Db } from "../../client.ts";
import { profilesOn, type WorkProfile } from "../forecast/profile.ts";
import { capacity } from "../workforce/capacity.ts";
import { conventionOf } from "../workforce/settings.ts";
import { awayDays } from "./away.ts";
import { type KnownDays, plannedDays } from "./days.ts";
import { type NamedItem, workItems } from "./items.ts";
import { workloadSettings } from "./settings.ts";

/** A year of work of some units, as it stands. */
export interface YearOfWork {
  readonly months: readonly Month[];
  readonly profiles: readonly WorkProfile[];
  /** By their identifiers, those on which these units have days, candidates and refused ones too. */
  readonly items: ReadonlyMap<string, NamedItem>;
  /** What counts: the days of planned items. */
  readonly plan: WorkPlan;
  /** Days of candidates: they count from their grant on. */
  readonly candidates: readonly KnownDays[];
  /** Each place with the change that said it last, whatever the standing of its item. */
  readonly known: readonly KnownDays[];
}

/** What these units can give in a year and what is asked of them; of the plan as it stood after a change, if one is named. */
export async function yearOfWork(
  db: Db,
  { units, year, today, after }: { units: readonly string[]; year: number; today: Day; after?: bigint | undefined },
): Promise<YearOfWork> {
  const months = Array.from({ length: 12 }, (_, index) => monthOfYear(year, index + 1));
  const [from = "", to = ""] = [months[0], months.at(-1)];
  const profiles = await profilesOn(db, today);
  const known = await plannedDays(db, { from, to, units }, after);
  const items = new Map((await workItems(db, { ids: [...new Set(known.map(({ item }) => item))] }, today)).map((own) => [own.id, own]));
  const standing = (item: string) => items.get(item)?.standing;
  const { availability } = await workloadSettings(db);
  return {
    ...{ months, profiles, items, known },
    plan: {
      availability,
      presences: await presencesOf(db, units, year, months, profiles),
      away: await awayDays(db, { units, from, to }),
      loads: known.filter(({ item }) => standing(item) === "planned"),
    },
    candidates: known.filter(({ item }) => standing(item) === "candidate"),
  };
}

/** Full-time equivalents by unit, profile and month: contracts name a profile by its code or its label. */
async function presencesOf(
  db: Db,
  units: readonly string[],
  year: number,
  months: readonly Month[],
  profiles: readonly WorkProfile[],
): Promise<TeamMonth[]> {
  const rows = await capacity(db, { units, year, convention: await conventionOf(db, year) });
  const codes = profileCodes(profiles);
  const found = new Map<string, { unit: string; profile: string; month: Month; fte: bigint }>();
  for (const { unit, profile: name, months: amounts } of rows) {
    const profile = codes.get(name.toLocaleLowerCase("fr")) ?? anyProfile;
    for (const [index, month] of months.entries()) {
      const key = `${unit} ${profile} ${month}`;
      const own = found.get(key) ?? { unit, profile, month, fte: 0n };
      own.fte += amounts[index] ?? 0n;
      found.set(key, own);
    }
  }
  return [...found.values()].filter(({ fte }) => fte > 0n);
}

/** The code of each profile, by what contracts may call it: its code or its label, in small letters. */
export function profileCodes(profiles: readonly WorkProfile[]): Map<string, string> {
  return new Map(profiles.flatMap(({ code, label }) => [code, label].map((name) => [name.toLocaleLowerCase("fr"), code] as const)));
}
