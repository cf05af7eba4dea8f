import { type BalancePairs, totalOf } from "#app/domain/ledger/balance-pairs.ts";
import { groupCodes } from "#app/domain/ledger/balance-tree.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { translatorFor } from "#app/messages/index.ts";
import { type PeriodState, periodsOfYear } from "#db/queries/ledger/exercise.ts";
import { accountLabels, type BalanceLine, trialBalanceLines } from "#db/queries/ledger/trial-balance.ts";
import { bookFacts, periodName } from "../book-facts.ts";
import { bookSearchOf } from "../book-search.ts";
import { type BalanceSearch, balanceSearchOf } from "./search.ts";

/** A row of the balance before it is a tree: an account, or what the settled accounts of a class add up to. */
export interface ShownLine extends BalanceLine {
  /** Debit − credit at the same point of the exercise before; null when that is not asked for. */
  readonly previous: Quantity | null;
  /** How many settled accounts this row stands for; null for an account. */
  readonly settled: number | null;
}

/** What the page and its files show, read once: the same lines, the same labels, the same totals. */
export async function readTrialBalance(scene: LoaderScene) {
  const { db, year, url, locale } = scene;
  const periods = await periodsOfYear(db, year);
  const search = balanceSearchOf(url, periods);
  const { to, on, beforeClosing } = search;
  const found = await trialBalanceLines(db, year, { through: to, on, beforeClosing });
  const lines = search.previousYear ? besides(found, await previousLines(scene, periods, search)) : found.map(alone);
  const classes = [...new Set(lines.map(({ account }) => account.charAt(0)))];
  const ofClass = search.class === undefined ? lines : lines.filter(({ account }) => account.startsWith(search.class ?? ""));
  const shown = search.zero ? ofClass : gatherSettled(ofClass, (count) => settledWords(count, locale));
  return {
    year,
    periods,
    search,
    classes,
    lines: shown,
    labels: await accountLabels(db, year, groupCodes(shown)),
    total: totalOf(ofClass),
    whole: totalOf(found),
    facts: [...bookFacts(scene, periods, bookSearchOf(new URL(url.origin), periods)), ...balanceFacts(scene, periods, search)],
  };
}

function balanceFacts({ locale }: LoaderScene, periods: readonly PeriodState[], search: BalanceSearch): [string, string][] {
  const words = translatorFor(locale, "books");
  const through = periods.find(({ period }) => period === search.to);
  return [
    ...(through ? [[words("facts.through"), periodName(through, locale)] satisfies [string, string]] : []),
    ...(search.on ? [[words("facts.on"), search.on.split("-").reverse().join("/")] satisfies [string, string]] : []),
    ...(search.class ? [[words("facts.class"), search.class] satisfies [string, string]] : []),
    ...(search.beforeClosing ? [[words("facts.beforeClosing"), words("facts.without")] satisfies [string, string]] : []),
  ];
}

/** The exercise before at the same month, before its closing entries: what it stood at, not what closing left of it. */
async function previousLines({ db, year }: LoaderScene, periods: readonly PeriodState[], { to }: BalanceSearch): Promise<BalanceLine[]> {
  const month = periods.find(({ period, complementary }) => period === to && !complementary);
  return await trialBalanceLines(db, year - 1, { through: month?.period, beforeClosing: true });
}

function alone(line: BalanceLine): ShownLine {
  return { ...line, previous: null, settled: null };
}

/** The accounts of both exercises; those of the one before alone stand at zero. */
function besides(lines: readonly BalanceLine[], before: readonly BalanceLine[]): ShownLine[] {
  const nothing: BalancePairs = totalOf([]);
  const balances = new Map(before.map(({ account, closingDebit, closingCredit }) => [account, closingDebit - closingCredit]));
  const own = new Set(lines.map(({ account }) => account));
  const gone = before.filter(({ account }) => !own.has(account)).map(({ account, label }) => ({ account, label, ...nothing }));
  return [...lines, ...gone]
    .map((line) => ({ ...line, previous: balances.get(line.account) ?? 0n, settled: null }))
    .sort((left, right) => (left.account < right.account ? -1 : 1));
}

/** The settled accounts of a class become one row at its end: they are out of sight, and every total still adds up. */
function gatherSettled(lines: readonly ShownLine[], words: (count: number) => string): ShownLine[] {
  const isSettled = ({ closingDebit, closingCredit, previous }: ShownLine) =>
    closingDebit === 0n && closingCredit === 0n && (previous ?? 0n) === 0n;
  const settled = lines.filter(isSettled);
  const rows = [...new Set(settled.map(({ account }) => account.charAt(0)))].map((name) => {
    const own = settled.filter(({ account }) => account.startsWith(name));
    const previous = own[0]?.previous === null ? null : 0n;
    return { ...totalOf(own), account: `${name}~`, label: words(own.length), previous, settled: own.length };
  });
  return [...lines.filter((line) => !isSettled(line)), ...rows].sort((left, right) => (left.account < right.account ? -1 : 1));
}

function settledWords(count: number, locale: LoaderScene["locale"]): string {
  return translatorFor(locale, "books")("trialBalance.settled", { count });
}
