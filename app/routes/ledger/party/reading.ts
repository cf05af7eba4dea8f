import { totalOf } from "#app/domain/ledger/balance-pairs.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { periodsOfYear } from "#db/queries/ledger/exercise.ts";
import { journalsOfBook } from "#db/queries/ledger/journals.ts";
import { cursorText, type LineScope, lineSums, linesAfter, parseCursor } from "#db/queries/ledger/lines.ts";
import { partyBalances } from "#db/queries/ledger/parties.ts";
import { bookFacts } from "../book-facts.ts";
import { bookSearchOf, codeOf } from "../book-search.ts";

const pageLines = 100;
export const mostPartyLines = 5_000;

export async function partyScope(scene: LoaderScene) {
  const { db, year, url, params } = scene;
  const party = await partyBalances(db, year, params["party"] ?? "");
  if (!party) throw scene.notFound("party", params["party"] ?? "");
  const periods = await periodsOfYear(db, year);
  const search = { ...bookSearchOf(url, periods), party: undefined };
  const account = codeOf(url.searchParams, "account");
  const { from, to, journal, text, unmatched, on } = search;
  const scope: LineScope = { fiscalYear: year, party: party.code, account, from, to, journal, text, unmatched, on };
  return { party, periods, search, account, scope, facts: bookFacts(scene, periods, search) };
}

/** The lines of a party, opening entries among them, with the running sum of what is shown. */
export async function readParty(scene: LoaderScene) {
  const { db, year } = scene;
  const { party, periods, search, account, scope, facts } = await partyScope(scene);
  const after = search.all ? undefined : parseCursor(search.after);
  const limit = search.all ? mostPartyLines : pageLines;
  const sums = await lineSums(db, scope, after);
  const found = await linesAfter(db, scope, after, limit + 1);
  const brought = sums.debitBefore - sums.creditBefore;
  let running = brought;
  const rows = found.slice(0, limit).map((line) => {
    running += line.debit - line.credit;
    return { ...line, running };
  });
  const last = rows.at(-1);
  const whole = totalOf(party.accounts);
  return {
    year,
    party,
    periods,
    search,
    account,
    facts,
    rows,
    brought,
    sums,
    after: after !== undefined,
    next: found.length > limit && last ? cursorText({ day: last.entryDate, entryId: last.entryId, line: last.line }) : null,
    balance: whole.closingDebit - whole.closingCredit,
    journals: await journalsOfBook(db, "general"),
  };
}
