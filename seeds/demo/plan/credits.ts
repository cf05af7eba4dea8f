import type { Day } from "#app/domain/month.ts";
import { type Quantity, spread } from "#app/domain/quantity.ts";
import type { Origin } from "#app/domain/stage.ts";
import { actions } from "#seeds/nomenclature/activities.ts";
import {
  type ByAction,
  byAction,
  type CreditKind,
  type Credits,
  consumed2022,
  consumed2023,
  initialBudgets,
  publishedMovements,
  type Totals,
  totalled,
  totalOf,
} from "../published.ts";
import { dayIn, type ExecutedYear } from "./calendar.ts";

/** Credits opened during the year, by action; « non détaillé publiquement »: only their total is published. */
export interface Addition {
  readonly origin: Origin;
  readonly on: Day;
  readonly credits: Credits;
}
export interface YearCredits {
  readonly year: ExecutedYear;
  readonly initial: Credits;
  readonly additions: readonly Addition[];
  /** Of the whole year; of 2026, what the year would consume. */
  readonly consumed: Credits;
}

export function yearCredits(year: ExecutedYear): YearCredits {
  const initial = initialOf(year);
  const additions = year === 2022 || year === 2023 ? additionsOf(year, initial) : [];
  return { year, initial, additions, consumed: consumedOf(year, initial) };
}

/** Initial budget and additions together. */
export function openedOf({ initial, additions }: YearCredits): Credits {
  return additions.reduce((total, { credits }) => combine(total, credits), initial);
}

export function combine(left: Credits, right: Credits): Credits {
  return eachKind((kind) => byAction((action) => left[kind][action] + right[kind][action]));
}

/** Hundredths of a percent by which 2025 and 2026 change from the year before (« fictif »). */
const growth: Readonly<Record<2025 | 2026, Readonly<Record<"personnel" | "nonPersonnel", bigint>>>> = {
  2025: { personnel: 150n, nonPersonnel: 50n },
  2026: { personnel: 120n, nonPersonnel: 100n },
};

/** From 2025 on, invented: the other titles open as many AE as CP, after the exceptional commitments of 2024. */
function initialOf(year: ExecutedYear): Credits {
  if (year === 2022 || year === 2023 || year === 2024) return initialBudgets[year];
  const before = initialOf(year === 2026 ? 2025 : 2024);
  const grown = (amounts: ByAction, rate: bigint) => byAction((action) => wholeEuros((amounts[action] * (10_000n + rate)) / 10_000n));
  const payments = grown(before.HT2_CP, growth[year].nonPersonnel);
  return { T2: grown(before.T2, growth[year].personnel), HT2_AE: payments, HT2_CP: payments };
}

/** Percentages of the published movements by origin (« fictif »): personnel by amending act alone. */
const shares: readonly {
  readonly origin: Origin;
  readonly month: number;
  readonly day: number;
  readonly T2: bigint;
  readonly HT2: bigint;
}[] = [
  { origin: "carryOver", month: 3, day: 28, T2: 0n, HT2: 50n },
  { origin: "earmarkedFund", month: 6, day: 15, T2: 0n, HT2: 30n },
  { origin: "amendingBudget", month: 8, day: 22, T2: 100n, HT2: 20n },
];

function additionsOf(year: 2022 | 2023, initial: Credits): Addition[] {
  const movements = publishedMovements[year];
  const parts = eachKind((kind) =>
    spread(
      movements[kind],
      shares.map((share) => (kind === "T2" ? share.T2 : share.HT2)),
    ),
  );
  return shares.map(({ origin, month, day }, index) => {
    const totals = { T2: parts.T2[index] ?? 0n, HT2_AE: parts.HT2_AE[index] ?? 0n, HT2_CP: parts.HT2_CP[index] ?? 0n };
    return { origin, on: dayIn(year, month, day), credits: spreadOver(totals, initial) };
  });
}

/** 2022 as published; 2023's totals over its initial budget; later years at the mean rate of these two, over their initial budget. */
function consumedOf(year: ExecutedYear, initial: Credits): Credits {
  if (year === 2022) return consumed2022;
  if (year === 2023) return spreadOver(consumed2023, initial);
  const totals = totalled(initial);
  return spreadOver(
    eachKind((kind) => wholeEuros((totals[kind] * rate[kind].consumed) / rate[kind].opened)),
    initial,
  );
}

const rate = eachKind((kind) => {
  const opened =
    totalOf(initialBudgets[2022][kind]) +
    publishedMovements[2022][kind] +
    totalOf(initialBudgets[2023][kind]) +
    publishedMovements[2023][kind];
  return { opened, consumed: totalOf(consumed2022[kind]) + consumed2023[kind] };
});

function spreadOver(totals: Totals, key: Credits): Credits {
  return eachKind((kind) => spreadByAction(totals[kind], key[kind]));
}

export function spreadByAction(total: Quantity, key: ByAction): ByAction {
  const parts = spread(
    total,
    actions.map((action) => key[action]),
  );
  return byAction((action) => parts[actions.indexOf(action)] ?? 0n);
}

export function eachKind<Value>(each: (kind: CreditKind) => Value): Readonly<Record<CreditKind, Value>> {
  return { T2: each("T2"), HT2_AE: each("HT2_AE"), HT2_CP: each("HT2_CP") };
}

/** Cents cut down to whole euros, as budgets are voted. */
function wholeEuros(cents: Quantity): Quantity {
  return (cents / 100n) * 100n;
}
