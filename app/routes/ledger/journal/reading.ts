import { isDay } from "#app/domain/month.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { periodsOfYear } from "#db/queries/ledger/exercise.ts";
import { type JournalScope, journalBook, journalCursorText, parseJournalCursor, placeBefore } from "#db/queries/ledger/journal-book.ts";
import { journalNamed } from "#db/queries/ledger/journals.ts";
import { bookFacts } from "../book-facts.ts";
import { bookSearchOf } from "../book-search.ts";

export const mostJournalLinesToPrint = 5_000;

export async function journalScope(scene: LoaderScene) {
  const { db, params, url, year } = scene;
  const journal = await journalNamed(db, params["code"] ?? "");
  if (!journal) throw scene.notFound("journal", params["code"] ?? "");
  const periods = await periodsOfYear(db, year);
  const search = bookSearchOf(url, periods);
  const scope: JournalScope = { fiscalYear: year, journal: journal.code, from: search.from, to: search.to };
  return { journal, periods, search, scope, facts: bookFacts(scene, periods, { ...search, journal: undefined }) };
}

/** A page of a journal; `go` asks for the page that begins at a number or a day, and says when there is none. */
export async function readJournal(scene: LoaderScene) {
  const { db, url, year } = scene;
  const { journal, periods, search, scope, facts } = await journalScope(scene);
  const sought = (url.searchParams.get("go") ?? "").trim().slice(0, 20);
  const place = sought === "" ? undefined : soughtPlace(sought, year);
  const found = place && (await placeBefore(db, scope, place));
  const after = search.all ? undefined : sought === "" ? parseJournalCursor(search.after) : found;
  const page = await journalBook(db, { ...scope, after, ...(search.all && { limit: mostJournalLinesToPrint }) });
  const missing = sought !== "" && !found ? sought : null;
  return { year, journal, periods, search, facts, page, sought, missing, after: after ? journalCursorText(after) : null };
}

/** « 12 » is a number; « 15/3 » and « 15/03/2026 » are days of the exercise. */
function soughtPlace(text: string, year: number): { number: bigint } | { day: string } | undefined {
  if (/^\d{1,15}$/.test(text)) return { number: BigInt(text) };
  const match = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?$/.exec(text);
  if (!match) return undefined;
  const day = `${match[3] ?? year}-${(match[2] ?? "").padStart(2, "0")}-${(match[1] ?? "").padStart(2, "0")}`;
  return isDay(day) ? { day } : undefined;
}
