import type { Month } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { WorkKind } from "#app/domain/workload/item.ts";
import type { TeamBalance } from "#app/domain/workload/plan.ts";
import { hazard } from "./hazard.ts";

/** A work of the demo: who answers for it, and what part of the capacity of each team it takes in each month, in hundredths. */
export interface DemoWork {
  readonly code: string;
  readonly label: string;
  readonly kind: WorkKind;
  readonly unit: string;
  readonly activity: string;
  readonly months: readonly [first: Month, last: Month | null];
  /** Null: not of this team in this month. */
  readonly share: (team: Pick<TeamBalance, "unit" | "profile" | "month">) => number | null;
}

const isMachineRoom = (unit: string) => unit.startsWith("CNI") || unit === "SG-DI";
const isRegional = (unit: string) => unit.startsWith("DR");
const within = (month: Month, first: number, last: number) => Number(month.slice(5)) >= first && Number(month.slice(5)) <= last;

/** Works that go over several units; what is left of each team is its own current work. */
export const sharedWorks: readonly DemoWork[] = [
  {
    ...{ code: "REC-COLLECTE", label: "Recensement : enquête annuelle", kind: "recurrent", unit: "DSDS", activity: "01-REC" },
    months: ["2024-01", null],
    share: ({ unit, profile, month }) =>
      !isRegional(unit) || (profile !== "ENQ" && profile !== "GEST") ? null : within(month, 1, 3) ? 38 : within(month, 10, 12) ? 16 : 6,
  },
  {
    ...{ code: "SIRENE4", label: "Refonte de Sirene", kind: "project", unit: "SG-DI", activity: "01-REP" },
    months: ["2025-03", "2027-06"],
    share: ({ unit, profile, month }) =>
      !isMachineRoom(unit) ? null : profile === "DEV" ? (within(month, 3, 6) ? 46 : 28) : profile === "PROD" ? 8 : null,
  },
  {
    ...{ code: "APPLI-MAINT", label: "Maintenance des applications", kind: "maintenance", unit: "SG-DI", activity: "01-REP" },
    months: ["2024-01", null],
    share: ({ unit, profile }) => (!isMachineRoom(unit) ? null : profile === "DEV" ? 24 : 18),
  },
  {
    ...{ code: "POSTE-TRAVAIL", label: "Renouvellement des postes de travail", kind: "project", unit: "SG-DI", activity: "01-REP" },
    months: ["2026-04", "2026-11"],
    share: ({ unit, profile, month }) => (isMachineRoom(unit) && profile === "PROD" && within(month, 4, 11) ? 26 : null),
  },
];

/** The current work of a team in a month, in hundredths of its capacity: more before the summer and at the end of the year, some teams too much. */
export function currentShare({ unit, profile, month }: Pick<TeamBalance, "unit" | "profile" | "month">): number {
  const base = isMachineRoom(unit)
    ? 30
    : isRegional(unit)
      ? hazard(`work ${unit} ${profile}`, 48, 74)
      : hazard(`work ${unit} ${profile}`, 66, 90);
  const season = within(month, 5, 6) || within(month, 11, 12) ? 8 : within(month, 7, 8) ? -14 : 0;
  return Math.max(5, base + season + hazard(`work ${unit} ${profile} ${month}`, -4, 4));
}

/** What was spent of what was planned, in hundredths. */
export function spentShare(place: string): number {
  return hazard(`spent ${place}`, 88, 107);
}

/** Half days: nobody plans by the hour. */
export function halfDays(days: Quantity): Quantity {
  return ((days + 25n) / 50n) * 50n;
}
