import { grouped } from "../grouped.ts";
import { addDays, type Day, type Month, monthOf, yearOf } from "../month.ts";
import { absolute, type Quantity, spread, sum } from "../quantity.ts";
import { type Billing, dayAfterMonths, type IndexRate, type LeaseTerms, lengthOf } from "./lease.ts";

/**
 * What is committed of a lease (decision 0179). `firm`: its firm period, when it is signed, at the rent known then · `continuation`: what follows a
 * break, on the last day on which notice could be given · `revision`: what a revised rent adds to a period that is committed already.
 */
export interface LeaseCommitment {
  readonly kind: "firm" | "continuation" | "revision";
  readonly on: Day;
  /** The days that it pays for. */
  readonly from: Day;
  readonly to: Day;
  /** AE in cents; a revision downwards takes some back. */
  readonly amount: Quantity;
}

/** What falls due of a lease in a month; cents. */
export interface LeasePayment {
  readonly month: Month;
  readonly from: Day;
  readonly to: Day;
  readonly rent: Quantity;
  readonly charges: Quantity;
}

export interface LeaseYear {
  readonly year: number;
  readonly ae: Quantity;
  readonly rent: Quantity;
  readonly charges: Quantity;
  readonly cp: Quantity;
}

export interface LeaseSchedule {
  readonly commitments: readonly LeaseCommitment[];
  readonly payments: readonly LeasePayment[];
  /** Each anniversary with the rent from it on. */
  readonly rents: readonly { readonly from: Day; readonly rate: number; readonly rent: Quantity }[];
}

/** One month of a lease: what it costs at each rent that was ever in force until it, and its charges. */
interface LeaseMonth {
  readonly from: Day;
  readonly charges: Quantity;
  /** By anniversary, 0 being the first year: those up to its own. */
  readonly rents: readonly Quantity[];
}

/**
 * The lease over its years, until its end or the break for which notice was given. Rents are revised at each anniversary by the rate of its year, to
 * the nearest cent; a year of rent is shared over its twelve months exactly; a month cut short counts by its days. Σ commitments = Σ payments, to the
 * cent, period between breaks by period.
 */
export function leaseSchedule(terms: LeaseTerms, rates: readonly IndexRate[]): LeaseSchedule {
  const end = terms.leavesOn ?? addDays(terms.lastDay, 1);
  const rents = rentsOf(terms, rates, end);
  const months = monthsOf(terms, rents, end);
  const bounds = [terms.firstDay, ...terms.breaks.filter((day) => day < end), end];
  const commitments: LeaseCommitment[] = [];
  const payments: LeasePayment[] = [];
  for (const [index, from] of bounds.slice(0, -1).entries()) {
    const until = bounds[index + 1] ?? end;
    const own = months.filter((month) => month.from >= from && month.from < until);
    const on = index === 0 ? terms.signedOn : latest(terms.signedOn, dayAfterMonths(from, -terms.notice));
    commitments.push(...committed(own, rents, { kind: index === 0 ? "firm" : "continuation", on, until }));
    payments.push(...paid(own, terms, until));
  }
  return { commitments, payments, rents };
}

/** A lease by calendar year, those between without anything left out. */
export function leaseYears({ commitments, payments }: Pick<LeaseSchedule, "commitments" | "payments">): LeaseYear[] {
  const told = [
    ...commitments.map(({ on, amount }) => ({ year: yearOf(on), ae: amount, rent: 0n, charges: 0n })),
    ...payments.map(({ month, rent, charges }) => ({ year: yearOf(month), ae: 0n, rent, charges })),
  ];
  return [...grouped(told, ({ year }) => String(year))]
    .map(([year, own]) => {
      const of = (key: "ae" | "rent" | "charges") => sum(own.map((each) => each[key]));
      return { year: Number(year), ae: of("ae"), rent: of("rent"), charges: of("charges"), cp: of("rent") + of("charges") };
    })
    .toSorted((left, right) => left.year - right.year);
}

/** The rate of an index in a year: that typed for it, else the last typed before it, else none. */
export function rateIn(rates: readonly IndexRate[], index: LeaseTerms["index"], year: number): number {
  const known = rates.filter((own) => own.index === index && own.year <= year).toSorted((left, right) => right.year - left.year);
  return index === "none" ? 0 : (known[0]?.rate ?? 0);
}

/** A rent changed by hundredths of a percent, to the nearest cent, halves away from zero. */
export function revised(rent: Quantity, rate: number): Quantity {
  const exact = rent * BigInt(10_000 + rate);
  return exact < 0n ? -((-exact + 5_000n) / 10_000n) : (exact + 5_000n) / 10_000n;
}

function rentsOf({ firstDay, rent, index }: LeaseTerms, rates: readonly IndexRate[], end: Day): LeaseSchedule["rents"] {
  const rents = [{ from: firstDay, rate: 0, rent }];
  for (let year = 1; ; year += 1) {
    const from = dayAfterMonths(firstDay, 12 * year);
    if (from >= end) return rents;
    const rate = rateIn(rates, index, yearOf(from));
    rents.push({ from, rate, rent: revised(rents.at(-1)?.rent ?? rent, rate) });
  }
}

function monthsOf({ firstDay, charges }: LeaseTerms, rents: LeaseSchedule["rents"], end: Day): LeaseMonth[] {
  const { months, days, of } = lengthOf(firstDay, end);
  const shares = rents.map(({ rent }) => twelfths(rent));
  const sharedCharges = twelfths(charges);
  return Array.from({ length: days > 0 ? months + 1 : months }, (_, index) => {
    const kept = (amount: Quantity) => (index < months ? amount : nearest(amount * BigInt(days), BigInt(of)));
    const month = index % 12;
    return {
      from: dayAfterMonths(firstDay, index),
      charges: kept(sharedCharges[month] ?? 0n),
      rents: shares.slice(0, Math.floor(index / 12) + 1).map((own) => kept(own[month] ?? 0n)),
    };
  });
}

function committed(
  months: readonly LeaseMonth[],
  rents: LeaseSchedule["rents"],
  { kind, on, until }: { readonly kind: "firm" | "continuation"; readonly on: Day; readonly until: Day },
): LeaseCommitment[] {
  const to = addDays(until, -1);
  const known = Math.max(0, rents.filter(({ from }) => from <= on).length - 1);
  const at = (own: LeaseMonth, level: number) => own.rents[Math.min(level, own.rents.length - 1)] ?? 0n;
  const first: LeaseCommitment = {
    ...{ kind, on, to, from: months[0]?.from ?? until },
    amount: sum(months.map((own) => at(own, known) + own.charges)),
  };
  const revisions = rents.flatMap(({ from }, level): LeaseCommitment[] => {
    const own = months.filter((month) => month.rents.length > level);
    if (level <= known || own.length === 0) return [];
    const amount = sum(own.map((month) => at(month, level) - at(month, level - 1)));
    return amount === 0n ? [] : [{ kind: "revision", on: from, from: own[0]?.from ?? from, to, amount }];
  });
  return [first, ...revisions];
}

const monthsIn: Readonly<Record<Billing, number>> = { month: 1, quarter: 3, year: 12 };

function paid(months: readonly LeaseMonth[], { billing, due }: LeaseTerms, until: Day): LeasePayment[] {
  const length = monthsIn[billing];
  const count = Math.ceil(months.length / length);
  return Array.from({ length: count }, (_, index) => {
    const own = months.slice(index * length, (index + 1) * length);
    const [from, after] = [own[0]?.from ?? until, months[(index + 1) * length]?.from ?? until];
    return {
      ...{ month: monthOf(due === "advance" ? from : after), from, to: addDays(after, -1) },
      rent: sum(own.map(({ rents }) => rents.at(-1) ?? 0n)),
      charges: sum(own.map((month) => month.charges)),
    };
  });
}

function twelfths(amount: Quantity): Quantity[] {
  return spread(
    amount,
    Array.from({ length: 12 }, () => 1n),
  );
}

function nearest(part: bigint, of: bigint): bigint {
  const rounded = (absolute(part) * 2n + of) / (of * 2n);
  return part < 0n ? -rounded : rounded;
}

function latest(left: Day, right: Day): Day {
  return left > right ? left : right;
}
