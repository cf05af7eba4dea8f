import type { LoaderScene } from "#app/http/guard.ts";
import { type AccountScope, accountLedger, isSelection, neighbourAccounts, parseCursor } from "#db/queries/ledger/account.ts";
import { periodsOfYear } from "#db/queries/ledger/exercise.ts";
import { journalsOfBook } from "#db/queries/ledger/journals.ts";
import { lineSums } from "#db/queries/ledger/lines.ts";
import { openingJournals } from "#db/queries/ledger/trial-balance.ts";
import { bookFacts } from "../book-facts.ts";
import { bookSearchOf } from "../book-search.ts";
import { sealForward, unsealForward } from "./brought-forward.server.ts";

/** Lines on one page: to read, and to print everything. */
const pageLines = 100;
export const mostLinesToPrint = 5_000;

/** The scope that the address of an account's ledger asks for. */
export async function accountScope(scene: LoaderScene) {
  const { db, year, url, params } = scene;
  const periods = await periodsOfYear(db, year);
  const search = bookSearchOf(url, periods);
  const { from, to, journal, party, text, unmatched, on } = search;
  const scope: AccountScope = { fiscalYear: year, account: params["account"] ?? "", from, to, journal, party, text, unmatched, on };
  return { periods, search, scope, facts: bookFacts(scene, periods, search) };
}

/** A page of an account's ledger with what surrounds it; undefined when there is no such account. */
export async function readAccount(scene: LoaderScene) {
  const { db, year, url, services, organisation } = scene;
  const { periods, search, scope, facts } = await accountScope(scene);
  const after = search.all ? undefined : parseCursor(search.after);
  const place = { sessionSecret: services.settings.sessionSecret, slug: organisation.slug, scope };
  const forward = after && unsealForward(url.searchParams.get("brought"), { ...place, after });
  const ledger = await accountLedger(db, { ...scope, after, forward, limit: search.all ? mostLinesToPrint : pageLines });
  if (!ledger) return undefined;
  const next = parseCursor(ledger.next);
  return {
    year,
    periods,
    search,
    facts,
    ledger,
    after: after !== undefined,
    brought: next && ledger.forward ? sealForward(ledger.forward, { ...place, after: next }) : null,
    count: isSelection(scope) ? (await lineSums(db, scope, undefined)).count : null,
    journals: await journalsOfBook(db, "general"),
    openingJournal: (await openingJournals(db))[0] ?? null,
    neighbours: await neighbourAccounts(db, year, scope.account),
  };
}
