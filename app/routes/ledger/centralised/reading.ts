import { totalOf } from "#app/domain/ledger/balance-pairs.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { type CentralisedLine, centralisedLines } from "#db/queries/ledger/centralised.ts";
import { periodsOfYear } from "#db/queries/ledger/exercise.ts";
import { trialBalanceLines } from "#db/queries/ledger/trial-balance.ts";
import { bookFacts, periodName } from "../book-facts.ts";
import { bookSearchOf } from "../book-search.ts";

/** A row of the centralised journal: a group (of a journal or of a month), then what it holds with its running totals. */
export interface CentralisedRow {
  readonly group: boolean;
  /** Rows of the group. */
  readonly count: number;
  readonly journal: string | null;
  readonly period: number | null;
  readonly name: string;
  readonly debit: Quantity;
  readonly credit: Quantity;
  /** Of the group, this row included. */
  readonly cumulatedDebit: Quantity;
  readonly cumulatedCredit: Quantity;
}

export type Grouping = "journal" | "month";

export async function readCentralised(scene: LoaderScene) {
  const { db, year, url, locale } = scene;
  const periods = await periodsOfYear(db, year);
  const lines = await centralisedLines(db, year);
  const by: Grouping = url.searchParams.get("by") === "month" ? "month" : "journal";
  const balance = totalOf(await trialBalanceLines(db, year));
  const [debit, credit] = [sum(lines.map((line) => line.debit)), sum(lines.map((line) => line.credit))];
  const monthName = (period: number) => {
    const found = periods.find((each) => each.period === period);
    return found ? periodName(found, locale) : String(period);
  };
  return {
    year,
    by,
    rows: rowsBy(by, lines, monthName),
    debit,
    credit,
    equal: debit === balance.openingDebit + balance.movementDebit && credit === balance.openingCredit + balance.movementCredit,
    facts: bookFacts(scene, periods, bookSearchOf(new URL(url.origin), periods)),
  };
}

function rowsBy(by: Grouping, lines: readonly CentralisedLine[], monthName: (period: number) => string): CentralisedRow[] {
  const keyOf = ({ journal, period }: CentralisedLine) => (by === "journal" ? journal : period);
  const inOrder = by === "journal" ? lines : lines.toSorted((left, right) => left.period - right.period);
  return [...new Set(inOrder.map(keyOf))].flatMap((key) => {
    const own = inOrder.filter((line) => keyOf(line) === key);
    const [first] = own;
    return first ? [groupRow(by, own, first, monthName), ...running(by, own, monthName)] : [];
  });
}

function groupRow(
  by: Grouping,
  own: readonly CentralisedLine[],
  first: CentralisedLine,
  monthName: (period: number) => string,
): CentralisedRow {
  const [debit, credit] = [sum(own.map((line) => line.debit)), sum(own.map((line) => line.credit))];
  const ofJournal = by === "journal";
  return {
    group: true,
    count: own.length,
    journal: ofJournal ? first.journal : null,
    period: ofJournal ? null : first.period,
    name: ofJournal ? `${first.journal} · ${first.journalLabel}` : monthName(first.period),
    ...{ debit, credit, cumulatedDebit: debit, cumulatedCredit: credit },
  };
}

function running(by: Grouping, own: readonly CentralisedLine[], monthName: (period: number) => string): CentralisedRow[] {
  let [cumulatedDebit, cumulatedCredit] = [0n, 0n];
  return own.map(({ journal, journalLabel, period, debit, credit }) => {
    cumulatedDebit += debit;
    cumulatedCredit += credit;
    const name = by === "journal" ? monthName(period) : `${journal} · ${journalLabel}`;
    return { group: false, count: 0, journal, period, name, debit, credit, cumulatedDebit, cumulatedCredit };
  });
}
