import type { MovementLine, Place } from "#app/domain/allotment/movement.ts";
import type { Day } from "#app/domain/month.ts";
import { type BudgetResource, type Quantity, spread, sum, unitsPerWhole } from "#app/domain/quantity.ts";
import type { MovementKind, Origin } from "#app/domain/stage.ts";
import { actions, programme } from "#seeds/nomenclature/activities.ts";
import { rootUnit } from "#seeds/nomenclature/units.ts";
import { type ByAction, byAction, type CreditKind, creditKinds, type Credits, staffCategories, totalOf } from "../published.ts";
import { currentYear, dayIn, type ExecutedYear } from "./calendar.ts";
import { spreadByAction, type YearCredits } from "./credits.ts";
import type { YearNeeds } from "./needs.ts";
import { ceilingsOf, natureOfCategory, type StaffAllotment } from "./personnel.ts";
import { type AllotmentTarget, allotmentTargets } from "./targets.ts";
import { transport } from "./transport.ts";

export type OpeningLine = Place & { readonly resource: BudgetResource; readonly amount: Quantity };
/** One command of the year's allotment. */
export type PlannedMovement =
  | { readonly kind: "opening"; readonly on: Day; readonly reason: string; readonly origin: Origin; readonly lines: readonly OpeningLine[] }
  | { readonly kind: Exclude<MovementKind, "opening" | "lapse">; readonly on: Day; readonly reason: string; readonly lines: readonly MovementLine[] };

/** Hundredths of a percent of the initial budget (settings of the demo, `domain.md` R10): 0.5 % of title 2, 5.5 % of the others. */
export const reserveRates: Readonly<Record<CreditKind, bigint>> = { T2: 50n, HT2_AE: 550n, HT2_CP: 550n };
/** Percentages of the reserve that November releases (« fictif »). */
const released: Readonly<Record<CreditKind, bigint>> = { T2: 100n, HT2_AE: 50n, HT2_CP: 50n };
/** Percentage of the other titles that the campaign of the current year shares out, request by request. */
const campaignShare: Readonly<Record<CreditKind, bigint>> = { T2: 0n, HT2_AE: 1n, HT2_CP: 1n };
/** Dates and percentages of what is put at disposal. */
const tranches = [
  { month: 1, share: 40n },
  { month: 4, share: 25n },
  { month: 7, share: 20n },
  { month: 10, share: 15n },
] as const;

/** Everything that opens, freezes, notifies and allots in a year, in the order of its days. */
export function movementsOf(credits: YearCredits, needs: YearNeeds, staff: readonly StaffAllotment[]): PlannedMovement[] {
  const { year, initial, additions } = credits;
  const start = dayIn(year, 1, 1);
  const frozen = eachKind((kind) => shareOf(initial[kind], reserveRates[kind], 10_000n));
  const kept = eachKind((kind) => shareOf(initial[kind], year === currentYear ? campaignShare[kind] : 0n, 100n));
  const given = eachKind((kind) => byAction((action) => initial[kind][action] - frozen[kind][action] - kept[kind][action]));
  const targets = allotmentTargets(needs);
  return [
    { kind: "opening" as const, on: start, origin: "initialBudget" as const, reason: reasons.initial(year), lines: openingLines(initial) },
    { kind: "freeze" as const, on: start, reason: reasons.freeze(year), lines: rootLines(frozen, "unallocated", "reserve") },
    { kind: "notification" as const, on: dayIn(year, 1, 2), reason: reasons.notification(year), lines: notify(given, targets) },
    ...staffMovements(year, staff),
    ...tranches.map(({ month }, index) => ({
      kind: "allotment" as const,
      on: dayIn(year, month, 3),
      reason: reasons.tranche(index + 1, year),
      lines: allot(given, targets, (amount) => spread(amount, tranches.map(({ share }) => share))[index] ?? 0n),
    })),
    ...additions.flatMap(({ origin, on, credits: added }) => given100(origin, on, added, targets)),
    ...release(year, frozen, targets),
  ].sort((left, right) => (left.on < right.on ? -1 : left.on > right.on ? 1 : 0));
}

/** What 2021 committed and 2022 pays: opened, given and put at disposal as it was committed (« fictif »). */
export function openingOutstanding(year: number, commitments: readonly (AllotmentTarget & { readonly kind: "HT2_AE" })[]): PlannedMovement[] {
  const byOwn = byAction((action) => sum(commitments.filter((own) => own.action === action).map(({ weight }) => weight)));
  const none = byAction(() => 0n);
  const credits: Credits = { T2: none, HT2_AE: byOwn, HT2_CP: none };
  const on = dayIn(year, 12, 1);
  return [
    { kind: "opening", on, origin: "initialBudget", reason: reasons.outstanding, lines: openingLines(credits) },
    { kind: "notification", on, reason: reasons.outstanding, lines: notify(credits, commitments) },
    { kind: "allotment", on, reason: reasons.outstanding, lines: allot(credits, commitments, (amount) => amount) },
  ];
}
