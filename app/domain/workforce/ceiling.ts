import { type Quantity, sum } from "../quantity.ts";

/** « Passage du plafond » of one category, in ETPT of the unit of a sheet (1 ETPT is 1 200): the layout of the annual documents. */
export interface CeilingBridge {
  /** (1) The ceiling of the year before. */
  readonly previous: Quantity;
  /** (2) « Mesures de périmètre ». */
  readonly perimeter: Quantity;
  /** (3) « Mesures de transfert ». */
  readonly transfers: Quantity;
  /** (4) « Corrections techniques ». */
  readonly technical: Quantity;
  /** Of (5): « extension en année pleine » of the scheme of the year before. */
  readonly fullYearEffect: Quantity;
  /** Of (5): impact of the year's own scheme. */
  readonly impact: Quantity;
}

export const ceilingRows = [
  "previous",
  "perimeter",
  "transfers",
  "technical",
  "fullYearEffect",
  "impact",
] as const satisfies readonly (keyof CeilingBridge)[];

/** (5) « Impact des schémas d'emplois »: the extension of the year before and the impact of the year. */
export function schemesOf({ fullYearEffect, impact }: CeilingBridge): Quantity {
  return fullYearEffect + impact;
}

/** (6) The ceiling of the year: (1) + (2) + (3) + (4) + (5). */
export function ceilingOf(bridge: CeilingBridge): Quantity {
  return sum(ceilingRows.map((row) => bridge[row]));
}

export const emptyBridge: CeilingBridge = { previous: 0n, perimeter: 0n, transfers: 0n, technical: 0n, fullYearEffect: 0n, impact: 0n };

/** Several categories as one. */
export function addedCeilings(bridges: readonly CeilingBridge[]): CeilingBridge {
  const added = (row: keyof CeilingBridge) => sum(bridges.map((own) => own[row]));
  return {
    ...{ previous: added("previous"), perimeter: added("perimeter"), transfers: added("transfers"), technical: added("technical") },
    ...{ fullYearEffect: added("fullYearEffect"), impact: added("impact") },
  };
}
