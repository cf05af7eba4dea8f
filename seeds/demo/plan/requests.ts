import type { DecisionVerb } from "#app/domain/arbitration/verb.ts";
import type { Calendar } from "#app/domain/campaign/calendar.ts";
import type { BaselineComponent } from "#app/domain/forecast/component.ts";
import type { Obligation, RequestKind } from "#app/domain/forecast/request-state.ts";
import type { StaffLine } from "#app/domain/forecast/staff/staff-line.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { ScenarioStart } from "#db/queries/arbitration/scenario.ts";

/** One line asked for: euros for the campaign's year and, of CP, for the next; AE and CP alike of the years after; ETPT in whole persons. */
export interface AskedLine {
  readonly nature: string;
  readonly activity: string;
  readonly label: string;
  readonly ae: number;
  readonly cp: number;
  readonly nextCp?: number;
  /** Of each year after the campaign's, AE and CP alike: what goes on. */
  readonly goingOn?: readonly number[];
  readonly etpt?: number;
  /** In which months, by their weights; the year as a whole unless said. */
  readonly months?: readonly bigint[];
  /** What it is of a baseline. */
  readonly component?: BaselineComponent;
  /** The quantities whose sum is the AE of the year: whole things, euros each. */
  readonly detail?: readonly { readonly label: string; readonly quantity: number; readonly unitWord: string; readonly price: number }[];
  /** When its AE are paid, from the year itself on: euros, that add up to them. */
  readonly schedule?: readonly number[];
}
/** How far a request of the demo has gone, and what was said on the way. */
export type Path =
  | { readonly end: "draft" }
  | { readonly end: "submitted" }
  | { readonly end: "returned"; readonly reason: string }
  | {
      readonly end: "instructed" | "preArbitrated" | "conference";
      readonly view: View;
      readonly sentence: string;
      /** Euros of AE and CP of the campaign's year that the department would give, when not all that is asked. */
      readonly proposed?: { readonly ae: number; readonly cp: number };
    }
  | {
      readonly end: "arbitrated";
      readonly view: View;
      readonly sentence: string;
      readonly verb: DecisionVerb;
      readonly reason: string;
      readonly condition?: string;
      /** Euros decided in AE and CP of the campaign's year, when less than asked. */
      readonly decided?: { readonly ae: number; readonly cp: number };
    };
type View = "favourable" | "reserved" | "unfavourable";

export interface PlannedRequest {
  readonly unit: string;
  readonly kind: RequestKind;
  readonly rank?: number;
  readonly title: string;
  readonly obligation: Obligation;
  readonly justification: string;
  readonly risk: string;
  readonly alternatives?: string;
  readonly deliverables?: string;
  readonly indicator?: string;
  readonly benefitingUnit?: string;
  /** A page joined to it: its name, and its one sentence. */
  readonly paper?: { readonly name: string; readonly text: string };
  readonly lines: readonly AskedLine[];
  /** Whom it asks for, costed as it is kept. */
  readonly staff?: readonly StaffLine[];
  readonly path: Path;
}

/** What units are told to aim at: hundredths of a percent, for a node of the natures. */
export interface PlannedGuidance {
  readonly nature: string;
  readonly rate: bigint;
  readonly note: string;
}

export interface PlannedCampaign {
  readonly targetYear: number;
  readonly label: string;
  readonly opensOn: string;
  readonly closesOn: string;
  /** When each step is open, where that is enforced: what is done, is done on the day on which its step opens. */
  readonly calendar?: Calendar;
  readonly guidance?: readonly PlannedGuidance[];
  readonly requests: readonly PlannedRequest[];
  /** Where what is decided is kept, then those that are only there to be looked at. */
  readonly scenario: string;
  readonly otherScenarios?: readonly { readonly name: string; readonly startFrom: ScenarioStart }[];
  /** A version frozen once that many requests are written. */
  readonly frozen?: { readonly after: number; readonly name: string };
}

/** As the regional directorates have paid until now (« fictif »): surveys when their commitments are paid, travel every second month. */
export const collectionMonths = [0n, 0n, 19n, 13n, 0n, 0n, 13n, 0n, 26n, 0n, 5n, 24n] as const;
export const travelMonths = [0n, 1n, 0n, 1n, 0n, 1n, 0n, 1n, 0n, 1n, 0n, 1n] as const;

/** What every baseline and every new measure has in common, and the opinions given on them. */
export const baseline = { kind: "baseline", obligation: "inescapable" } as const;
export const measure = { kind: "newMeasure", obligation: "discretionary" } as const;
export const favourable = { view: "favourable", sentence: "Besoin établi, montant vérifié." } as const;
export const reserved = { view: "reserved", sentence: "Besoin réel, montant à revoir." } as const;
export const unfavourable = { view: "unfavourable", sentence: "Dépense qui peut attendre." } as const;

/** Whole euros as cents. */
export function euros(amount: number): Quantity {
  return BigInt(amount) * 100n;
}
