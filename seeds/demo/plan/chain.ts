import { type Quantity, spread, sum } from "#app/domain/quantity.ts";
import { type ExecutedYear, executedYears, outstandingYear, plannedYear } from "./calendar.ts";
import { hazard } from "./hazard.ts";
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

/**
 * Commitments are taken each quarter, the place and the year deciding of the month and of the weight; payments on them follow in the same
 * year. Each pair is the earliest and the latest.
 */
const quarters = [
  {
    month: [1, 2],
    weight: [22, 32],
    paid: [
      [4, 5],
      [7, 9],
    ],
  },
  { month: [4, 6], weight: [20, 30], paid: [[8, 10]] },
  { month: [7, 9], weight: [18, 28], paid: [[11, 12]] },
  { month: [10, 11], weight: [24, 32], paid: [[12, 12]] },
] as const;
/** What was committed in earlier years is paid first: the oldest around March, the next around October, and so on. */
const paidFromBefore = [
  [3, 4],
  [10, 11],
] as const;

type Bounds = readonly [low: number, high: number];

/** The habit of a place weighs twice as much as the hazard of a year. */
function drawn(place: WeightedPlace, year: number, what: string, [low, high]: Bounds): number {
  const habit = hazard(`${placeName(place)} ${what}`, low, high);
  return Math.round((2 * habit + hazard(`${placeName(place)} ${what} ${year}`, low, high)) / 3);
}
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

/** Travel is refunded every second month. */
const travelMonths = [2, 4, 6, 8, 10, 12] as const;

export function travelRefunds(year: number, needs: readonly Need[]): TravelRefund[] {
  return needs.filter(isTravel).flatMap((place) => {
    const parts = spread(
      place.ae,
      travelMonths.map((month) => BigInt(drawn(place, year, `travel ${month}`, [60, 140]))),
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

/** What may be paid by the end of these months, in percent of what the year pays: tranches and the release of November put no more at disposal. */
const payable = [
  { until: 3, share: 33n },
  { until: 6, share: 55n },
  { until: 9, share: 72n },
  { until: 10, share: 85n },
  { until: 12, share: 100n },
] as const;

/** The year of a place as it is being paid: what each of its months pays so far, January first. */
interface PayingYear {
  readonly year: number;
  readonly total: Quantity;
  readonly months: Quantity[];
}

/** The month in which an amount is paid: the one that was meant, or the first later one that what is at disposal can bear. */
function payableIn({ total, months }: PayingYear, meant: number, amount: Quantity): number {
  const bears = (month: number) =>
    payable.every(({ until, share }) => until < month || (sum(months.slice(0, until)) + amount) * 100n <= total * share);
  return [meant, ...payable.map(({ until }) => until + 1)].find((month) => month >= meant && bears(month)) ?? months.length;
}

function chainOf(place: WeightedPlace, needOf: (year: ExecutedYear) => Need): PlannedCommitment[] {
  const before = (needOf(executedYears[0]).ae * openingShare) / 100n;
  const all = [opened(place, outstandingYear, 12, before)];
  for (const year of executedYears) {
    const { ae, cp } = needOf(year);
    const unpaid = all.filter(({ left }) => left > 0n);
    const parts = spread(
      ae,
      quarters.map(({ weight }, index) => BigInt(drawn(place, year, `weight ${index}`, weight))),
    );
    const own = quarters.map(({ month }, index) => opened(place, year, drawn(place, year, `month ${index}`, month), parts[index] ?? 0n));
    const paidIn = (what: string, bounds: readonly Bounds[]) => bounds.map((each, index) => drawn(place, year, `${what} ${index}`, each));
    const paying = { year, total: cp, months: Array<Quantity>(12).fill(0n) };
    let rest = cp;
    for (const [index, open] of unpaid.entries())
      rest -= pay(open, rest, paying, paidIn(`before ${index}`, [paidFromBefore[index % 2] ?? [3, 3]]));
    for (const [index, open] of own.entries()) rest -= pay(open, rest, paying, paidIn(`paid ${index}`, quarters[index]?.paid ?? []));
    if (rest > 0n) throw new Error(`${placeName(place)} would pay ${rest} cents more in ${year} than it ever committed`);
    all.push(...own);
  }
  return all.filter(({ commitment }) => commitment.amount > 0n).map(({ commitment, instalments }) => ({ ...commitment, instalments }));
}

function opened(place: WeightedPlace, year: number, month: number, amount: Quantity): Open {
  return { commitment: { key: `${placeName(place)} ${year}-${month}`, place, year, month, amount }, instalments: [], left: amount };
}

function pay(open: Open, toPay: Quantity, paying: PayingYear, months: readonly number[]): Quantity {
  const amount = open.left < toPay ? open.left : toPay;
  const parts = spread(
    amount,
    months.map(() => 1n),
  );
  for (const [index, meant] of months.entries()) {
    const part = parts[index] ?? 0n;
    if (part === 0n) continue;
    const month = payableIn(paying, meant, part);
    paying.months[month - 1] = (paying.months[month - 1] ?? 0n) + part;
    open.instalments.push({ year: paying.year, month, amount: part });
  }
  open.left -= amount;
  return amount;
}

function needIn(needs: ReadonlyMap<ExecutedYear, readonly Need[]>, year: ExecutedYear, place: WeightedPlace): Need {
  const need = needs.get(year)?.find((candidate) => placeName(candidate) === placeName(place));
  if (!need) throw new Error(`${placeName(place)} needs nothing in ${year}`);
  return need;
}
