import { useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { useWayUp } from "#app/ui/use-way-up.ts";
import { bookFileAddress, journalAddress, ledgerAddress, ledgerCrumbs } from "../addresses.ts";
import { BookHead } from "../book-head.tsx";
import { searchWith } from "../book-search.ts";
import { JournalFilters } from "./journal-filters.tsx";
import { JournalTable } from "./journal-table.tsx";
import { mostJournalLinesToPrint, readJournal } from "./reading.ts";

export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  return { ...(await readJournal(scene)), today: scene.today, most: mostJournalLinesToPrint };
});

/** A journal by month and number: its entries with their lines, and what each page carries forward. */
export default function JournalPage() {
  const { year, journal, periods, search, facts, page, sought, missing, after, today, most } = useLoaderData<typeof loader>();
  const words = useTranslations("ledger");
  const books = useTranslations("books");
  const format = useFormat();
  const [asked] = useSearchParams();
  const general = journal.book === "general";
  const [total] = page.totals;
  useWayUp(ledgerAddress(year));
  return (
    <Page
      title={`${journal.code} · ${journal.label}`}
      crumbs={ledgerCrumbs(words("title"), year)}
      message={
        general && total
          ? books("journal.sum", { debit: format.amountWithUnit(total.debit, "EUR"), credit: format.amountWithUnit(total.credit, "EUR") })
          : words(`book.${journal.book}`)
      }
      actions={<ExportMenu file={bookFileAddress(journalAddress(year, journal.code))} />}
    >
      <BookHead facts={facts} today={today} />
      <JournalFilters
        year={year}
        periods={periods}
        search={search}
        sought={sought}
        missing={missing}
        paged={after !== null || page.next !== null}
        general={general}
      />
      {search.all && page.next !== null && <p>{books("account.tooMany", { limit: format.count(most) })}</p>}
      {page.lines.length === 0 ? (
        <EmptyState title={words("journal.empty")} />
      ) : (
        <JournalTable
          year={year}
          caption={books("journal.caption", { journal: journal.label, year: String(year) })}
          page={page}
          general={general}
          after={after !== null}
          pages={
            search.all
              ? undefined
              : {
                  first: after === null ? undefined : searchWith(asked, { go: null }),
                  next: page.next === null ? undefined : searchWith(asked, { after: page.next, go: null }),
                }
          }
        />
      )}
    </Page>
  );
}
