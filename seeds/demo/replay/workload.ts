import { freezeWorkForecast } from "#app/commands/freeze-work-forecast.ts";
import { type DaysInput, planWork } from "#app/commands/plan-work.ts";
import { recordWorkTime } from "#app/commands/record-work-time.ts";
import { addWorkItem } from "#app/commands/save-work-item.ts";
import { sayAwayDays } from "#app/commands/set-up-workload.ts";
import { monthOf } from "#app/domain/month.ts";
import { balances, placeName, type TeamBalance, type WorkLoad } from "#app/domain/workload/plan.ts";
import { keptUnits } from "#db/queries/reference.ts";
import { workItems } from "#db/queries/workload/items.ts";
import { openMonths } from "#db/queries/workload/months.ts";
import { yearOfWork } from "#db/queries/workload/plan.ts";
import { askingRequests } from "#db/queries/workload/requests.ts";
import { pendingUnit } from "#seeds/nomenclature/units.ts";
import { currentYear, type Progress, plannedYear } from "../plan/calendar.ts";
import { currentShare, halfDays, sharedWorks, spentShare } from "../plan/workload.ts";
import { accepted, type StageSet } from "./stage-set.ts";

/** Works asked for by the requests of the next campaign: so many wait for their decision. */
const candidates = 6;

/**
 * The workload plan of the year and of the next (« fictif »): works that go over several units, each team's own current work, candidates that wait
 * for their request; then a kept forecast, and the time of the months that are over and open.
 */
export async function planWorkload(set: StageSet, { today, months: over }: Progress): Promise<void> {
  const { database, organisation } = set;
  const units = (await database.read(organisation, keptUnits)).map(({ code }) => code).filter((code) => code !== pendingUnit);
  const teams = await database.read(organisation, async (db) => {
    const years = [currentYear, plannedYear];
    const found: TeamBalance[] = [];
    for (const year of years) found.push(...balances((await yearOfWork(db, { units, year, today })).plan));
    return found.filter(({ capacity, profile }) => capacity > 0n && profile !== "");
  });
  const loads: { readonly code: string; readonly team: TeamBalance; readonly share: number }[] = [];
  for (const { code, label, kind, unit, activity, months, share } of sharedWorks) {
    const item = { code, label, kind, unit, activity, requestId: null, firstMonth: months[0], lastMonth: months[1] };
    accepted(await addWorkItem(set.as("programme", today), item), code);
    for (const team of teams) {
      const part = months[0] <= team.month && (months[1] === null || team.month <= months[1]) ? share(team) : null;
      if (part !== null) loads.push({ code, team, share: part });
    }
  }
  for (const unit of new Set(teams.map((team) => team.unit))) {
    const code = `${unit}-COURANT`;
    const item = { label: `Travaux courants ${unit}`, kind: "recurrent", activity: "01-ENQ", requestId: null } as const;
    accepted(
      await addWorkItem(set.as("programme", today), { ...item, code, unit, firstMonth: `${currentYear}-01`, lastMonth: null }),
      code,
    );
    for (const team of teams) if (team.unit === unit) loads.push({ code, team, share: currentShare(team) });
  }
  await planCandidates(set, today, units, teams, loads);
  const codes = [...new Set(loads.map(({ code }) => code))];
  const ids = new Map((await database.read(organisation, (db) => workItems(db, { codes }, today))).map(({ code, id }) => [code, id]));
  const days = loads.flatMap(({ code, team, share }): WorkLoad[] => {
    const amount = halfDays((team.capacity * BigInt(share)) / 100n);
    return amount === 0n ? [] : [{ item: ids.get(code) ?? "", unit: team.unit, profile: team.profile, month: team.month, days: amount }];
  });
  const planned = days.map((own): DaysInput => ({ ...own, seen: 0n }));
  accepted(await planWork(set.as("programme", today), { source: "import", days: planned }), "workload plan");
  accepted(await freezeWorkForecast(set.as("programme", today), { year: currentYear, name: "Prévision initiale" }), "workload forecast");
  await sayTraining(set, today, over);
  await spendTime(set, today, over, days);
}

/** New measures of the next campaign bring works, which count once they are granted. */
async function planCandidates(
  set: StageSet,
  today: string,
  units: readonly string[],
  teams: readonly TeamBalance[],
  loads: { code: string; team: TeamBalance; share: number }[],
): Promise<void> {
  const { database, organisation } = set;
  let rank = 0;
  for (const unit of units) {
    const team = teams.find((own) => own.unit === unit && own.month === `${plannedYear}-03`);
    const [asking] = (await database.read(organisation, (db) => askingRequests(db, [unit]))).filter(({ year }) => year === plannedYear);
    if (!team || !asking || rank >= candidates) continue;
    rank += 1;
    const code = `CAND-${String(rank).padStart(2, "0")}`;
    const months = { firstMonth: `${plannedYear}-02`, lastMonth: `${plannedYear}-10` };
    const item = { code, label: asking.title, kind: "project", unit, activity: "01-ENQ", requestId: asking.id, ...months } as const;
    accepted(await addWorkItem(set.as("programme", today), item), code);
    for (const own of teams)
      if (own.unit === unit && own.profile === team.profile && months.firstMonth <= own.month && own.month <= months.lastMonth)
        loads.push({ code, team: own, share: 12 });
  }
}

/** Days of training and of union duty of one unit, as totals. */
async function sayTraining(set: StageSet, today: string, over: number): Promise<void> {
  const days = Array.from({ length: Math.max(over, 1) }, (_, index) => ({
    month: `${currentYear}-${String(index + 1).padStart(2, "0")}`,
    kind: "training" as const,
    days: 1_200n,
  }));
  accepted(
    await sayAwayDays(set.as("programme", today), {
      unit: "DR44",
      days: [...days, { month: days[0]?.month ?? "", kind: "union", days: 450n }],
    }),
    "days away",
  );
}

async function spendTime(set: StageSet, today: string, over: number, days: readonly WorkLoad[]): Promise<void> {
  const past = Array.from({ length: over }, (_, index) => `${currentYear}-${String(index + 1).padStart(2, "0")}`).filter(
    (month) => month < monthOf(today),
  );
  const open = new Set(await set.database.read(set.organisation, (db) => openMonths(db, past)));
  const spent = days
    .filter(({ month, item }) => open.has(month) && item !== "")
    .map((own) => ({ ...own, days: halfDays((own.days * BigInt(spentShare(placeName(own)))) / 100n) }));
  if (spent.length > 0) accepted(await recordWorkTime(set.as("programme", today), { source: "import", days: spent }), "time spent");
}
