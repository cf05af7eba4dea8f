import type { Resource } from "../quantity.ts";
import type { Stage } from "../stage.ts";

/**
 * What the cube measures. The journal tells, in the budget book:
 * - `opened`: everything that reached these units, whatever became of it; over the whole organisation, what was voted;
 * - `programmeReserve`, `unallocated`: what the programme keeps;
 * - `notified` = `reserve` + `toRelease` + `released`; `released` (« mis à disposition ») = `available` + `earmarked` + what is taken − `overrun`;
 * - `used`: AE committed, or consumed without a commitment; CP paid; staff and days consumed. `requested`: CP that wait for their payment;
 * - `overrun`: what recorded facts took and no credit covered; `lapsed`: what an exercise did not use, once its end has been told.
 *
 * In the general book: `expense` and `income`, classes 6 and 7. The plan tells `asked`, what was handed in for a year by its initial
 * campaign, and `decided`, what its adopted scenarios grant.
 *
 * Each is a sum of signed places, so that a figure is the sum of its parts whatever it is cut by. In the smallest unit of the resource.
 */
export const journalMeasures = [
  "opened",
  "programmeReserve",
  "unallocated",
  "notified",
  "reserve",
  "toRelease",
  "released",
  "available",
  "earmarked",
  "requested",
  "used",
  "overrun",
  "lapsed",
  "expense",
  "income",
] as const;
export const planMeasures = ["asked", "decided"] as const;
export type JournalMeasure = (typeof journalMeasures)[number];
export type PlanMeasure = (typeof planMeasures)[number];
export type Measure = JournalMeasure | PlanMeasure;

export function isPlanned(measure: Measure): measure is PlanMeasure {
  return (planMeasures as readonly Measure[]).includes(measure);
}

/**
 * Where a line stands: a stage of the budget book, or the class of an account of the general book. The reserve of the root unit is the
 * programme's and was notified to nobody: it has a place of its own.
 */
export type Place = Stage | "programmeReserve" | "6" | "7";

/** The places that a measure adds up, as debit − credit, and whether their sum is turned round. */
export interface Parts {
  readonly places: readonly Place[];
  readonly turned: boolean;
}

const taken: readonly Place[] = ["committed", "requested", "consumed"];
const released: readonly Place[] = ["allotted", "earmarked", ...taken, "overrun"];
const notified: readonly Place[] = [...released, "notified", "reserve"];

const places: Readonly<Record<Exclude<JournalMeasure, "used">, readonly Place[]>> = {
  opened: [...notified, "unallocated", "programmeReserve", "lapsed"],
  programmeReserve: ["programmeReserve"],
  unallocated: ["unallocated"],
  notified,
  reserve: ["reserve"],
  toRelease: ["notified"],
  released,
  available: ["allotted"],
  earmarked: ["earmarked"],
  requested: ["requested"],
  overrun: ["overrun"],
  lapsed: ["lapsed"],
  expense: ["6"],
  income: ["7"],
};

/** What a measure is made of, for one resource; no place: the resource has no such measure. */
export function partsOf(measure: JournalMeasure, resource: Resource): Parts {
  const isGeneral = measure === "expense" || measure === "income";
  if (isGeneral !== (resource === "EUR")) return { places: [], turned: false };
  const own = measure === "used" ? usedPlaces(resource) : places[measure];
  return { places: own, turned: measure === "overrun" || measure === "income" };
}

function usedPlaces(resource: Resource): readonly Place[] {
  return resource === "AE" ? ["committed", "consumed"] : ["consumed"];
}
