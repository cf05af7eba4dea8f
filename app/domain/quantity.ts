/**
 * Quantities are integers of the smallest unit, as `bigint`, from PostgreSQL to the loader:
 * AE, CP, EUR in cents; ETPT in hundredths of a person-month (1 ETPT = 1 200); DAY in hundredths of a day.
 */
export type Quantity = bigint;

/** What an amount is made of (`docs/glossary.md`). AE, CP, ETPT, DAY live in the budget book, EUR in the general book. */
export const resources = ["AE", "CP", "ETPT", "DAY", "EUR"] as const;
export type Resource = (typeof resources)[number];
export const budgetResources = ["AE", "CP", "ETPT", "DAY"] as const;
export type BudgetResource = (typeof budgetResources)[number];

/** Smallest units in one displayed unit: cents of a euro, hundredths of a person-month in an ETPT, hundredths of a day. */
export const unitsPerWhole: Readonly<Record<Resource, bigint>> = { AE: 100n, CP: 100n, EUR: 100n, ETPT: 1200n, DAY: 100n };

/** The bounds of the database's `amount` domain: nine thousand billion euros, in cents. */
export const largestQuantity: Quantity = 900_000_000_000_000n;

export function sum(quantities: Iterable<Quantity>): Quantity {
  let total = 0n;
  for (const quantity of quantities) total += quantity;
  return total;
}

export function absolute(quantity: Quantity): Quantity {
  return quantity < 0n ? -quantity : quantity;
}

export function least(left: Quantity, right: Quantity): Quantity {
  return left < right ? left : right;
}

export function atLeastZero(quantity: Quantity): Quantity {
  return quantity < 0n ? 0n : quantity;
}

/**
 * Spreads `total` over `weights` in proportion, exactly: the parts add up to the total.
 * Largest remainder; equal remainders go to the earlier part. Negative totals spread as their opposite.
 * Weights are ≥ 0; when all are zero the total is spread evenly; no weight gives no part (and `total` must then be 0).
 */
export function spread(total: Quantity, weights: readonly bigint[]): Quantity[] {
  if (weights.some((weight) => weight < 0n)) throw new RangeError("a weight is negative");
  if (weights.length === 0) {
    if (total !== 0n) throw new RangeError("nothing to spread over");
    return [];
  }
  if (total < 0n) return spread(-total, weights).map((part) => -part);
  const whole = sum(weights);
  if (whole === 0n)
    return spread(
      total,
      weights.map(() => 1n),
    );
  const parts = weights.map((weight) => (total * weight) / whole);
  const missing = Number(total - sum(parts));
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (total * weight) % whole }))
    .sort((left, right) => (left.remainder === right.remainder ? left.index - right.index : left.remainder > right.remainder ? -1 : 1));
  for (const { index } of byRemainder.slice(0, missing)) parts[index] = (parts[index] ?? 0n) + 1n;
  return parts;
}
