import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { useWayUp } from "#app/ui/use-way-up.ts";
import { bookFileAddress, centralisedAddress, journalAddress, ledgerAddress, ledgerCrumbs } from "../addresses.ts";
import { BookHead } from "../book-head.tsx";
import styles from "../books.module.css";
import { type CentralisedRow, type Grouping, readCentralised } from "./reading.ts";

export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  return { ...(await readCentralised(scene)), today: scene.today };
});

/** What each journal moved in each month, with its running totals; the whole is the trial balance. */
export default function CentralisedPage() {
  const { year, by, rows, debit, credit, equal, facts, today } = useLoaderData<typeof loader>();
  const ledger = useTranslations("ledger");
  const words = useTranslations("books");
  const here = centralisedAddress(year);
  useWayUp(ledgerAddress(year));
  return (
    <Page
      title={`${words("centralised.title")} ${year}`}
      crumbs={ledgerCrumbs(ledger("title"), year)}
      message={words(equal ? "centralised.message" : "centralised.differs")}
      marks={<StatePill kind={equal ? "done" : "fault"}>{words(equal ? "centralised.equal" : "centralised.unequal")}</StatePill>}
      actions={<ExportMenu file={bookFileAddress(here)} />}
    >
      <BookHead facts={facts} today={today} />
      <nav aria-label={words("centralised.by")} className={`${styles.links} no-print`}>
        {(["journal", "month"] as const).map((choice) => (
          <Link
            key={choice}
            to={choice === "journal" ? here : `${here}?by=month`}
            aria-current={choice === by ? "true" : undefined}
            preventScrollReset
          >
            {words(choice === "journal" ? "centralised.byJournal" : "centralised.byMonth")}
          </Link>
        ))}
      </nav>
      <DataTable
        caption={words("centralised.caption", { year: String(year) })}
        hideCaption
        main
        columns={useColumns(year, by)}
        rows={rows}
        rowKey={({ group, journal, period }) => `${group}-${journal}-${period}`}
        isSubtotal={({ group }) => group}
        totals={{ debit: <Amount quantity={debit} resource="EUR" />, credit: <Amount quantity={credit} resource="EUR" /> }}
        empty={<EmptyState title={words("centralised.empty")} />}
      />
    </Page>
  );
}

function useColumns(year: number, by: Grouping): Column<CentralisedRow>[] {
  const words = useTranslations("books");
  const format = useFormat();
  const amount = { unit: format.unit("EUR"), align: "end" as const };
  return [
    {
      key: "name",
      head: words(by === "journal" ? "centralised.journal" : "centralised.month"),
      cell: (row) => <RowName row={row} year={year} />,
    },
    ...(["debit", "credit", "cumulatedDebit", "cumulatedCredit"] as const).map((key) => ({
      key,
      head: words(`centralised.${key}`),
      ...amount,
      cell: (row: CentralisedRow) => <Amount quantity={row[key]} resource="EUR" />,
    })),
  ];
}

/** Opens the journal over the month that the figure is of. */
function RowName({ row: { group, journal, period, name }, year }: { readonly row: CentralisedRow; readonly year: number }) {
  if (journal === null) return name;
  const months = period === null ? "" : `?from=${period}&to=${period}`;
  return (
    <span className={group ? undefined : styles.level2}>
      <Link to={journalAddress(year, journal) + months}>{name}</Link>
    </span>
  );
}
