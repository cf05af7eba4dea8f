import { type Quantity, spread, sum } from "#app/domain/quantity.ts";
import { type ExecutedYear, executedYears, outstandingYear, plannedYear } from "./calendar.ts";
import type { Need } from "./needs.ts";
import { isTravel, placeName, type WeightedPlace } from "./places.ts";

/** One payment of a commitment: certified, requested and paid in the same month. */
export interface Instalment {
  readonly year: number;
  readonly month: number;
  readonly amount: Quantity;
}
export interface PlannedCommitment {
  /** Names the commitment among all those of the demo, the same at each run. */
  readonly key: string;
  readonly place: WeightedPlace;
  readonly year: number;
  readonly month: number;
  readonly amount: Quantity;
  readonly instalments: readonly Instalment[];
}
export interface TravelRefund extends Instalment {
  readonly place: WeightedPlace;
}

/** Commitments are taken each quarter; payments on them follow in these months of the same year. */
const quarters = [
  { month: 1, paid: [4, 7] },
  { month: 4, paid: [9] },
  { month: 7, paid: [12] },
  { month: 10, paid: [12] },
] as const;
/** What was committed in earlier years is paid first: the oldest in March, the next in November, and so on. */
const paidFromBefore = [3, 11] as const;
/** The opening outstanding is published nowhere: percentage of what the place commits in its first year (« fictif »). */
const openingShare = 30n;

/**
 * The commitments of every place and their payments, years in order: each year commits exactly its AE and pays exactly its CP, first on
 * what is outstanding, then on its own commitments, oldest first. What is left at the end stays outstanding.
 */
export function expenseChain(needs: ReadonlyMap<ExecutedYear, readonly Need[]>): PlannedCommitment[] {
  const first = needs.get(executedYears[0]) ?? [];
  return first.filter((need) => !isTravel(need)).flatMap((need) => chainOf(need, (year) => needIn(needs, year, need)));
}

/** Travel is refunded every second month, evenly. */
const travelMonths = [2, 4, 6, 8, 10, 12] as const;

export function travelRefunds(year: number, needs: readonly Need[]): TravelRefund[] {
  return needs.filter(isTravel).flatMap((place) => {
    const parts = spread(
      place.ae,
      travelMonths.map(() => 1n),
    );
    return travelMonths.map((month, index) => ({ place, year, month, amount: parts[index] ?? 0n }));
  });
}

/** The lines of a commitment, one for each year that pays it: its instalments, and the rest in the year after the last executed one. */
export function paidByYear({ amount, instalments }: PlannedCommitment): { year: number; amount: Quantity }[] {
  const years = [...new Set(instalments.map(({ year }) => year))];
  const schedule = years.map((year) => ({ year, amount: sum(instalments.filter((own) => own.year === year).map((own) => own.amount)) }));
  const rest = amount - sum(schedule.map((own) => own.amount));
  return rest > 0n ? [...schedule, { year: plannedYear, amount: rest }] : schedule;
}

interface Open {
  readonly commitment: Omit<PlannedCommitment, "instalments">;
  readonly instalments: Instalment[];
  left: Quantity;
}

function chainOf(place: WeightedPlace, needOf: (year: ExecutedYear) => Need): PlannedCommitment[] {
  const before = (needOf(executedYears[0]).ae * openingShare) / 100n;
  const all = [opened(place, outstandingYear, 12, before)];
  for (const year of executedYears) {
    const { ae, cp } = needOf(year);
    const unpaid = all.filter(({ left }) => left > 0n);
    const parts = spread(
      ae,
      quarters.map(() => 1n),
    );
    const own = quarters.map(({ month }, index) => opened(place, year, month, parts[index] ?? 0n));
    let rest = cp;
    for (const [index, open] of unpaid.entries()) rest -= pay(open, rest, year, [paidFromBefore[index % 2] ?? 3]);
    for (const [index, open] of own.entries()) rest -= pay(open, rest, year, quarters[index]?.paid ?? []);
    if (rest > 0n) throw new Error(`${placeName(place)} would pay ${rest} cents more in ${year} than it ever committed`);
    all.push(...own);
  }
  return all.filter(({ commitment }) => commitment.amount > 0n).map(({ commitment, instalments }) => ({ ...commitment, instalments }));
}

function opened(place: WeightedPlace, year: number, month: number, amount: Quantity): Open {
  return { commitment: { key: `${placeName(place)} ${year}-${month}`, place, year, month, amount }, instalments: [], left: amount };
}

function pay(open: Open, toPay: Quantity, year: number, months: readonly number[]): Quantity {
  const amount = open.left < toPay ? open.left : toPay;
  const parts = spread(
    amount,
    months.map(() => 1n),
  );
  for (const [index, month] of months.entries()) {
    const part = parts[index] ?? 0n;
    if (part > 0n) open.instalments.push({ year, month, amount: part });
  }
  open.left -= amount;
  return amount;
}

function needIn(needs: ReadonlyMap<ExecutedYear, readonly Need[]>, year: ExecutedYear, place: WeightedPlace): Need {
  const need = needs.get(year)?.find((candidate) => placeName(candidate) === placeName(place));
  if (!need) throw new Error(`${placeName(place)} needs nothing in ${year}`);
  return need;
}
