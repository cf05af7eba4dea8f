import type { Day } from "../month.ts";
import { type Calendar, type StepName, stepNames } from "./calendar.ts";
import type { CampaignKind } from "./campaign.ts";

export const campaignKinds = ["initial", "revised", "landing"] as const satisfies readonly CampaignKind[];

/** What a campaign asks units for. */
export interface Asked {
  /** The campaign's year first. */
  readonly years: readonly number[];
  /** By whole years, or month by month from `fromMonth` on: what came before is known. */
  readonly by: "years" | "months";
  readonly fromMonth: number;
}

/**
 * What each kind asks (`domain.md` §1.5): the initial campaign its year and the two after it; the revised one the rest of the year after the
 * situation at the end of April; the landing the rest of the year after the situation at the end of August.
 */
export function askedBy(kind: CampaignKind, targetYear: number): Asked {
  if (kind === "initial") return { years: [targetYear, targetYear + 1, targetYear + 2], by: "years", fromMonth: 1 };
  return { years: [targetYear], by: "months", fromMonth: kind === "revised" ? 5 : 9 };
}

/** A campaign, as far as the years that it is about go. */
export interface CampaignYear {
  readonly kind: CampaignKind;
  readonly targetYear: number;
}

/**
 * N: the year whose notified credits and landing stand beside what is asked, after « Exécuté N-1 ». An initial campaign comes while the year before
 * its own is under way; the others ask for the rest of their own year.
 */
export function presentYear({ kind, targetYear }: CampaignYear): number {
  return kind === "initial" ? targetYear - 1 : targetYear;
}

/** A step of a calendar before its year is known: « 02-01 » of so many years before the campaign's. */
export interface StepModel {
  readonly step: StepName;
  readonly opens: string;
  readonly closes: string;
}
export interface CalendarModel {
  readonly yearsBefore: 0 | 1;
  readonly steps: readonly StepModel[];
}

/**
 * The calendars that are proposed where the organisation has kept none of its own. Initial: requests ready for the budget conferences (end of
 * April to mid-May) and decided by the ceiling letters (mid-July); revised and landing: for the management reports of May and September.
 */
export const usualCalendars: Readonly<Record<CampaignKind, CalendarModel>> = {
  initial: {
    yearsBefore: 1,
    steps: steps(["02-01", "03-31"], ["03-01", "04-15"], ["03-01", "05-31"], ["05-15", "07-15"]),
  },
  revised: {
    yearsBefore: 0,
    steps: steps(["04-15", "05-07"], ["04-30", "05-11"], ["04-30", "05-20"], ["05-15", "05-31"]),
  },
  landing: {
    yearsBefore: 0,
    steps: steps(["08-24", "09-07"], ["09-01", "09-10"], ["09-01", "09-17"], ["09-12", "09-25"]),
  },
};

export function calendarFrom({ yearsBefore, steps: models }: CalendarModel, targetYear: number): Calendar {
  const day = (text: string): Day => `${targetYear - yearsBefore}-${text}`;
  return models.map(({ step, opens, closes }) => ({ step, opensOn: day(opens), closesOn: day(closes) }));
}

/** The model that a calendar is an instance of; undefined when its days are not all of the campaign's year or all of the one before. */
export function modelOf(calendar: Calendar, targetYear: number): CalendarModel | undefined {
  for (const yearsBefore of [0, 1] as const) {
    const year = String(targetYear - yearsBefore);
    if (calendar.every(({ opensOn, closesOn }) => opensOn.startsWith(year) && closesOn.startsWith(year)))
      return {
        yearsBefore,
        steps: calendar.map(({ step, opensOn, closesOn }) => ({ step, opens: opensOn.slice(5), closes: closesOn.slice(5) })),
      };
  }
  return undefined;
}

type Days = readonly [opens: string, closes: string];

function steps(...days: readonly [Days, Days, Days, Days]): StepModel[] {
  return stepNames.map((step, index) => ({ step, opens: days[index]?.[0] ?? "", closes: days[index]?.[1] ?? "" }));
}
