import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { guard } from "#app/http/guard.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { useWayUp } from "#app/ui/use-way-up.ts";
import { AccountFilters } from "../account/account-filters.tsx";
import { bookFileAddress, ledgerCrumbs, partyAddress, subsidiaryAddress } from "../addresses.ts";
import { BookHead } from "../book-head.tsx";
import { searchWith } from "../book-search.ts";
import styles from "../books.module.css";
import { AccountsTable, LinesTable } from "./party-tables.tsx";
import { mostPartyLines, readParty } from "./reading.ts";

export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  return { ...(await readParty(scene)), today: scene.today, most: mostPartyLines };
});

/** The subsidiary ledger of a party: what it holds on each account, then its lines. */
export default function PartyPage() {
  const reading = useLoaderData<typeof loader>();
  const { year, party, periods, search, facts, after, next, balance, journals, today, most } = reading;
  const ledger = useTranslations("ledger");
  const words = useTranslations("books");
  const format = useFormat();
  const [asked] = useSearchParams();
  const side = balance === 0n ? "nil" : balance > 0n ? "debit" : "credit";
  const above = subsidiaryAddress(year);
  useWayUp(above);
  return (
    <Page
      title={`${party.code} · ${party.label}`}
      crumbs={ledgerCrumbs(ledger("title"), year, { label: words("subsidiary.title"), to: above })}
      message={words(`party.${side}`, { amount: format.amountWithUnit(balance < 0n ? -balance : balance, "EUR") })}
      actions={<ExportMenu file={bookFileAddress(partyAddress(year, party.code))} />}
    >
      <BookHead facts={facts} today={today} />
      <Section title={words("party.accounts")}>
        <AccountsTable year={year} party={party} />
      </Section>
      <Section title={words("party.lines")}>
        <AccountFilters periods={periods} search={search} journals={journals} withoutParty />
        <div className={`${styles.row} no-print`}>
          <p className={styles.note}>{words("party.selectionHint")}</p>
          {(search.all || after || next !== null) && (
            <Link to={searchWith(asked, { all: search.all ? null : "1" })} preventScrollReset>
              {words(search.all ? "account.paged" : "account.all")}
            </Link>
          )}
        </div>
        {search.all && next !== null && <p>{words("account.tooMany", { limit: format.count(most) })}</p>}
        <LinesTable
          reading={reading}
          pages={
            search.all
              ? undefined
              : {
                  first: after ? searchWith(asked, {}) : undefined,
                  next: next === null ? undefined : searchWith(asked, { after: next }),
                }
          }
        />
      </Section>
    </Page>
  );
}
