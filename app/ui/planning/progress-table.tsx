import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { Progress } from "#app/domain/campaign/campaign.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { Amount } from "../amount.tsx";
import { displayUnitFor } from "../format/amount.ts";
import { useFormat } from "../format/formatter.ts";
import { type Column, DataTable } from "../table/data-table.tsx";
import { ProgressPill } from "./progress-pill.tsx";

export interface ProgressRow {
  readonly unit: string;
  readonly label: string;
  readonly progress: Progress;
  readonly late: boolean;
  readonly requests: number;
  readonly ae: Quantity;
  readonly cp: Quantity;
  readonly etpt: Quantity;
  readonly lastActivity: Date | null;
}

/** The units of a campaign: state, requests, what they ask for the campaign's year. Each name leads to the unit's requests. */
export function ProgressTable({
  caption,
  rows,
  to,
  closesOn,
  empty,
}: {
  readonly caption: string;
  readonly rows: readonly ProgressRow[];
  readonly to: (unit: string) => string;
  readonly closesOn: string;
  readonly empty: ReactNode;
}) {
  const words = useTranslations("campaigns");
  const format = useFormat();
  const unit = displayUnitFor(rows.flatMap((row) => [row.ae, row.cp]));
  const euros = format.unit("AE", unit);
  const columns: Column<ProgressRow>[] = [
    { key: "unit", head: words("columns.unit"), cell: (row) => <Link to={to(row.unit)}>{row.label}</Link> },
    { key: "state", head: words("columns.state"), cell: (row) => <ProgressPill progress={row.progress} late={row.late} /> },
    { key: "requests", head: words("columns.requests"), align: "end", cell: (row) => format.count(row.requests) },
    {
      ...{ key: "ae", head: words("asked", { measure: "AE" }), unit: euros, align: "end" },
      cell: (row) => <Amount quantity={row.ae} resource="AE" unit={unit} />,
    },
    {
      ...{ key: "cp", head: words("asked", { measure: "CP" }), unit: euros, align: "end" },
      cell: (row) => <Amount quantity={row.cp} resource="CP" unit={unit} />,
    },
    { key: "etpt", head: words("asked", { measure: "ETPT" }), align: "end", cell: (row) => <Amount quantity={row.etpt} resource="ETPT" /> },
    {
      key: "activity",
      head: words("columns.lastActivity"),
      cell: (row) => (row.lastActivity ? format.instant(row.lastActivity.toISOString()) : "///"),
    },
    { key: "deadline", head: words("columns.deadline"), cell: () => format.day(closesOn) },
  ];
  const total = (of: "ae" | "cp" | "etpt") => sum(rows.map((row) => row[of]));
  const totals = {
    requests: format.count(rows.reduce((count, row) => count + row.requests, 0)),
    ae: <Amount quantity={total("ae")} resource="AE" unit={unit} />,
    cp: <Amount quantity={total("cp")} resource="CP" unit={unit} />,
    etpt: <Amount quantity={total("etpt")} resource="ETPT" />,
  };
  return <DataTable caption={caption} columns={columns} rows={rows} rowKey={(row) => row.unit} totals={totals} empty={empty} main />;
}
