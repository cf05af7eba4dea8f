import { addDays, type Day } from "../month.ts";
import { absolute, least, type Quantity, sum } from "../quantity.ts";
import { type Flow, type StaffingScheme, staffingScheme } from "./scheme.ts";
import { isPresent } from "./span.ts";

/** What is known of one contract for counting who comes and who leaves. */
export interface MovingContract {
  readonly person: string;
  readonly unit: string;
  readonly category: string;
  readonly ratio: Quantity;
  readonly firstDay: Day;
  readonly lastDay: Day | null;
}

/**
 * `entry`, `exit`: somebody who was nowhere, or is nowhere any more. `transferIn`, `transferOut`: from or to a unit or a category that is not
 * looked at. `ratio`: a change of working time.
 */
export const moveKinds = ["entry", "exit", "transferIn", "transferOut", "ratio"] as const;
export type MoveKind = (typeof moveKinds)[number];

export interface Move {
  readonly kind: MoveKind;
  /** The first day of the new state: of presence, or of absence. */
  readonly on: Day;
  readonly person: string;
  /** Hundredths of a full-time equivalent that it adds or takes away (negative). */
  readonly fte: Quantity;
}

/**
 * Every change of what is looked at between two days, both included, in the order of days. `contracts` are all those of each person, wherever
 * they are. The moves add up to the full-time equivalents on the last day less those on the eve of the first.
 */
export function movesOf(
  contracts: readonly MovingContract[],
  { from, to, seen }: { readonly from: Day; readonly to: Day; seen(contract: MovingContract): boolean },
): Move[] {
  const byPerson = new Map<string, MovingContract[]>();
  for (const own of contracts) byPerson.set(own.person, [...(byPerson.get(own.person) ?? []), own]);
  const moves: Move[] = [];
  for (const [person, held] of byPerson) {
    const days = new Set(held.flatMap(({ firstDay, lastDay }) => (lastDay === null ? [firstDay] : [firstDay, addDays(lastDay, 1)])));
    for (const on of days) if (on >= from && on <= to) moves.push(...movesOn(person, held, on, seen));
  }
  return moves.toSorted((left, right) => (left.on < right.on ? -1 : left.on > right.on ? 1 : 0));
}

function movesOn(person: string, held: readonly MovingContract[], on: Day, seen: (contract: MovingContract) => boolean): Move[] {
  const eve = addDays(on, -1);
  const at = (day: Day, inSight: boolean) =>
    sum(held.filter((own) => seen(own) === inSight && isPresent(own, day)).map(({ ratio }) => ratio));
  const [before, after] = [at(eve, true), at(on, true)];
  const [elsewhereBefore, elsewhereAfter] = [at(eve, false), at(on, false)];
  const change = after - before;
  if (change === 0n) return [];
  if (before + elsewhereBefore === 0n) return [{ kind: "entry", on, person, fte: change }];
  if (after + elsewhereAfter === 0n) return [{ kind: "exit", on, person, fte: change }];
  const elsewhere = elsewhereAfter - elsewhereBefore;
  const moved = elsewhere !== 0n && elsewhere > 0n !== change > 0n ? least(absolute(change), absolute(elsewhere)) : 0n;
  const signed = change > 0n ? moved : -moved;
  const rest = change - signed;
  return [
    ...(signed === 0n ? [] : [{ kind: signed > 0n ? ("transferIn" as const) : ("transferOut" as const), on, person, fte: signed }]),
    ...(rest === 0n ? [] : [{ kind: "ratio" as const, on, person, fte: rest }]),
  ];
}

/** Their number and their mean month, to the hundredth of a month; of nobody, nothing. */
export function flowOf(moves: readonly Move[]): Flow | undefined {
  const fte = sum(moves.map((own) => absolute(own.fte)));
  if (fte === 0n) return undefined;
  const weighted = sum(moves.map((own) => absolute(own.fte) * BigInt(monthRank(own.on)) * 100n));
  return { fte, meanMonth: (weighted + fte / 2n) / fte };
}

/** The staffing scheme of a year's moves, each in its own month: exact, without the rounding of mean months. */
export function schemeOfMoves(moves: readonly Move[]): StaffingScheme {
  const flow = ({ fte, on }: Move): Flow => ({ fte: absolute(fte), meanMonth: BigInt(monthRank(on)) * 100n });
  return staffingScheme(moves.filter(({ fte }) => fte > 0n).map(flow), moves.filter(({ fte }) => fte < 0n).map(flow));
}

function monthRank(on: Day): number {
  return Number(on.slice(5, 7));
}
