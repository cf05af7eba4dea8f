import { type Month, monthsBetween, yearOf } from "../../month.ts";
import { absolute, type Quantity, spread, sum } from "../../quantity.ts";
import type { RequestKind } from "../request-state.ts";
import type { StaffRefusal } from "./refusal.ts";

/** People asked for, or given up: so many full-time equivalents of a category, from a month to another. */
export interface StaffLine {
  /** The nature of employment (« Emplois de la catégorie A »). */
  readonly category: string;
  readonly activity: string;
  /** Hundredths of a full-time equivalent, greater than 0. */
  readonly fte: Quantity;
  /** The first month of presence; null: they are there already at the end of the year before the plan. */
  readonly entry: Month | null;
  /** The first month of absence; null: they stay. */
  readonly exit: Month | null;
  readonly label: string;
}

/** More than any unit has: ten thousand, in hundredths. */
export const largestFte: Quantity = 1_000_000n;

/** The lines of one request, each judged by itself, numbered from 1: the first fault. */
export function faultOfStaff(kind: RequestKind, lines: readonly StaffLine[], years: readonly number[]): StaffRefusal | undefined {
  for (const [index, line] of lines.entries()) {
    const fault = faultOfLine(kind, line, index + 1, years);
    if (fault) return fault;
  }
  return undefined;
}

/**
 * In order: a number of people · months within the plan · a leaving after the arrival · and what each kind of request says of people: a new measure
 * brings some in, a saving lets go of people who are there, the baseline keeps those who are there and may do both.
 */
function faultOfLine(kind: RequestKind, { fte, entry, exit }: StaffLine, line: number, years: readonly number[]): StaffRefusal | undefined {
  if (fte <= 0n || fte > largestFte) return { kind: "staff-fte-out-of-range", line, fte, largest: largestFte };
  const [first = 0, last = first] = [years[0], years.at(-1)];
  for (const month of [entry, exit])
    if (month !== null && (yearOf(month) < first || yearOf(month) > last))
      return { kind: "staff-month-not-planned", line, month, first, last };
  if (entry !== null && exit !== null && monthsBetween(entry, exit) <= 0) return { kind: "staff-exit-before-entry", line, entry, exit };
  if (kind === "newMeasure" && entry === null) return { kind: "staff-entry-missing", line };
  if (kind === "saving" && (entry !== null || exit === null)) return { kind: "staff-saving-is-a-leaving", line };
  return undefined;
}

/** A line's people of one year, in hundredths of a person-month (a month of one person is 100), as the ETPT of a sheet. */
export interface Presence {
  /** January first; negative in a saving: the people who are no longer there. */
  readonly months: readonly Quantity[];
  /** Of the year's months: those of people who were there before the plan, had nobody moved. */
  readonly base: Quantity;
  /** What the moves of the year itself change in it (« schéma d'emplois, effet de l'année »). */
  readonly moves: Quantity;
  /** What the moves of the years before, since the beginning of the plan, change in it (« extension en année pleine » and what follows). */
  readonly earlier: Quantity;
}

/** The convention of the programme's annual documents: who comes in month m counts 13 − m months of that year, who leaves in it loses as many. */
export function presenceOf(kind: RequestKind, { fte, entry, exit }: StaffLine, year: number): Presence {
  const before = kind === "baseline" && entry === null ? fte : 0n;
  const moves = [moveOf(entry, fte), moveOf(exit, -fte)];
  const months = Array.from({ length: 12 }, (_, index) => {
    const present = moves.map(({ at, fte: own }) => (at !== null && at <= year * 12 + index ? own : 0n));
    return before + (present[0] ?? 0n) + (present[1] ?? 0n);
  });
  const effect = (within: (at: number) => boolean) =>
    moves.reduce((total, { at, fte: own }) => {
      if (at === null || !within(Math.floor(at / 12))) return total;
      return total + own * BigInt(Math.min(12, Math.max(0, 12 * (year + 1) - at)));
    }, 0n);
  return { months, base: before * 12n, moves: effect((own) => own === year), earlier: effect((own) => own < year) };
}

/** The year's ETPT, in the unit of a sheet (one ETPT is 1 200): full-time equivalents × months of presence. */
export function staffOf(kind: RequestKind, line: StaffLine, year: number): Quantity {
  const { base, moves, earlier } = presenceOf(kind, line, year);
  return base + moves + earlier;
}

/** What the moves of a year change in the year after beyond what they changed in their own (« extension en année pleine »), in the unit of a sheet. */
export function fullYearEffect(line: StaffLine, year: number): Quantity {
  return [moveOf(line.entry, line.fte), moveOf(line.exit, -line.fte)].reduce(
    (total, { at, fte }) => (at !== null && Math.floor(at / 12) === year ? total + fte * BigInt(at % 12) : total),
    0n,
  );
}

/**
 * ETPT as lists show them, in whole hundredths (12 of the unit of a sheet), which add up to the exact total to the nearest hundredth: the largest
 * remainders first. Lines of both signs are left exact.
 */
export function inHundredths(exact: readonly Quantity[]): readonly Quantity[] {
  const total = sum(exact);
  if (total === 0n || (exact.some((own) => own < 0n) && exact.some((own) => own > 0n))) return exact;
  const hundredths = (total + (total < 0n ? -6n : 6n)) / 12n;
  return spread(hundredths, exact.map(absolute)).map((own) => own * 12n);
}

function moveOf(month: Month | null, fte: Quantity): { readonly at: number | null; readonly fte: Quantity } {
  return { at: month === null ? null : yearOf(month) * 12 + Number(month.slice(5, 7)) - 1, fte };
}
