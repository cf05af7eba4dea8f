import type { Quantity } from "../../quantity.ts";
import type { Refusal } from "../../refusal.ts";
import { accept, type Result, refuse } from "../../result.ts";
import type { AmountKey } from "../amount.ts";
import { type Criteria, usualCriteria } from "./worth.ts";

/** No less than this to a unit. */
export interface UnitFloor extends AmountKey {
  readonly unit: string;
  readonly least: Quantity;
}

/** What counts for whoever asks a proposal, and the rules that it must keep beside the envelopes. */
export interface ProposalCriteria extends Criteria {
  /** Obligatory requests are granted first of all, or weighed as the others. */
  readonly obligatory: "mandatory" | "weighed";
  /** The baseline (« Reconduction ») is granted whole, by hundredths from `baselineLeast` percent on, or weighed as the others. */
  readonly baseline: "whole" | "reducible" | "weighed";
  readonly baselineLeast: number;
  /** No unit gets less than this share of what it was notified in N, as far as it asks it; percent, null: no such floor. */
  readonly floorPercent: number | null;
  readonly floors: readonly UnitFloor[];
}

export const usualProposal: ProposalCriteria = {
  ...usualCriteria,
  obligatory: "mandatory",
  baseline: "reducible",
  baselineLeast: 80,
  floorPercent: null,
  floors: [],
};

/** Weights that weigh nothing, or floors above what the unit asks, propose nothing. `asked`: what each unit asks under each key. */
export function checkCriteria(criteria: ProposalCriteria, asked: (unit: string, key: AmountKey) => Quantity): Result<ProposalCriteria> {
  if (Object.values(criteria.points).every((points) => points === 0)) return refuse<Refusal>({ kind: "proposal-worthless" });
  for (const { unit, least, ...key } of criteria.floors) {
    const most = asked(unit, key);
    if (least <= most) continue;
    return refuse<Refusal>({
      kind: "proposal-floor-above-asked",
      unit,
      resource: key.measure,
      year: key.targetYear,
      floor: least,
      asked: most,
    });
  }
  return accept(criteria);
}
