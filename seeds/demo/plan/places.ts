import type { Place } from "#app/domain/allotment/movement.ts";
import type { Action } from "#seeds/nomenclature/activities.ts";

/**
 * The documented key (« fictif ») that shares what is published by action over units, natures and activities.
 * Weights only compare within one action and one class.
 */
export interface WeightedPlace extends Place {
  readonly action: Action;
  readonly weight: bigint;
}

/** How large a regional directorate is beside the others. */
export const regionWeights: Readonly<Record<string, bigint>> = {
  DR11: 18n,
  DR24: 5n,
  DR27: 6n,
  DR28: 7n,
  DR32: 10n,
  DR44: 11n,
  DR52: 8n,
  DR53: 8n,
  DR75: 11n,
  DR76: 11n,
  DR84: 13n,
  DR93: 9n,
  DR94: 2n,
  DR01: 4n,
  DR04: 5n,
};
/** The directorates whose regional studies serve the others. */
const studyRegions = ["DR11", "DR32", "DR44", "DR75", "DR76", "DR84"];
/** Weights are compared to this many decimals. */
const scale = 1_000_000n;

type Row = readonly [unit: string, nature: string, activity: string, weight: number];

/** Title 2: who is paid where. Nature `T2` here; its categories come with the months. */
export const personnelPlaces: readonly WeightedPlace[] = [
  ...regions("T2", "01-ENQ", 62),
  ...rows([
    ["DSE", "T2", "01-REP", 12],
    ["DSDS", "T2", "01-REC", 10],
    ["SG-CES", "T2", "01-IND", 6],
    ["SG-SDICS", "T2", "01-IND", 4],
    ["CSM", "T2", "01-REP", 6],
  ]),
  ...regions("T2", "06-ETU", 88, studyRegions),
  ...rows([
    ["DDAR", "T2", "06-DIF", 12],
    ["DSDS", "T2", "08-MEN", 40],
    ["DESE", "T2", "08-CON", 28],
    ["DSE", "T2", "08-ETU", 18],
    ["DCSRI", "T2", "08-ETU", 14],
    ["SG-DPG", "T2", "09-PIL", 9],
    ["SG-DRH", "T2", "09-FOR", 10],
    ["SG-DSG", "T2", "09-LOG", 8],
    ["SG-DI", "T2", "09-INF", 16],
    ["SG-DOMP", "T2", "09-PIL", 8],
    ["SG-SDIB", "T2", "09-INF", 8],
    ["IG", "T2", "09-PIL", 3],
    ["CNI-AIX", "T2", "09-INF", 6],
    ["CNI-LIL", "T2", "09-INF", 8],
    ["CNI-NAN", "T2", "09-INF", 8],
    ["CNI-ORL", "T2", "09-INF", 8],
    ["CNI-PAR", "T2", "09-INF", 5],
    ["CEFIL", "T2", "09-FOR", 3],
  ]),
];

/** Other titles: who buys what. Rents, IT, training and grants are bought centrally for others. */
export const expensePlaces: readonly WeightedPlace[] = [
  ...rows([
    ["DSDS", "63-REC", "01-REC", 34],
    ["DSDS", "31-COL", "01-REC", 8],
    ["DSE", "31-COL", "01-ENQ", 10],
    ["DSE", "31-INF", "01-REP", 6],
    ["SG-CES", "31-COL", "01-IND", 6],
    ["CSM", "31-AFF", "01-REP", 6],
  ]),
  ...regions("31-COL", "01-ENQ", 21),
  ...regions("31-DEP", "01-ENQ", 9),
  ...regions("31-ETU", "06-ETU", 80, studyRegions),
  ...rows([
    ["DDAR", "31-ETU", "06-DIF", 20],
    ["DSDS", "31-COL", "08-MEN", 45],
    ["DSDS", "31-INF", "08-MEN", 10],
    ["DESE", "31-ETU", "08-CON", 20],
    ["DSE", "31-ETU", "08-ETU", 15],
    ["DCSRI", "31-DEP", "08-ETU", 10],
    ["SG-DSG", "31-LOC", "09-IMM", 30],
    ["SG-DSG", "31-FLU", "09-IMM", 5],
    ["SG-DSG", "31-ENT", "09-LOG", 6],
    ["SG-DSG", "51-AME", "09-IMM", 6],
    ["SG-DSG", "31-FOU", "09-ACH", 3],
    ["SG-DI", "31-INF", "09-INF", 16],
    ["SG-DI", "51-MAT", "09-INF", 8],
    ["SG-DI", "52-LOG", "09-INF", 7],
    ["SG-SDIB", "31-INF", "09-INF", 3],
    ["SG-DRH", "31-FOR", "09-FOR", 3],
    ["SG-DRH", "31-SOC", "09-SOC", 4],
    ["SG-DRH", "31-DEP", "09-DIA", 1],
    ["SG-DPG", "31-ETU", "09-PIL", 1],
    ["CEFIL", "31-FOR", "09-FOR", 2],
    ["CNI-AIX", "31-FLU", "09-INF", 1],
    ["CNI-LIL", "31-FLU", "09-INF", 1],
    ["CNI-NAN", "31-FLU", "09-INF", 1],
    ["CNI-ORL", "31-FLU", "09-INF", 1],
    ["CNI-PAR", "31-FLU", "09-INF", 1],
  ]),
];

/** Missions are refunded without a commitment (flow 4): AE and CP are consumed together, at payment. */
export function isTravel({ nature }: Place): boolean {
  return nature === "31-DEP";
}

/** The title that a place's credits are notified and allotted on. */
export function titleOf({ nature }: Place): "T2" | "T3" | "T5" | "T6" {
  if (nature === "T2") return "T2";
  const [first] = nature;
  return first === "5" ? "T5" : first === "6" ? "T6" : "T3";
}

export function placeName({ unit, nature, activity }: Place): string {
  return `${unit} ${nature} ${activity}`;
}

function rows(list: readonly Row[]): WeightedPlace[] {
  return list.map(([unit, nature, activity, weight]) => ({
    unit,
    nature,
    activity,
    action: actionOf(activity),
    weight: BigInt(weight) * scale,
  }));
}

/** One place for each of the regions, which share `weight` by their size. */
function regions(
  nature: string,
  activity: string,
  weight: number,
  chosen: readonly string[] = Object.keys(regionWeights),
): WeightedPlace[] {
  const sizes = chosen.map((unit) => ({ unit, size: regionWeights[unit] ?? 0n }));
  const whole = sizes.reduce((total, { size }) => total + size, 0n);
  return sizes.map(({ unit, size }) => ({
    ...{ unit, nature, activity, action: actionOf(activity) },
    weight: (BigInt(weight) * size * scale) / whole,
  }));
}

function actionOf(activity: string): Action {
  const action = activity.slice(0, 2);
  if (action === "01" || action === "06" || action === "08" || action === "09") return action;
  throw new Error(`${activity} stands under no action of the demo`);
}
