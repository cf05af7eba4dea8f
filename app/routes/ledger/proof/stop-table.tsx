import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { ChainStop } from "#db/queries/ledger/proof.ts";
import { proofReleaseAddress } from "../addresses.ts";

interface StopTableProps {
  readonly year: number;
  readonly stops: readonly ChainStop[];
  readonly mayRelease: boolean;
}

/** The journals in which nothing is posted, of every exercise. */
export function StopTable({ year, stops, mayRelease }: StopTableProps) {
  const words = useTranslations("proof");
  const format = useFormat();
  const columns: Column<ChainStop>[] = [
    { key: "journal", head: words("stops.journal"), cell: ({ journal, label, fiscalYear }) => `${journal} · ${label} · ${fiscalYear}` },
    { key: "since", head: words("stops.since"), cell: ({ stoppedAt }) => format.instant(stoppedAt) },
    ...(mayRelease ? [releaseColumn()] : []),
  ];
  return <DataTable caption={words("stops.title")} hideCaption columns={columns} rows={stops} rowKey={({ id }) => id.toString()} />;

  function releaseColumn(): Column<ChainStop> {
    return {
      key: "release",
      head: words("stops.release"),
      cell: ({ id }) => (
        <Link to={proofReleaseAddress(year, id)} className={buttonClass()}>
          {words("stops.release")}
        </Link>
      ),
    };
  }
}
