import { isMonth, type Month, monthOf, yearOf } from "#app/domain/month.ts";
import { sum } from "#app/domain/quantity.ts";
import { type Team, teamName } from "#app/domain/workload/plan.ts";
import { meanFte } from "#app/domain/workload/typed-trial.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import type { VisibleUnit } from "#db/queries/access.ts";
import { yearOfWork } from "#db/queries/workload/plan.ts";
import { workloadSettings } from "#db/queries/workload/settings.ts";

/** What a team is called: its unit where there are several, its profile where it is known. */
export type TeamLabels = readonly [unit: string | null, profile: string | null];

/** A team of the trial, and what it holds before anything is tried. */
export interface TrialTeam extends Team {
  readonly name: string;
  readonly labels: TeamLabels;
  readonly fte: bigint;
}

/** Days of an item that a team does from the chosen month on. */
export interface TrialWork extends Team {
  readonly name: string;
  readonly item: string;
  readonly label: string;
  readonly teamLabels: TeamLabels;
  readonly days: bigint;
}

/** The plan of a unit and those below it, with its words; a trial goes from the month of the address, else from the current one. */
export async function loadTrial({ db, year, url, today }: LoaderScene, units: readonly VisibleUnit[]) {
  const work = await yearOfWork(db, { units: units.map(({ code }) => code), year, today });
  const asked = url.searchParams.get("from") ?? "";
  const now = yearOf(today) === year ? monthOf(today) : (work.months[0] ?? "");
  const from: Month = isMonth(asked) && work.months.includes(asked) ? asked : now;
  const ahead = work.months.filter((month) => month >= from);
  const unitLabels = new Map(units.map(({ code, shortLabel }) => [code, shortLabel]));
  const profiles = new Map(work.profiles.map(({ code, label }) => [code, label]));
  const labelOf = ({ unit, profile }: Team): TeamLabels => [
    units.length > 1 ? (unitLabels.get(unit) ?? unit) : null,
    profiles.get(profile) ?? null,
  ];
  const names = new Map(
    [...work.plan.presences, ...work.plan.loads].map((own) => [teamName(own), { unit: own.unit, profile: own.profile }] as const),
  );
  const teams = [...names].map(
    ([name, team]): TrialTeam => ({ ...team, name, labels: labelOf(team), fte: meanFte(work.plan, team, ahead) }),
  );
  const places = new Map(work.plan.loads.map((own) => [`${own.item} ${teamName(own)}`, own] as const));
  return {
    ...{ from, months: work.months, plan: work.plan },
    thresholds: (await workloadSettings(db)).thresholds,
    teams,
    works: [...places].map(
      ([name, { item, unit, profile }]): TrialWork => ({
        ...{ name, item, unit, profile, teamLabels: labelOf({ unit, profile }) },
        label: work.items.get(item)?.label ?? item,
        days: sum(work.plan.loads.filter((own) => `${own.item} ${teamName(own)}` === name && own.month >= from).map(({ days }) => days)),
      }),
    ),
    seen: work.known.map(({ item, unit, profile, month, changeId }) => ({ place: `${item} ${unit} ${profile} ${month}`, changeId })),
  };
}
