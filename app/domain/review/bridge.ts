import { absolute, type Quantity, sum } from "../quantity.ts";
import { type VarianceCause, varianceCauses } from "./cause.ts";

/** What people told of a gap, cause by cause. */
export type ToldAmounts = Readonly<Partial<Record<VarianceCause, Quantity>>>;

/** The measures of the cube that a year is made of. */
export const reviewedMeasures = [
  "asked",
  "decided",
  "notified",
  "reserve",
  "toRelease",
  "released",
  "available",
  "earmarked",
  "requested",
  "overrun",
  "used",
] as const;
/** Of what was notified: what notifications gave, less what they took back, and what redeployments brought or took. */
export const reviewedMoves = ["notification", "redeployment"] as const;

/** What a year was, for a unit, a group of titles or the whole: measures of the cube in one resource, and the causes that people told. */
export interface ReviewedYear extends Readonly<Record<(typeof reviewedMeasures)[number] | (typeof reviewedMoves)[number], Quantity>> {
  readonly told: ToldAmounts;
}

/** What stands at the end of each part of the way from a request to its payment. */
export const reviewTotals = ["asked", "decided", "notified", "released", "used"] as const;
export type ReviewTotal = (typeof reviewTotals)[number];

/**
 * Why one total is not the one before:
 * - `arbitration`: what was decided otherwise than asked;
 * - `notification`: what was notified otherwise than decided; then what redeployments and other movements brought or took, what stayed in
 *   `reserve`, and what was never put at disposal (`toRelease`);
 * - `overrun`: what was used beyond the credits; `earmarked`, `requested`: what waited at the end of the year for a commitment or a payment;
 *   then what people told, cause by cause, and what is left to tell (`untold`).
 */
export type ReviewStepKind =
  | "arbitration"
  | "notification"
  | "redeployment"
  | "movements"
  | "reserve"
  | "toRelease"
  | "overrun"
  | "earmarked"
  | "requested"
  | VarianceCause
  | "untold";

export interface ReviewStep {
  readonly kind: ReviewStepKind;
  /** + for more. */
  readonly amount: Quantity;
}

export interface ReviewLeg {
  readonly to: ReviewTotal;
  readonly amount: Quantity;
  /** Those that moved something, which add up to what the total differs from the one before by. */
  readonly steps: readonly ReviewStep[];
}

/**
 * The way from what was asked to what was used. Of a year that was never planned it starts at what notifications gave (`notified`). The steps
 * of a leg add up to it exactly, because each is a difference of measures: `released` = `notified` − `reserve` − `toRelease`, and
 * `used` = `released` − `available` − `earmarked` − `requested` + `overrun`, of which `available` is what is told.
 */
export function legsOf(year: ReviewedYear): ReviewLeg[] {
  const { asked, decided, notified, notification, redeployment, reserve, toRelease, released } = year;
  const { earmarked, requested, overrun, used, told } = year;
  const planned = asked !== 0n || decided !== 0n;
  const leg = (to: ReviewTotal, amount: Quantity, steps: readonly ReviewStep[]): ReviewLeg => ({
    ...{ to, amount },
    steps: steps.filter((step) => step.amount !== 0n),
  });
  return [
    ...(planned
      ? [leg("asked", asked, []), leg("decided", decided, [{ kind: "arbitration", amount: decided - asked }])]
      : [leg("notified", notification, [])]),
    leg("released", released, [
      { kind: "notification", amount: planned ? notification - decided : 0n },
      { kind: "redeployment", amount: redeployment },
      { kind: "movements", amount: notified - notification - redeployment },
      { kind: "reserve", amount: -reserve },
      { kind: "toRelease", amount: -toRelease },
    ]),
    leg("used", used, [
      { kind: "overrun", amount: overrun },
      { kind: "earmarked", amount: -earmarked },
      { kind: "requested", amount: -requested },
      ...varianceCauses.map((cause): ReviewStep => ({ kind: cause, amount: told[cause] ?? 0n })),
      { kind: "untold", amount: untoldOf(year) },
    ]),
  ];
}

/** What people have to tell: the credits at their disposal that they left, as a gap (− for what was not used). */
export function gapToTell({ available }: Pick<ReviewedYear, "available">): Quantity {
  return -available;
}

/** What nobody told yet; what was told beyond the gap comes back here with the opposite sign. */
export function untoldOf({ available, told }: Pick<ReviewedYear, "available" | "told">): Quantity {
  return gapToTell({ available }) - sum(Object.values(told));
}

/** What is told of a gap, in thousandths: 1 000 when it closes, never more; null where there is no gap. Causes that offset each other close nothing. */
export function shareTold(year: Pick<ReviewedYear, "available" | "told">): bigint | null {
  const gap = absolute(gapToTell(year));
  if (gap === 0n) return null;
  const left = absolute(untoldOf(year));
  return left >= gap ? 0n : ((gap - left) * 1000n) / gap;
}

/** Several together: each step of the whole is the sum of theirs. */
export function together(years: readonly ReviewedYear[]): ReviewedYear {
  const amounts = [...reviewedMeasures, ...reviewedMoves];
  const total = Object.fromEntries(amounts.map((each) => [each, sum(years.map((year) => year[each]))])) as Omit<ReviewedYear, "told">;
  const causes = varianceCauses.filter((cause) => years.some(({ told }) => told[cause] !== undefined));
  const told = Object.fromEntries(causes.map((cause) => [cause, sum(years.map(({ told: own }) => own[cause] ?? 0n))]));
  return { ...total, told };
}
