import { type Quantity, sum } from "#app/domain/quantity.ts";
import { type Action, actions } from "#seeds/nomenclature/activities.ts";
import source from "#seeds/nomenclature/programme220.json" with { type: "json" };

/** What is published of programme 220: title 2 (AE = CP), other titles in AE, other titles in CP. Amounts in cents. */
export const creditKinds = ["T2", "HT2_AE", "HT2_CP"] as const;
export type CreditKind = (typeof creditKinds)[number];
export type ByAction = Readonly<Record<Action, Quantity>>;
export type Credits = Readonly<Record<CreditKind, ByAction>>;
export type Totals = Readonly<Record<CreditKind, Quantity>>;

/** LFI of 2022 and 2023; PLF of 2024, the last one published with its actions. */
export const initialBudgets: Readonly<Record<2022 | 2023 | 2024, Credits>> = {
  2022: creditsOf(source.years[2022].lfi),
  2023: creditsOf(source.years[2023].lfi),
  2024: creditsOf(source.years[2024].plf),
};
/** Opened or cancelled during the year, earmarked contributions included: only the totals are published. */
export const publishedMovements: Readonly<Record<2022 | 2023, Totals>> = {
  2022: totalsOf(source.years[2022].movements),
  2023: totalsOf(source.years[2023].movements),
};
/** Consumed by action in 2022. */
export const consumed2022: Credits = creditsOf(source.years[2022].consumed);
/** Consumed in 2023: only the totals are published. */
export const consumed2023: Totals = totalsOf(source.years[2023].consumed.total);

export type StaffCategory = "A+" | "A" | "B" | "C";
export const staffCategories = ["A+", "A", "B", "C"] as const satisfies readonly StaffCategory[];
/** Staffing ceilings in ETPT, by category. */
export const staffCeilings: Readonly<Record<2022 | 2023, Readonly<Record<StaffCategory, bigint>>>> = {
  2022: ceilingsOf(source.years[2022].etpt),
  2023: ceilingsOf(source.years[2023].etpt),
};

/** A published total beside the sum of the published lines that it totals, in cents. */
export interface Comparison {
  readonly year: 2022 | 2023;
  readonly figure: "opened" | "consumed";
  readonly of: CreditKind | "AE" | "CP";
  readonly lines: Quantity;
  readonly published: Quantity;
}

/** Every published total with the sum of its lines: some differ by one euro of rounding, which is shown and never forced. */
export const comparisons: readonly Comparison[] = ([2022, 2023] as const).flatMap((year) => {
  const opened = addTotals(totalled(initialBudgets[year]), publishedMovements[year]);
  const consumed = year === 2022 ? totalled(consumed2022) : consumed2023;
  const { opened: openedTotals, consumed: consumedTotals } = source.years[year];
  return [...compare(year, "opened", opened, openedTotals), ...compare(year, "consumed", consumed, consumedTotals.total)];
});

export function totalled(credits: Credits): Totals {
  return { T2: totalOf(credits.T2), HT2_AE: totalOf(credits.HT2_AE), HT2_CP: totalOf(credits.HT2_CP) };
}

export function totalOf(amounts: ByAction): Quantity {
  return sum(actions.map((action) => amounts[action]));
}

/** The same four actions, each with what `amountOf` says. */
export function byAction(amountOf: (action: Action) => Quantity): ByAction {
  return { "01": amountOf("01"), "06": amountOf("06"), "08": amountOf("08"), "09": amountOf("09") };
}

function compare(
  year: 2022 | 2023,
  figure: Comparison["figure"],
  lines: Totals,
  published: Readonly<Record<CreditKind | "AE" | "CP", number>>,
): Comparison[] {
  const sums = { ...lines, AE: lines.T2 + lines.HT2_AE, CP: lines.T2 + lines.HT2_CP };
  return ([...creditKinds, "AE", "CP"] as const).map((of) => ({ year, figure, of, lines: sums[of], published: cents(published[of]) }));
}

function addTotals(left: Totals, right: Totals): Totals {
  return { T2: left.T2 + right.T2, HT2_AE: left.HT2_AE + right.HT2_AE, HT2_CP: left.HT2_CP + right.HT2_CP };
}

function creditsOf(euros: Readonly<Record<CreditKind, Readonly<Record<Action, number>>>>): Credits {
  const kind = (name: CreditKind) => byAction((action) => cents(euros[name][action]));
  return { T2: kind("T2"), HT2_AE: kind("HT2_AE"), HT2_CP: kind("HT2_CP") };
}

function totalsOf(euros: Readonly<Record<CreditKind, number>>): Totals {
  return { T2: cents(euros.T2), HT2_AE: cents(euros.HT2_AE), HT2_CP: cents(euros.HT2_CP) };
}

function ceilingsOf(etpt: Readonly<Record<StaffCategory, number>>): Readonly<Record<StaffCategory, bigint>> {
  return { "A+": BigInt(etpt["A+"]), A: BigInt(etpt.A), B: BigInt(etpt.B), C: BigInt(etpt.C) };
}

/** Published euros are whole. */
function cents(euros: number): Quantity {
  return BigInt(euros) * 100n;
}
