import type { MovementLine, Place } from "#app/domain/allotment/movement.ts";
import type { Day } from "#app/domain/month.ts";
import { type BudgetResource, type Quantity, spread } from "#app/domain/quantity.ts";
import type { MovementKind, Origin, Stage } from "#app/domain/stage.ts";
import { actions } from "#seeds/nomenclature/activities.ts";
import { rootUnit } from "#seeds/nomenclature/units.ts";
import { type ByAction, byAction, type CreditKind, type Credits, creditKinds, totalOf } from "../published.ts";
import { currentYear, dayIn, type ExecutedYear } from "./calendar.ts";
import { eachKind, spreadByAction, type YearCredits } from "./credits.ts";
import type { YearNeeds } from "./needs.ts";
import { type AllotmentTargets, allotmentTargets, placeOf, resourcesOf, sharesOf } from "./targets.ts";
import { transport } from "./transport.ts";
import * as words from "./words.ts";

export type OpeningLine = Place & { readonly resource: BudgetResource; readonly amount: Quantity };
/** One command of the year's allotment. */
export type PlannedMovement =
  | { readonly kind: "opening"; readonly on: Day; readonly reason: string; readonly origin: Origin; readonly lines: readonly OpeningLine[] }
  | {
      readonly kind: Exclude<MovementKind, "opening" | "lapse">;
      readonly on: Day;
      readonly reason: string;
      readonly lines: readonly MovementLine[];
    };

/** Hundredths of a percent of the initial budget (settings of the demo, LOLF art. 51): 0.5 % of title 2, 5.5 % of the others. */
export const reserveRates: Readonly<Record<CreditKind, bigint>> = { T2: 50n, HT2_AE: 550n, HT2_CP: 550n };
/** Percentages of the reserve that November releases (« fictif »). */
const released: Readonly<Record<CreditKind, bigint>> = { T2: 100n, HT2_AE: 50n, HT2_CP: 50n };
/** Percentage of the other titles that the campaign of the current year shares out, request by request. */
const campaignShare: Readonly<Record<CreditKind, bigint>> = { T2: 0n, HT2_AE: 1n, HT2_CP: 1n };
/** Months and percentages of what is put at disposal. */
export const tranches = [
  { month: 1, share: 40n },
  { month: 4, share: 25n },
  { month: 7, share: 20n },
  { month: 10, share: 15n },
] as const;

/** Everything that opens, freezes, notifies and allots credits in a year, in the order of its days. */
export function movementsOf(credits: YearCredits, needs: YearNeeds): PlannedMovement[] {
  const { year, initial, additions } = credits;
  const frozen = eachKind((kind) => shareOf(initial[kind], reserveRates[kind], 10_000n));
  const kept = eachKind((kind) => shareOf(initial[kind], year === currentYear ? campaignShare[kind] : 0n, 100n));
  const given = eachKind((kind) => byAction((action) => initial[kind][action] - frozen[kind][action] - kept[kind][action]));
  const targets = allotmentTargets(needs);
  const movements = [
    opening("initialBudget", dayIn(year, 1, 1), initial),
    { kind: "freeze" as const, on: dayIn(year, 1, 1), reason: words.freeze(year), lines: rootLines(frozen, "unallocated", "reserve") },
    { kind: "notification" as const, on: dayIn(year, 1, 2), reason: words.notification(year), lines: notifying(given, targets) },
    ...tranches.map(({ month }, index) => tranche(year, month, index, given, targets)),
    ...additions.flatMap(({ origin, on, credits: added }) => [
      opening(origin, on, added),
      ...giving(on, words.opening(origin, year), added, targets),
    ]),
    ...releaseIn(year, frozen, targets),
  ];
  return movements.filter(({ lines }) => lines.length > 0).sort(byDay);
}

/** What an earlier year committed and later ones pay: opened, given and put at disposal as it was committed (« fictif »). */
export function outstandingMovements(year: number, authorisations: AllotmentTargets): PlannedMovement[] {
  const none = byAction(() => 0n);
  const committed = byAction((action) =>
    authorisations.HT2_AE.reduce((total, own) => (own.action === action ? total + own.weight : total), 0n),
  );
  const credits: Credits = { T2: none, HT2_AE: committed, HT2_CP: none };
  const on = dayIn(year, 12, 1);
  return [
    { ...opening("initialBudget", on, credits), reason: words.outstanding },
    ...giving(on, words.outstanding, credits, authorisations),
  ];
}

function opening(origin: Origin, on: Day, credits: Credits): PlannedMovement {
  const lines = creditKinds.flatMap((kind) =>
    resourcesOf(kind).flatMap((resource) =>
      actions.map((activity) => ({ ...rootPlace(kind, activity), resource, amount: credits[kind][activity] })),
    ),
  );
  return {
    kind: "opening",
    on,
    origin,
    reason: words.opening(origin, Number(on.slice(0, 4))),
    lines: lines.filter(({ amount }) => amount > 0n),
  };
}

function tranche(year: number, month: number, index: number, given: Credits, targets: AllotmentTargets): PlannedMovement {
  const partOf = (amount: Quantity) =>
    spread(
      amount,
      tranches.map(({ share }) => share),
    )[index] ?? 0n;
  return { kind: "allotment", on: dayIn(year, month, 3), reason: words.tranche(index + 1, year), lines: allotting(given, targets, partOf) };
}

/** November: a part of the reserve is released, notified and put at disposal at once. */
function releaseIn(year: ExecutedYear, frozen: Credits, targets: AllotmentTargets): PlannedMovement[] {
  const part = eachKind((kind) => spreadByAction((totalOf(frozen[kind]) * released[kind]) / 100n, frozen[kind]));
  const on = dayIn(year, 11, 6);
  const reason = words.release(year);
  return [{ kind: "release", on, reason, lines: rootLines(part, "reserve", "unallocated") }, ...giving(on, reason, part, targets)];
}

function giving(on: Day, reason: string, credits: Credits, targets: AllotmentTargets): PlannedMovement[] {
  return [
    { kind: "notification", on, reason, lines: notifying(credits, targets) },
    { kind: "allotment", on, reason, lines: allotting(credits, targets, (amount) => amount) },
  ];
}

function notifying(credits: Credits, targets: AllotmentTargets): MovementLine[] {
  return creditKinds.flatMap((kind) =>
    transport(credits[kind], sharesOf(credits[kind], targets[kind])).flatMap(({ from, target, amount }) =>
      resourcesOf(kind).map((resource) => ({
        resource,
        amount,
        from: { stage: "unallocated" as const, ...rootPlace(kind, from) },
        to: { stage: "notified" as const, ...placeOf(target) },
      })),
    ),
  );
}

function allotting(credits: Credits, targets: AllotmentTargets, partOf: (amount: Quantity) => Quantity): MovementLine[] {
  return creditKinds.flatMap((kind) =>
    sharesOf(credits[kind], targets[kind]).flatMap((target) =>
      resourcesOf(kind).flatMap((resource) => moved(resource, partOf(target.amount), placeOf(target), "notified", "allotted")),
    ),
  );
}

function rootLines(credits: Credits, from: Stage, to: Stage): MovementLine[] {
  return creditKinds.flatMap((kind) =>
    resourcesOf(kind).flatMap((resource) =>
      actions.flatMap((action) => moved(resource, credits[kind][action], rootPlace(kind, action), from, to)),
    ),
  );
}

function moved(resource: BudgetResource, amount: Quantity, place: Place, from: Stage, to: Stage): MovementLine[] {
  return amount === 0n ? [] : [{ resource, amount, from: { stage: from, ...place }, to: { stage: to, ...place } }];
}

function rootPlace(kind: CreditKind, action: string): Place {
  return { unit: rootUnit, nature: kind === "T2" ? "T2" : "HT2", activity: action };
}

/** `numerator / denominator` of a total, rounded half up to the cent, then cut over the actions. */
function shareOf(credits: ByAction, numerator: bigint, denominator: bigint): ByAction {
  return spreadByAction((totalOf(credits) * numerator * 2n + denominator) / (denominator * 2n), credits);
}

function byDay(left: PlannedMovement, right: PlannedMovement): number {
  return left.on < right.on ? -1 : left.on > right.on ? 1 : 0;
}
