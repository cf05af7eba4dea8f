import { monthsOver } from "#app/domain/forecast/landing.ts";
import { addMonths, isMonth, type Month, monthOfYear } from "#app/domain/month.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { knownOn, searchOf } from "#app/http/search.ts";
import { parseSort, type Sort } from "#app/ui/table/sort.ts";
import type { VisibleUnit } from "#db/queries/access.ts";
import { followUp } from "#db/queries/follow-up.ts";
import { type FollowedRow, type FollowUpShown, followedMeasures, shownFigures } from "./shown.ts";

/** What the address asks of the follow-up, over the units in scope. */
export async function loadFollowUp({ db, url, year, today }: LoaderScene, units: readonly VisibleUnit[]): Promise<FollowUpShown> {
  const { searchParams } = url;
  const { measure: asked } = searchOf(url);
  const asOf = knownOn(url, today);
  const measure = followedMeasures.find((each) => each === asked) ?? "CP";
  const months = Array.from({ length: 12 }, (_, index) => addMonths(monthOfYear(year, 1), index));
  const over = months.slice(0, monthsOver(year, asOf?.on ?? today));
  const to = over.find((month) => month === searchParams.get("to")) ?? over.at(-1) ?? null;
  const count = to === null ? 0 : over.indexOf(to) + 1;
  const codes = units.map(({ code }) => code);
  const found = await followUp(db, { year, resource: measure, months: count, units: codes, asOf });
  const byUnit = found.units();
  const sort = parseSort(searchParams, ["unit", "whole", ...months.filter(isMonth)], { key: "whole", descending: true });
  const grouped = searchParams.get("group") === "kind";
  const followedOf = units.filter(({ code }) => byUnit.has(code));
  const rowOf = ({ code, shortLabel }: VisibleUnit): FollowedRow[] => {
    const own = byUnit.get(code);
    return own ? [{ ...own, key: code, label: shortLabel, unit: code }] : [];
  };
  const groups = [
    { key: "regional", units: followedOf.filter(({ kind }) => kind === "regionalDirectorate") },
    { key: "central", units: followedOf.filter(({ kind }) => kind !== "regionalDirectorate") },
  ].filter((group) => group.units.length > 0);
  const inOrder = (rows: readonly FollowedRow[]) => sorted(rows, sort, months);
  const rows = grouped
    ? groups.flatMap(({ key, units: own }): FollowedRow[] => [
        { ...found.of(own.map(({ code }) => code)), key, label: "", unit: null },
        ...inOrder(own.flatMap(rowOf)),
      ])
    : inOrder(followedOf.flatMap(rowOf));
  const show = shownFigures.find((each) => each === searchParams.get("show")) ?? "gap";
  return { measure, show, sort, grouped, months, to, over, known: asOf?.on ?? null, rows, whole: found.of(codes) };
}

/** By name, by the gap of a month or by that of the landing; what has none comes last. */
function sorted(rows: readonly FollowedRow[], { key, descending }: Sort, months: readonly Month[]): FollowedRow[] {
  const turn = descending ? -1 : 1;
  if (key === "unit") return [...rows].sort((left, right) => turn * left.label.localeCompare(right.label, "fr"));
  const gapOf = (row: FollowedRow) => (key === "whole" ? row.landingGap : row.months[months.indexOf(key)]?.gap) ?? undefined;
  return [...rows].sort((left, right) => {
    const [own, other] = [gapOf(left), gapOf(right)];
    if (own === undefined || other === undefined) return Number(own === undefined) - Number(other === undefined);
    return turn * (own - other);
  });
}
