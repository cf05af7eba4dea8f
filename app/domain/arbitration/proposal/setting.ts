import type { BudgetResource, Quantity } from "../../quantity.ts";
import type { Refusal } from "../../refusal.ts";
import { accept, type Result, refuse } from "../../result.ts";
import type { PlannedAmount } from "../amount.ts";

export type TieKind = "excludes" | "needs";

/** A part of a request: a share in hundredths of a percent, or an amount of what it mainly asks (`mainAsk`). */
export type Part = { readonly kind: "share"; readonly share: number } | { readonly kind: "amount"; readonly amount: Quantity };

/** How a request may be granted, as programme staff says it; without a setting it is granted whole or not at all. */
export interface RequestSetting {
  /** Must be granted, at least its minimum. */
  readonly mandatory: boolean;
  /** Granted by equal steps, from a minimum on; null: whole or not at all. */
  readonly partial: { readonly step: Part; readonly least: Part | null } | null;
  readonly ties: readonly { readonly kind: TieKind; readonly other: string }[];
  /** The user's own criteria that it meets. */
  readonly tags: readonly string[];
}

/** A request with what others say of it: enough to judge a setting. */
export interface TiedRequest {
  readonly id: string;
  readonly unit: string;
  readonly number: number;
  readonly title: string;
  readonly ties: RequestSetting["ties"];
}

/** More parts than this say nothing more. */
export const mostParts = 100;
const whole = 10_000;

/** What a request mainly asks in a year: its CP, else its AE, its ETPT or its days; both classes together. Null when it asks nothing then. */
export function mainAsk(
  asked: readonly PlannedAmount[],
  year: number,
): { readonly measure: BudgetResource; readonly amount: Quantity } | null {
  for (const measure of ["CP", "AE", "ETPT", "DAY"] as const) {
    const amount = asked.reduce((total, own) => (own.measure === measure && own.targetYear === year ? total + own.amount : total), 0n);
    if (amount !== 0n) return { measure, amount };
  }
  return null;
}

/**
 * May a request be granted so? Refused in this order: a saving is taken whole · `proposal-step-zero` · a step that cuts unequally, too finely or not at
 * all · a minimum without a step, or above what is asked · a tie to itself · exclusive with what it needs, straight or through others.
 */
export function checkSetting(
  setting: RequestSetting,
  { request, main, all }: { readonly request: string; readonly main: ReturnType<typeof mainAsk>; readonly all: readonly TiedRequest[] },
): Result<RequestSetting> {
  const fault = faultOfParts(setting, main) ?? faultOfTies(setting, request, all);
  return fault ? refuse(fault) : accept(setting);
}

function faultOfParts({ partial }: RequestSetting, main: ReturnType<typeof mainAsk>): Refusal | undefined {
  if (!partial) return undefined;
  if (!main || main.amount < 0n) return { kind: "proposal-saving-whole" };
  const { step, least } = partial;
  return faultOfStep(step, main) ?? (least ? faultOfLeast(least, main) : undefined);
}

type Main = NonNullable<ReturnType<typeof mainAsk>>;

function faultOfStep(step: Part, { measure, amount: asked }: Main): Refusal | undefined {
  if ((step.kind === "share" ? step.share : step.amount) <= 0) return { kind: "proposal-step-zero" };
  if (step.kind === "amount") {
    if (step.amount > asked) return { kind: "proposal-step-above-asked", resource: measure, step: step.amount, asked };
    return asked / step.amount > BigInt(mostParts) ? { kind: "proposal-step-too-small", most: mostParts } : undefined;
  }
  const { share } = step;
  if (whole / share > mostParts) return { kind: "proposal-step-too-small", most: mostParts };
  if (whole % share === 0) return undefined;
  const even = (own: number) => whole % own === 0;
  const [below, above] = [nearest(share, -1, even), nearest(share, 1, even)];
  return { kind: "proposal-step-uneven", share, below, above };
}

function nearest(from: number, by: 1 | -1, holds: (share: number) => boolean): number {
  for (let share = from; share >= whole / mostParts && share <= whole; share += by) if (holds(share)) return share;
  return by > 0 ? whole : whole / mostParts;
}

function faultOfLeast(least: Part, { measure, amount: asked }: Main): Refusal | undefined {
  const minimum = least.kind === "amount" ? least.amount : (asked * BigInt(least.share)) / BigInt(whole);
  return minimum > asked ? { kind: "proposal-minimum-above-asked", resource: measure, minimum, asked } : undefined;
}

function faultOfTies({ ties }: RequestSetting, request: string, all: readonly TiedRequest[]): Refusal | undefined {
  if (ties.some(({ other }) => other === request)) return { kind: "proposal-tied-to-itself" };
  const known = new Map(all.map((own) => [own.id, own.id === request ? { ...own, ties } : own]));
  const needed = neededBy(request, known);
  for (const own of known.values()) {
    const excluded = own.ties.filter(({ kind }) => kind === "excludes");
    for (const { other } of excluded) {
      // What a request needs, itself included, holds together: two of them that exclude each other forbid it for ever.
      if (!needed.has(own.id) || !needed.has(other)) continue;
      const told = known.get(own.id === request ? other : own.id);
      if (told) return { kind: "proposal-exclusive-and-linked", unit: told.unit, number: told.number, title: told.title };
    }
  }
  return undefined;
}

/** The request and all that it needs, straight or through others. */
function neededBy(request: string, known: ReadonlyMap<string, TiedRequest>): Set<string> {
  const needed = new Set([request]);
  for (const id of needed) for (const { kind, other } of known.get(id)?.ties ?? []) if (kind === "needs") needed.add(other);
  return needed;
}

/** In how many equal parts a request is granted, and the fewest that make sense; of what it asks now, whatever it asked when it was said. */
export function partsOf(
  { partial }: Pick<RequestSetting, "partial">,
  main: ReturnType<typeof mainAsk>,
): { parts: number; leastParts: number } {
  if (!partial || !main || main.amount <= 0n) return { parts: 1, leastParts: 1 };
  const { step, least } = partial;
  const parts =
    step.kind === "share" ? Math.round(whole / step.share) : bounded(Number((2n * main.amount + step.amount) / (2n * step.amount)));
  if (!least) return { parts, leastParts: 1 };
  const minimum = least.kind === "share" ? main.amount * BigInt(least.share) : least.amount * BigInt(whole);
  const asked = main.amount * BigInt(whole);
  return { parts, leastParts: Math.min(parts, Math.max(1, Number((minimum * BigInt(parts) + asked - 1n) / asked))) };
}

function bounded(parts: number): number {
  return Math.min(mostParts, Math.max(1, parts));
}
