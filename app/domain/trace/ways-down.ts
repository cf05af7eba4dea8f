import { isPlanned } from "../cube/measure.ts";
import { makingsOf } from "./chain-measure.ts";
import { type ChainKey, type CubeKey, type CutDimension, isChainKey, type TraceKey, type WayDown } from "./trace-key.ts";

const cuts = ["spendingClass", "category", "action", "activity", "nature", "month"] as const satisfies readonly CutDimension[];

/** How the parts of a figure can be told, in the order in which they are proposed; `several`: its scope holds more than one unit. */
export function waysDownOf(key: TraceKey, several: boolean): WayDown[] {
  return isChainKey(key) ? chainWays(key, several) : cubeWays(key as CubeKey, several);
}

/** Of one commitment first its documents; of several, where and when they were made. */
function chainWays({ measure, exercise, document }: ChainKey, several: boolean): WayDown[] {
  const units = several ? (["unit"] as const) : [];
  const { step, standing } = makingsOf[measure] ?? {};
  const makings = [...(step ? (["step"] as const) : []), ...(standing ? (["standing"] as const) : [])];
  // What falls due has no document but its schedule.
  if (document) return measure === "due" ? ["exercise", ...units] : ["document", ...makings, ...units];
  return [...units, ...(exercise === undefined ? (["exercise"] as const) : []), ...makings, "document"];
}

function cubeWays({ measure, resource, cut = {}, document }: CubeKey, several: boolean): WayDown[] {
  const units = several ? (["unit"] as const) : [];
  if (measure === "landing") return [...units, "making"];
  if (document) return isPlanned(measure) ? ["document"] : ["entry"];
  const isKnown = (each: CutDimension) =>
    cut[each] !== undefined ||
    (each === "spendingClass" && (resource === "EUR" || cut.title !== undefined || cut.category !== undefined)) ||
    (each === "category" && resource === "EUR") ||
    (cut.nature !== undefined && (each === "spendingClass" || each === "category")) ||
    (cut.activity !== undefined && each === "action");
  return [...units, ...cuts.filter((each) => !isKnown(each)), "document"];
}

/** The figure that a part is: the key without what was said of its own parts. */
export function withinCode({ by: _by, page: _page, ...key }: TraceKey, by: "unit" | CutDimension, code: string): TraceKey {
  if (by === "unit") return { ...key, scope: { kind: "alone", unit: code } };
  return { ...key, cut: { ...key.cut, [by]: code } };
}
