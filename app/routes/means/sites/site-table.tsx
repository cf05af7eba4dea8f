import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import styles from "../../units/units.module.css";
import { siteAddress } from "../addresses.ts";
import { PerResident } from "../per-resident.tsx";
import type { SitesData } from "./route.tsx";

type Row = SitesData["rows"][number];

/** Each site with its surface, who is there, and what it costs in the exercise. */
export function SiteTable({ data: { year, rows, target } }: { readonly data: SitesData }) {
  const words = useTranslations("means");
  const format = useFormat();
  const columns: Column<Row>[] = [
    {
      key: "site",
      head: words("columns.site"),
      cell: ({ site }) => (
        <>
          <Link to={siteAddress(year, site.code)}>{site.label}</Link> <span className={styles.note}>{site.town}</span>
        </>
      ),
    },
    { key: "unit", head: words("columns.unit"), cell: ({ site }) => <span className={styles.keep}>{site.unit}</span> },
    {
      ...{ key: "surface", head: words("columns.surface"), unit: "m²", align: "end" },
      cell: ({ site }) => format.amount(site.surface, "DAY"),
    },
    { key: "workstations", head: words("columns.workstations"), align: "end", cell: ({ site }) => format.count(site.workstations) },
    {
      key: "residents",
      head: words("columns.residents"),
      align: "end",
      cell: ({ use }) => (use === null ? "–" : format.count(use.residents)),
    },
    {
      ...{ key: "each", head: words("columns.each"), unit: "m²", align: "end" },
      cell: ({ use }) => <PerResident surface={use?.surfacePerResident ?? null} target={target} />,
    },
    {
      ...{ key: "cost", head: words("columns.cost"), unit: "€", align: "end" },
      cell: ({ cost }) => <Amount quantity={cost ?? "not-applicable"} resource="CP" />,
    },
    {
      ...{ key: "costEach", head: words("columns.costEach"), unit: "€", align: "end" },
      cell: ({ use }) => <Amount quantity={use?.costPerWorkstation ?? "not-applicable"} resource="CP" />,
    },
    {
      key: "next",
      head: words("columns.next"),
      cell: ({ pays, leased, next }) => (next === null ? (pays && !leased ? words("noLease") : "–") : format.day(next.decideBy)),
    },
  ];
  return (
    <DataTable
      caption={words("list", { year: String(year) })}
      hideCaption
      main
      wide
      columns={columns}
      rows={rows}
      rowKey={({ site }) => site.id}
      totals={rows.length > 1 ? { cost: <Amount quantity={sum(rows.map(({ cost }) => cost ?? 0n))} resource="CP" /> } : undefined}
    />
  );
}
