import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { isMatchable } from "#app/domain/ledger/matching/settings.ts";
import { guard } from "#app/http/guard.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { useWayUp } from "#app/ui/use-way-up.ts";
import { matchingSettings } from "#db/queries/ledger/matching/settings.ts";
import { accountAddress, bookFileAddress, ledgerCrumbs, matchingAddress, trialBalanceAddress } from "../addresses.ts";
import { BookHead } from "../book-head.tsx";
import { searchWith } from "../book-search.ts";
import { AccountFilters } from "./account-filters.tsx";
import { AccountLinks } from "./account-links.tsx";
import { LedgerTable } from "./ledger-table.tsx";
import { mostLinesToPrint, readAccount } from "./reading.ts";

export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const reading = await readAccount(scene);
  if (!reading) throw scene.notFound("account", scene.params["account"] ?? "");
  const matchable = isMatchable(reading.ledger.account, await matchingSettings(scene.db));
  return { ...reading, matchable, today: scene.today, most: mostLinesToPrint };
});

export default function AccountPage() {
  const { year, periods, search, facts, ledger, after, brought, count, journals, openingJournal, neighbours, matchable, today, most } =
    useLoaderData<typeof loader>();
  const words = useTranslations("ledger");
  const books = useTranslations("books");
  const matchingWords = useTranslations("matching");
  const format = useFormat();
  const [asked] = useSearchParams();
  const here = accountAddress(year, ledger.account);
  const closing = ledger.closingDebit - ledger.closingCredit;
  const side = closing === 0n ? "nil" : closing > 0n ? "debit" : "credit";
  useWayUp(trialBalanceAddress(year));
  return (
    <Page
      title={`${ledger.account} · ${ledger.label}`}
      crumbs={ledgerCrumbs(words("title"), year, { label: words("trialBalance.title"), to: trialBalanceAddress(year) })}
      message={
        count === null
          ? words(`account.${side}`, { amount: format.amountWithUnit(closing < 0n ? -closing : closing, "EUR") })
          : books("account.selection", {
              count,
              debit: format.amountWithUnit(ledger.movementDebit, "EUR"),
              credit: format.amountWithUnit(ledger.movementCredit, "EUR"),
            })
      }
      actions={
        <>
          {matchable && (
            <Link to={matchingAddress(year, ledger.account)} className={buttonClass()}>
              {matchingWords("title")}
            </Link>
          )}
          <ExportMenu file={bookFileAddress(here)} />
        </>
      }
    >
      <BookHead facts={facts} today={today} />
      <AccountFilters periods={periods} search={search} journals={journals} />
      <AccountLinks year={year} neighbours={neighbours} all={search.all} paged={after || ledger.next !== null} />
      {search.all && ledger.next !== null && <p>{books("account.tooMany", { limit: format.count(most) })}</p>}
      <LedgerTable
        year={year}
        ledger={ledger}
        openingJournal={openingJournal}
        ranged={search.from !== undefined || search.to !== undefined}
        after={after}
        pages={
          search.all
            ? undefined
            : {
                first: after ? searchWith(asked, {}) : undefined,
                next: ledger.next === null ? undefined : searchWith(asked, { after: ledger.next, brought }),
              }
        }
      />
    </Page>
  );
}
