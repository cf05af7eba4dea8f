import { carriedOrCarriable } from "#app/domain/allotment/carry-over.ts";
import { type StepState, type YearEndStep, yearEndSteps } from "#app/domain/execution/year-end/steps.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { StageTotal } from "#db/queries/year-end.ts";
import { closingAddress } from "../../ledger/addresses.ts";
import {
  allotmentAddress,
  carryOverAddress,
  lapseAddress,
  lastPaymentsAddress,
  outstandingAddress,
  overrunsAddress,
  requestsAgainAddress,
} from "../../units/addresses.ts";
import type { YearEnd } from "./load-year-end.ts";

/** What the page of a year's end shows: its stages apart, and what the reader may do about them. */
export interface Shown extends Omit<YearEnd, "totals"> {
  readonly open: readonly StageTotal[];
  readonly may: { readonly close: boolean; readonly request: boolean; readonly pay: boolean; readonly seeLedger: boolean };
}

export interface Step {
  readonly step: YearEndStep;
  readonly state: StepState;
  readonly count: number | null;
  readonly ae: Quantity | null;
  readonly cp: Quantity | null;
  readonly to: string | null;
}

/** What each step is about: how many, for how much, and where it is done; a page that the reader may not open is not offered. */
export function stepsOf(page: Shown): Step[] {
  const { exercise, next, facts, states, open, overruns, tranches, unpaid, commitments, carried, carryRooms, may } = page;
  const { year } = exercise;
  const total = (resource: "AE" | "CP", of: readonly { readonly resource: string; readonly amount: Quantity }[]) =>
    of.filter((own) => own.resource === resource).reduce((sum, own) => sum + own.amount, 0n);
  const own: Readonly<Record<YearEndStep, Omit<Step, "step" | "state">>> = {
    overruns: { count: facts.overruns, ae: total("AE", overruns), cp: total("CP", overruns), to: overrunsAddress(year) },
    tranches: { count: tranches.count, ae: null, cp: tranches.amount, to: allotmentAddress(year) },
    payments: { count: unpaid.count, ae: null, cp: unpaid.amount, to: may.pay ? lastPaymentsAddress(year) : null },
    lapse: { count: facts.open, ae: total("AE", open), cp: total("CP", open), to: may.close && !facts.closed ? lapseAddress(year) : null },
    requests: {
      count: facts.toTakeAgain,
      ae: null,
      cp: unpaid.amount,
      to: next !== null && may.request ? requestsAgainAddress(year) : null,
    },
    commitments: { count: commitments.count, ae: null, cp: commitments.amount, to: outstandingAddress(year) },
    carryOver: {
      count: null,
      ae: carriedOrCarriable("AE", carryRooms, carried),
      cp: carriedOrCarriable("CP", carryRooms, carried),
      to: next !== null ? carryOverAddress(year) : null,
    },
    closing: { count: facts.closingBlocked, ae: null, cp: null, to: may.seeLedger ? closingAddress(year) : null },
  };
  return yearEndSteps.map((step) => ({ step, state: states[step], ...own[step] }));
}
