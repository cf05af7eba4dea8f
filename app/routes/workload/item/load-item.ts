import { type Month, monthOf, monthOfYear } from "#app/domain/month.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { isWithin } from "#app/domain/workload/item.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import type { BurnUpMonth } from "#app/ui/figure/burn-up.ts";
import { visibleUnits } from "#db/queries/access.ts";
import { profilesOn } from "#db/queries/forecast/profile.ts";
import { changesOf, type KnownDays, plannedDays, spentDays } from "#db/queries/workload/days.ts";
import { workForecasts } from "#db/queries/workload/forecasts.ts";
import { type NamedItem, workItems } from "#db/queries/workload/items.ts";
import type { DaysRow } from "../days-table.tsx";

const changesShown = 20;

/** A team that does some of an item, with its days by profile. */
export interface ItemTeam {
  readonly unit: string;
  readonly label: string;
  readonly mayPlan: boolean;
  /** Its days are in the fields of a form. */
  readonly isWritten: boolean;
  /** Of its form. */
  readonly key: string;
  readonly rows: readonly DaysRow[];
}

/** The item of a code that the reader sees: their unit answers for it, or some of their people do it; then the request behind it is not theirs to read. */
export async function findItem({ db, access, today }: Pick<LoaderScene, "db" | "access" | "today">, code: string) {
  const units = await visibleUnits(db, access, "planning.read", today);
  const [item] = await workItems(db, { codes: [code], units: units.map((own) => own.code) }, today);
  if (!item) return undefined;
  const isWhole = units.some(({ code }) => code === item.unit);
  return { item: isWhole ? item : { ...item, requestId: null, requestTitle: null }, units, isWhole };
}

/**
 * The year of an item: what each team is to do and did, month by month, and its way beside the latest forecast. Of the whole for whoever sees the unit that
 * answers for it; else of the reader's own teams.
 */
export async function loadItem(
  { db, year, url, today, mayDo, newKey }: LoaderScene,
  { item, units, isWhole }: NonNullable<Awaited<ReturnType<typeof findItem>>>,
) {
  const months = Array.from({ length: 12 }, (_, index) => monthOfYear(year, index + 1));
  const seen = isWhole ? undefined : units.map(({ code }) => code);
  const of = { from: months[0] ?? "", to: months.at(-1) ?? "", items: [item.id], ...(seen ? { units: seen } : {}) };
  const planned = await plannedDays(db, of);
  const spent = await spentDays(db, of);
  const [forecast] = await workForecasts(db, year);
  const before = forecast ? await plannedDays(db, of, forecast.changeId) : undefined;
  const profiles = await profilesOn(db, today);
  const mine = units.filter(({ code }) => mayDo("workload.plan", code));
  const added = mine.find(({ code }) => code === url.searchParams.get("team"))?.code;
  const codes = [...new Set([...planned.map(({ unit }) => unit), ...(added === undefined ? [] : [added])])].sort();
  const labels = new Map(units.map(({ code, label }) => [code, label]));
  const asked = url.searchParams.get("profile");
  const teams = codes.map((unit): ItemTeam => {
    // One team is written at a time, and one profile is added at a time: a page of all of them would be hundreds of fields.
    const isWritten = unit === added && mayDo("workload.plan", unit);
    const all = profiles.map(({ code, label }) => rowOf(code, label, planned, { unit, item, months }));
    const holds = all.filter(({ cells }) => cells.some((own) => own && own.days > 0n));
    const rows = isWritten
      ? all.filter((row) => holds.includes(row) || row.place === asked || (holds.length === 0 && row === all[0] && asked === null))
      : holds;
    return { unit, label: labels.get(unit) ?? unit, isWritten, mayPlan: mayDo("workload.plan", unit), key: newKey(), rows };
  });
  return {
    ...{ months, teams },
    profiles: profiles.map(({ code, label }) => ({ value: code, label })),
    choices: mine.map(({ code, label }) => ({ value: code, label })),
    burnUp: burnUpOf(months, { planned, spent, before, over: monthOf(today) }),
    total: { planned: total(planned), spent: total(spent), forecast: before ? total(before) : null },
    forecast: forecast?.name ?? null,
    changes: (await changesOf(db, "work_load", { item: item.id, units: seen, most: changesShown })).map((own) => ({
      ...own,
      at: own.at.toISOString(),
    })),
  };
}

function rowOf(
  profile: string,
  label: string,
  planned: readonly KnownDays[],
  of: { unit: string; item: NamedItem; months: readonly Month[] },
): DaysRow {
  return {
    ...{ place: profile, label },
    cells: of.months.map((month) => {
      const own = planned.find((each) => each.unit === of.unit && each.profile === profile && each.month === month);
      if (!own && !isWithin(of.item, month)) return null;
      return { days: own?.days ?? 0n, seen: own?.changeId ?? 0n };
    }),
  };
}

/** What was spent, cumulated, against what is planned now; the ceiling is what the latest forecast gave the year, or the plan itself. */
function burnUpOf(
  months: readonly Month[],
  {
    planned,
    spent,
    before,
    over,
  }: { planned: readonly KnownDays[]; spent: readonly KnownDays[]; before: readonly KnownDays[] | undefined; over: Month },
): BurnUpMonth[] {
  const until = (days: readonly KnownDays[], month: Month): Quantity =>
    sum(days.filter((own) => own.month <= month).map((own) => own.days));
  const last =
    spent
      .map(({ month }) => month)
      .sort()
      .at(-1) ?? "";
  return months.map((month) => ({
    month,
    actual: month <= last && month <= over ? until(spent, month) : null,
    planned: until(planned, month),
    ceiling: total(before ?? planned),
  }));
}

function total(days: readonly KnownDays[]): Quantity {
  return sum(days.map((own) => own.days));
}
