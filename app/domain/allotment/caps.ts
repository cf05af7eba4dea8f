import type { BudgetResource, Quantity } from "../quantity.ts";
import type { Refusal } from "../refusal.ts";
import { accept, type Result, refuse } from "../result.ts";
import { type MovementKind, type Origin, type SpendingClass, spendingClasses } from "../stage.ts";
import type { MovementLine } from "./movement.ts";

/** The caps that the organic law puts on movements of credits (`domain.md` R6–R9, decision 0130). */
export const caps = [
  "virement",
  "virementPersonnel",
  "advanceDecree",
  "cancellation",
  "servicesVotes",
  "carryOverPersonnel",
  "carryOverOther",
  "carryOverAvailable",
] as const;
export type Cap = (typeof caps)[number];

/** What a cap bounds: a class, or the programme whole; one resource at a time. */
export interface CapScope {
  readonly spendingClass: SpendingClass | null;
  readonly resource: BudgetResource;
}

interface CapRule {
  readonly article: string;
  /** What the ceiling is a share of, in the words of the law. */
  readonly base: "initial" | "acts" | "actsBefore" | "initialBefore" | "unusedBefore";
  /** In hundredths of a percent: 200 is 2 %. What the year's settings may change has its own name there. */
  readonly rate: number;
  readonly setting?: keyof CapRates;
}

/** What the finance act of a year may change, in hundredths of a percent (LOLF art. 15: « un plafond supérieur »). */
export interface CapRates {
  readonly virement: number;
  readonly advanceDecree: number;
  readonly cancellation: number;
  readonly carryOverPersonnel: number;
  readonly carryOverOther: number;
}
export const lawfulCapRates = {
  ...{ virement: 200, advanceDecree: 100, cancellation: 150, carryOverPersonnel: 300, carryOverOther: 300 },
} as const satisfies CapRates;

export const capRules: Readonly<Record<Cap, CapRule>> = {
  virement: { article: "LOLF art. 12 I", base: "initial", rate: 200, setting: "virement" },
  virementPersonnel: { article: "LOLF art. 12 I", base: "initial", rate: 200, setting: "virement" },
  advanceDecree: { article: "LOLF art. 13", base: "initial", rate: 100, setting: "advanceDecree" },
  cancellation: { article: "LOLF art. 14", base: "acts", rate: 150, setting: "cancellation" },
  servicesVotes: { article: "LOLF art. 45", base: "actsBefore", rate: 10_000 },
  carryOverPersonnel: { article: "LOLF art. 15 II 1°", base: "initialBefore", rate: 300, setting: "carryOverPersonnel" },
  carryOverOther: { article: "LOLF art. 15 II 2°", base: "initialBefore", rate: 300, setting: "carryOverOther" },
  carryOverAvailable: { article: "LOLF art. 15 II", base: "unusedBefore", rate: 10_000 },
};

/** What a movement takes of a cap; below zero when it is a reversal, which gives back. */
export interface CapUse extends CapScope {
  readonly cap: Cap;
  readonly amount: Quantity;
}

/** A movement as the caps look at it. */
export interface CappedMovement {
  readonly kind: MovementKind;
  readonly origin?: Origin | undefined;
  /** Carried over from earmarked contributions or assigned revenue: outside the 3 % (LOLF art. 15 II). */
  readonly earmarked?: boolean | undefined;
  readonly reversal?: boolean | undefined;
  readonly lines: readonly MovementLine[];
}

/**
 * Which caps a movement draws on, and by how much, for each resource. Virements count whichever way they go, both on the programme and on
 * title 2; an advance decree and a cancellation on the programme; services votés and what is carried over on each class. What takes nothing
 * of a cap is not listed. Staff and days are under no cap.
 */
export function capUses(movement: CappedMovement, classOf: (nature: string) => SpendingClass | undefined): CapUse[] {
  const sign = movement.reversal ? -1n : 1n;
  const total = (resource: BudgetResource, spendingClass: SpendingClass | null): Quantity =>
    movement.lines.reduce((sum, line) => {
      const own = spendingClass === null || classOf(line.to.nature) === spendingClass;
      return own && line.resource === resource ? sum + line.amount : sum;
    }, 0n);
  const use = (cap: Cap, spendingClass: SpendingClass | null, resource: BudgetResource): CapUse[] => {
    const amount = total(resource, spendingClass) * sign;
    return amount === 0n ? [] : [{ cap, spendingClass, resource, amount }];
  };
  return (["AE", "CP"] as const).flatMap((resource) => {
    if (movement.kind === "virement") return [...use("virement", null, resource), ...use("virementPersonnel", "personnel", resource)];
    if (movement.kind === "cancellation") return use("cancellation", null, resource);
    if (movement.kind === "opening" && movement.origin === "advanceDecree") return use("advanceDecree", null, resource);
    if (movement.kind === "opening" && movement.origin === "servicesVotes")
      return spendingClasses.flatMap((spendingClass) => use("servicesVotes", spendingClass, resource));
    if (movement.kind !== "carryOver") return [];
    const available = spendingClasses.flatMap((spendingClass) => use("carryOverAvailable", spendingClass, resource));
    if (movement.earmarked) return available;
    const other = resource === "CP" ? use("carryOverOther", "nonPersonnel", resource) : [];
    return [...use("carryOverPersonnel", "personnel", resource), ...other, ...available];
  });
}

/** Of one class and resource, in cents: what the ceilings are shares of. */
export interface CapBase {
  readonly spendingClass: SpendingClass;
  readonly resource: BudgetResource;
  /** Opened by the finance act of the year, or by services votés until it is adopted. */
  readonly initial: Quantity;
  /** By all finance acts of the year. */
  readonly acts: Quantity;
  /** The same of the year before, and what it did not use. */
  readonly initialBefore: Quantity;
  readonly actsBefore: Quantity;
  readonly unusedBefore: Quantity;
}

/** What the whole State opened, where the law counts there and somebody wrote it down: replaces the programme's own credits as a base. */
export type StateBases = Readonly<Partial<Record<"advanceDecree" | "cancellation", Readonly<Partial<Record<"AE" | "CP", Quantity>>>>>>;

/** The ceiling of a cap, in cents, rounded down: a cent above the share of the law is above it. */
export function ceilingOf(
  { cap, spendingClass, resource }: CapScope & { readonly cap: Cap },
  bases: readonly CapBase[],
  { rates, state = {} }: { readonly rates: CapRates; readonly state?: StateBases },
): Quantity {
  const { base, rate, setting } = capRules[cap];
  const ofState =
    (cap === "advanceDecree" || cap === "cancellation") && (resource === "AE" || resource === "CP") ? state[cap]?.[resource] : undefined;
  const own = bases.filter((each) => each.resource === resource && (spendingClass === null || each.spendingClass === spendingClass));
  const whole = ofState ?? own.reduce((sum, each) => sum + each[base], 0n);
  return (whole * BigInt(setting ? rates[setting] : rate)) / 10_000n;
}

/** How far a cap is taken. */
export interface CapState extends CapScope {
  readonly cap: Cap;
  readonly used: Quantity;
  readonly ceiling: Quantity;
}

/** May this much more be taken? Exactly the ceiling may; a cent above is refused with its article. What gives back is never refused. */
export function checkCap({ cap, spendingClass, resource, used, ceiling }: CapState, asked: Quantity): Result<Quantity> {
  if (asked <= 0n || used + asked <= ceiling) return accept(used + asked < 0n ? 0n : used + asked);
  return refuse<Refusal>({ kind: "cap-exceeded", cap, spendingClass, resource, article: capRules[cap].article, used, ceiling, asked });
}
