import { greatestCommonDivisor } from "./fineness.ts";
import type { Column, Row } from "./program.ts";

/** Σ amounts × columns ≤ limit, in whole numbers. */
export interface Limit {
  readonly limit: bigint;
  readonly entries: readonly LimitEntry[];
}

export interface LimitEntry {
  readonly column: number;
  readonly amount: bigint;
  /** What the column holds at the most; 0 at the least. */
  readonly most: number;
}

/** Rows that say what a limit says, with the columns that carry from one to the next; those begin at `firstCarry`. */
export interface Digits {
  readonly rows: readonly Row[];
  readonly carries: readonly Column[];
}

/**
 * A solver whose figures are floating holds a whole number within a millionth: of thirty million euros that is three thousand cents, and what is a cent
 * too much is then allowed, or what fits to the cent refused. So a limit on large amounts is written as an addition is on paper: a row for each digit in
 * this base, and what is carried to the next.
 */
const base = 100_000n;

/** A limit in digits. None when every way to fill the columns keeps it. */
export function inDigits(told: Limit, firstCarry: number): Digits {
  const { limit, entries } = reduced(told);
  const most = entries.reduce((sum, { amount, most }) => (amount > 0n ? sum + amount * BigInt(most) : sum), 0n);
  if (most <= limit) return { rows: [], carries: [] };
  const rows: Row[] = [];
  const carries: Column[] = [];
  let carried = 0n;
  for (const digit of digitsOf({ limit, entries })) {
    const from: Row["entries"] = carries.length > 0 ? [[firstCarry + carries.length - 1, 1]] : [];
    const own = digit.entries.flatMap(({ column, amount }) => (amount === 0n ? [] : [[column, Number(amount)] as const]));
    const to: Row["entries"] = digit.isLast ? [] : [[firstCarry + carries.length, -Number(base)]];
    rows.push({ lower: Number.NEGATIVE_INFINITY, upper: Number(digit.limit), entries: [...own, ...from, ...to] });
    if (digit.isLast) break;
    const filled = digit.entries.map((entry) => entry.most);
    carried = carryOf(digit, filled, carried);
    carries.push({ cost: 0, lower: 0, upper: Number(carried), optional: false });
  }
  return { rows, carries };
}

/** What is carried from digit to digit when the columns hold `values`, in the order of the carries of `inDigits`. */
export function carriesOf(told: Limit, values: readonly number[]): number[] {
  const { carries } = inDigits(told, 0);
  if (carries.length === 0) return [];
  let carried = 0n;
  return digitsOf(reduced(told))
    .filter(({ isLast }) => !isLast)
    .map((digit) => {
      carried = carryOf(
        digit,
        digit.entries.map(({ column }) => values[column] ?? 0),
        carried,
      );
      return Number(carried);
    });
}

interface Digit extends Limit {
  readonly isLast: boolean;
}

/** From the smallest to the largest; each of 0 to the base, but for the last, which has the sign. */
function digitsOf({ limit, entries }: Limit): Digit[] {
  if (entries.every(({ amount }) => -base < amount && amount < base)) return [{ limit, entries, isLast: true }];
  const rest = entries.map((entry) => ({ ...entry, amount: quotient(entry.amount, base) }));
  const own = entries.map((entry) => ({ ...entry, amount: entry.amount - quotient(entry.amount, base) * base }));
  return [
    { limit: limit - quotient(limit, base) * base, entries: own, isLast: false },
    ...digitsOf({ limit: quotient(limit, base), entries: rest }),
  ];
}

function carryOf({ limit, entries }: Limit, values: readonly number[], carried: bigint): bigint {
  const sum = entries.reduce((total, { amount }, index) => total + amount * BigInt(values[index] ?? 0), carried);
  return sum <= limit ? 0n : -quotient(limit - sum, base);
}

/** The same limit in the largest unit that all its amounts are whole numbers of; what is left of the limit makes no difference. */
function reduced({ limit, entries }: Limit): Limit {
  const unit = entries.reduce((common, { amount }) => greatestCommonDivisor(common, amount < 0n ? -amount : amount), 0n);
  if (unit <= 1n) return { limit, entries };
  return { limit: quotient(limit, unit), entries: entries.map((entry) => ({ ...entry, amount: entry.amount / unit })) };
}

/** Rounded down, whatever the sign. */
function quotient(amount: bigint, by: bigint): bigint {
  const whole = amount / by;
  return whole * by > amount ? whole - 1n : whole;
}
