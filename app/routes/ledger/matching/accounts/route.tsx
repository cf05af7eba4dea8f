import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { sum } from "#app/domain/quantity.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { type OpenCount, openCounts } from "#db/queries/ledger/matching/open-items.ts";
import { matchingSettings } from "#db/queries/ledger/matching/settings.ts";
import { ledgerCrumbs, matchingAddress, matchingSettingsAddress, openItemsAddress } from "../../addresses.ts";

export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const { db, year, mayDo } = scene;
  const { accounts } = await matchingSettings(db);
  return { year, accounts: await openCounts(db, { fiscalYear: year, prefixes: accounts }), maySet: mayDo("ledger.close") };
});

export default function MatchingAccountsPage() {
  const { year, accounts, maySet } = useLoaderData<typeof loader>();
  const words = useTranslations("matching");
  const ledgerWords = useTranslations("ledger");
  const format = useFormat();
  const open = accounts.reduce((count, { openCount }) => count + openCount, 0);
  return (
    <Page
      title={`${words("title")} ${year}`}
      crumbs={ledgerCrumbs(ledgerWords("title"), year)}
      message={words("accounts.sentence", { count: open, year: String(year) })}
      actions={
        <>
          <Link to={openItemsAddress(year)} className={buttonClass()}>
            {words("accounts.openItems")}
          </Link>
          {maySet && (
            <Link to={matchingSettingsAddress(year)} className={buttonClass()}>
              {words("accounts.settings")}
            </Link>
          )}
        </>
      }
    >
      <DataTable
        caption={words("accounts.caption", { year: String(year) })}
        hideCaption
        main
        columns={useColumns(year)}
        rows={accounts}
        rowKey={({ account }) => account}
        totals={{
          open: format.count(open),
          debit: <Amount quantity={sum(accounts.map(({ debit }) => debit))} resource="EUR" />,
          credit: <Amount quantity={sum(accounts.map(({ credit }) => credit))} resource="EUR" />,
          gap: <Amount quantity={sum(accounts.map(({ debit, credit }) => debit - credit))} resource="EUR" />,
        }}
        empty={<EmptyState title={words("accounts.empty")} />}
      />
    </Page>
  );
}

function useColumns(year: number): Column<OpenCount>[] {
  const words = useTranslations("matching.accounts");
  const format = useFormat();
  const amount = { unit: format.unit("EUR"), align: "end" as const };
  return [
    {
      key: "account",
      head: words("account"),
      cell: ({ account, label }) => <Link to={matchingAddress(year, account)}>{`${account} · ${label}`}</Link>,
    },
    {
      key: "open",
      head: words("open"),
      align: "end",
      cell: ({ openCount }) => (openCount === 0 ? <StatePill kind="done">{words("done")}</StatePill> : format.count(openCount)),
    },
    { key: "debit", head: words("debit"), ...amount, cell: ({ debit }) => <Amount quantity={debit} resource="EUR" /> },
    { key: "credit", head: words("credit"), ...amount, cell: ({ credit }) => <Amount quantity={credit} resource="EUR" /> },
    { key: "gap", head: words("gap"), ...amount, cell: ({ debit, credit }) => <Amount quantity={debit - credit} resource="EUR" /> },
  ];
}
