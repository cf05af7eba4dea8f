import { type BalancePairs, totalOf } from "#app/domain/ledger/balance-pairs.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { translatorFor } from "#app/messages/index.ts";
import { periodsOfYear } from "#db/queries/ledger/exercise.ts";
import { collectiveAccounts, type SubsidiaryLine, subsidiaryLines } from "#db/queries/ledger/parties.ts";
import { trialBalanceLines } from "#db/queries/ledger/trial-balance.ts";
import { bookFacts } from "../book-facts.ts";
import { bookSearchOf, codeOf } from "../book-search.ts";

/** A collective account, then its parties. */
export type SubsidiaryRow = BalancePairs & {
  readonly account: string;
  readonly label: string;
  readonly count: number;
  readonly line: SubsidiaryLine | null;
};

export async function readSubsidiary(scene: LoaderScene) {
  const { db, year, url, locale } = scene;
  const words = translatorFor(locale, "books");
  const periods = await periodsOfYear(db, year);
  const search = bookSearchOf(url, periods);
  const prefix = codeOf(url.searchParams, "account") ?? "4";
  const accounts = await collectiveAccounts(db, year);
  const lines = await subsidiaryLines(db, { fiscalYear: year, prefix, through: search.to });
  const collective = (await trialBalanceLines(db, year, { through: search.to })).filter(
    ({ account }) => account.startsWith("4") && account.startsWith(prefix),
  );
  const total = totalOf(lines);
  const shown = accounts.filter(({ account }) => lines.some((line) => line.account === account));
  return {
    year,
    periods,
    search,
    prefix,
    accounts,
    rows: shown.flatMap(({ account, label }) => group(account, label, lines)),
    total,
    equal: samePairs(total, totalOf(collective)),
    facts: [
      ...bookFacts(scene, periods, { ...search, from: undefined, journal: undefined, party: undefined, text: "", unmatched: false }),
      ...(prefix === "4" ? [] : [[words("facts.account"), prefix] as const]),
    ],
  };
}

function group(account: string, label: string, lines: readonly SubsidiaryLine[]): SubsidiaryRow[] {
  const own = lines.filter((line) => line.account === account);
  const rows = own.map((line): SubsidiaryRow => ({ ...pairsOf(line), account, label: line.partyLabel ?? "", count: 0, line }));
  return [{ ...totalOf(own), account, label, count: own.length, line: null }, ...rows];
}

function pairsOf(line: BalancePairs): BalancePairs {
  return totalOf([line]);
}

/** Openings and movements as they are; closings netted, for a party in debit does not settle one in credit. */
function samePairs(left: BalancePairs, right: BalancePairs): boolean {
  return (
    left.openingDebit === right.openingDebit &&
    left.openingCredit === right.openingCredit &&
    left.movementDebit === right.movementDebit &&
    left.movementCredit === right.movementCredit &&
    left.closingDebit - left.closingCredit === right.closingDebit - right.closingCredit
  );
}
