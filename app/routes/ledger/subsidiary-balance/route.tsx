import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
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
import { accountAddress, bookFileAddress, ledgerAddress, ledgerCrumbs, partyAddress, subsidiaryAddress } from "../addresses.ts";
import { BookFilters, FilterSelect, usePeriodChoices } from "../book-filters.tsx";
import { BookHead } from "../book-head.tsx";
import styles from "../books.module.css";
import { pairKeys } from "../trial-balance/rows.ts";
import { readSubsidiary, type SubsidiaryRow } from "./reading.ts";

export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  return { ...(await readSubsidiary(scene)), today: scene.today };
});

/** The accounts of class 4 party by party: the whole is what the collective accounts hold. */
export default function SubsidiaryBalancePage() {
  const { year, rows, total, equal, facts, today, ...filters } = useLoaderData<typeof loader>();
  const ledger = useTranslations("ledger");
  const words = useTranslations("books");
  useWayUp(ledgerAddress(year));
  return (
    <Page
      title={`${words("subsidiary.title")} ${year}`}
      crumbs={ledgerCrumbs(ledger("title"), year)}
      message={words(equal ? "subsidiary.message" : "subsidiary.differs")}
      marks={<StatePill kind={equal ? "done" : "fault"}>{words(equal ? "subsidiary.equal" : "subsidiary.unequal")}</StatePill>}
      actions={<ExportMenu file={bookFileAddress(subsidiaryAddress(year))} />}
    >
      <BookHead facts={facts} today={today} />
      <Filters {...filters} />
      <DataTable
        caption={words("subsidiary.caption", { year: String(year) })}
        hideCaption
        main
        columns={useColumns(year)}
        rows={rows}
        rowKey={({ account, line }) => (line ? `${account}-${line.party ?? ""}` : account)}
        isSubtotal={({ line }) => line === null}
        totals={Object.fromEntries(pairKeys.map((pair) => [pair, <Amount key={pair} quantity={total[pair]} resource="EUR" />]))}
        empty={<EmptyState title={words("subsidiary.none")} />}
      />
    </Page>
  );
}

type FiltersProps = Pick<Awaited<ReturnType<typeof readSubsidiary>>, "accounts" | "prefix" | "periods" | "search">;

function Filters({ accounts, prefix, periods, search }: FiltersProps) {
  const words = useTranslations("books");
  const [asked] = useSearchParams();
  return (
    <BookFilters filtered={asked.has("account") || asked.has("to")} clear="?">
      <FilterSelect
        name="account"
        label={words("filters.account")}
        value={prefix === "4" ? undefined : prefix}
        none={words("subsidiary.all")}
        options={accounts.map(({ account, label }) => ({ value: account, label: `${account} · ${label}` }))}
      />
      <FilterSelect
        name="to"
        label={words("filters.through")}
        value={search.to === undefined ? undefined : String(search.to)}
        none={words("filters.exercise")}
        options={usePeriodChoices(periods)}
      />
    </BookFilters>
  );
}

function useColumns(year: number): Column<SubsidiaryRow>[] {
  const words = useTranslations("books");
  const ledger = useTranslations("ledger");
  const format = useFormat();
  return [
    { key: "party", head: words("subsidiary.party"), cell: (row) => <RowName row={row} year={year} /> },
    ...pairKeys.map((pair) => ({
      key: pair,
      head: ledger(`trialBalance.${pair}`),
      unit: format.unit("EUR"),
      align: "end" as const,
      cell: (row: SubsidiaryRow) => <Amount quantity={row[pair]} resource="EUR" />,
    })),
  ];
}

function RowName({ row: { account, label, line }, year }: { readonly row: SubsidiaryRow; readonly year: number }) {
  const words = useTranslations("books");
  if (!line) return <Link to={accountAddress(year, account)}>{words("subsidiary.accountTotal", { account, label })}</Link>;
  if (line.party === null) return <span className={`${styles.level2} ${styles.note}`}>{words("subsidiary.withoutParty")}</span>;
  return (
    <span className={styles.level2}>
      <Link to={`${partyAddress(year, line.party)}?account=${encodeURIComponent(account)}`}>
        {line.party} · {label}
      </Link>
    </span>
  );
}
