import { totalOf } from "#app/domain/cube/answer.ts";
import {
  type Fate,
  type FlowPlace,
  fatesOf,
  flowPlaceOf,
  flowStages,
  type MoneyFlow,
  moneyFlows,
  placeKey,
} from "#app/domain/cube/flow.ts";
import { costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import { addMonths, type Day, lastDayOf, monthOf, monthOfYear } from "#app/domain/month.ts";
import { within } from "#app/domain/trace/trace-of.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { knownOn, searchOf } from "#app/http/search.ts";
import type { VisibleUnit } from "#db/queries/access.ts";
import { labelsOf } from "#db/queries/allotment-places.ts";
import { readCube } from "#db/queries/cube/cube.ts";
import { scopedUnit } from "../../units/scope.ts";
import { type FlowsShown, flowMeasures, flowWayNames, flowWays } from "./shown.ts";

type FlowScene = Pick<LoaderScene, "db" | "url" | "year" | "today" | "access" | "mayDo">;

/** What the address asks of the flows of a year, over the units in scope. */
export async function loadFlows(scene: FlowScene, units: readonly VisibleUnit[]): Promise<FlowsShown> {
  const { db, url, year, today, access, mayDo } = scene;
  const { searchParams } = url;
  const { measure: asked } = searchOf(url);
  const asOf = knownOn(url, today);
  const measure = flowMeasures.find((each) => each === asked) ?? "CP";
  const stage = flowStages.find((each) => each === searchParams.get("stage")) ?? "opened";
  const way = flowWayNames.find((each) => each === searchParams.get("by")) ?? "titles";
  const read = asOf?.on ?? today;
  const months = Array.from({ length: 12 }, (_, index) => addMonths(monthOfYear(year, 1), index)).filter((month) => month <= monthOf(read));
  const to = months.find((month) => month === searchParams.get("to")) ?? null;
  const columns = flowWays[way];
  const codes = units.map(({ code }) => code);
  const sight = costSightOf(access);
  const seesPersonnel = measure === "ETPT" || codes.every((code) => costView(sight, code) === "whole" || mayDo("execution.pay", code));
  const rows = await readCube(db, {
    ...{ measures: ["opened", "overrun", ...fatesOf("opened")], resources: [measure], years: [year] },
    ...{ by: [...new Set(["spendingClass" as const, ...columns])], where: { unit: codes }, asOf, ...(to === null ? {} : { upTo: to }) },
  });
  const total = (of: Fate | "opened" | "overrun") => totalOf(rows, of, measure);
  const flows = moneyFlows(rows, (at, fate) => columns.map((column) => flowPlaceOf(at, column, fate, seesPersonnel)), stage);
  return {
    ...{ measure, stage, way, flows, to, months },
    names: await namesOf(scene, units, flows),
    place: { resource: measure, scope: within(scopedUnit(url, units)), year, asOf, ...(to === null ? {} : { upTo: to }) },
    asOf: earliest(to === null ? read : lastDayOf(to), lastDayOf(monthOfYear(year, 12)), read),
    totals: {
      ...{ opened: total("opened"), used: total("used"), available: total("available") + total("earmarked"), overrun: total("overrun") },
      held: total("toRelease") + total("reserve") + total("unallocated") + total("programmeReserve"),
    },
  };
}

function earliest(...days: readonly Day[]): Day {
  return days.reduce((first, day) => (day < first ? day : first));
}

/** What the codes of these flows are called, by the key of their place. */
async function namesOf(
  { db, year }: FlowScene,
  units: readonly VisibleUnit[],
  flows: readonly MoneyFlow[],
): Promise<Record<string, string>> {
  const on = `${year}-12-31`;
  const places = new Map(flows.flatMap(({ from, to }) => [from, to]).map((place) => [placeKey(place), place]));
  const codesOf = (...kept: string[]) =>
    [...places.values()].flatMap((place) => (place.kind === "code" && kept.includes(place.dimension) ? [place.code] : []));
  const natures = await labelsOf(db, "nature", codesOf("category"), on);
  const activities = await labelsOf(db, "activity", codesOf("action"), on);
  const own = new Map(units.map(({ code, shortLabel }) => [code, shortLabel]));
  const nameOf = (place: FlowPlace): string | undefined => {
    if (place.kind !== "code") return undefined;
    return place.dimension === "unit" ? own.get(place.code) : (place.dimension === "action" ? activities : natures).get(place.code);
  };
  return Object.fromEntries(
    [...places].flatMap(([key, place]) => {
      const name = nameOf(place);
      return name === undefined ? [] : [[key, name]];
    }),
  );
}
