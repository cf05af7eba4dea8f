import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import type { Scope, TraceKey } from "#app/domain/trace/trace-key.ts";
import { alone, traceOf } from "#app/domain/trace/trace-of.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { workforceAddress } from "../addresses.ts";
import type { DataProcessingRow } from "../data-processing.ts";
import type { Overview } from "./load-overview.ts";

interface Standing {
  readonly heads: number;
  readonly fte: Quantity;
  readonly posted: Quantity;
  readonly ahead: Quantity;
  readonly landing: Quantity;
  readonly ceiling: Quantity;
  readonly room: Quantity;
}

type StaffPlace = Pick<TraceKey, "scope" | "cut">;

/** What the budget book holds opens its story; what contracts say is in none. */
function storyOf(key: string, year: number, place: StaffPlace): string | undefined {
  if (key === "posted") return traceOf("used", { ...place, resource: "ETPT", year });
  return key === "ceiling" ? traceOf("opened", { ...place, resource: "ETPT", year }) : undefined;
}

interface NatureTableProps {
  readonly year: number;
  readonly overview: Overview;
  /** The units that are looked at. */
  readonly scope: Scope;
}

/** Present on the day, consumed and to come in the year, against the ceiling. */
function useStandingColumns<Row extends Standing>(year: number, placeOf: (row: Row) => StaffPlace): Column<Row>[] {
  const words = useTranslations("workforce");
  const format = useFormat();
  const etpt = (key: "posted" | "ahead" | "landing" | "ceiling" | "room"): Column<Row> => ({
    ...{ key, head: words(`standing.${key}`), unit: format.unit("ETPT"), align: "end" },
    cell: (row) =>
      key === "room" && row.room < 0n ? (
        <Amount quantity={row.room} resource="ETPT" tone="over" />
      ) : (
        <Amount quantity={row[key]} resource="ETPT" trace={storyOf(key, year, placeOf(row))} />
      ),
  });
  return [
    { key: "heads", head: words("standing.heads"), align: "end", cell: ({ heads }) => format.count(heads) },
    {
      key: "fte",
      head: words("standing.fte"),
      unit: words("fte"),
      align: "end",
      cell: ({ fte }) => <Amount quantity={fte * 12n} resource="ETPT" />,
    },
    ...(["posted", "ahead", "landing", "ceiling", "room"] as const).map(etpt),
  ];
}

export function NatureTable({ year, overview, scope }: NatureTableProps) {
  const words = useTranslations("workforce");
  const format = useFormat();
  const columns = useStandingColumns<Overview["natures"][number]>(year, ({ nature }) => ({ scope, cut: { nature } }));
  const total = { ...overview.outlook, heads: overview.heads, fte: overview.fte };
  return (
    <DataTable
      caption={words("byNature")}
      hideCaption
      columns={[
        { key: "nature", head: words("category"), cell: ({ categories, nature }) => `${categories.join(" · ")} (${nature})` },
        ...columns,
      ]}
      rows={overview.natures}
      rowKey={({ nature }) => nature}
      totals={{
        heads: format.count(total.heads),
        fte: <Amount quantity={total.fte * 12n} resource="ETPT" />,
        ...Object.fromEntries(
          (["posted", "ahead", "landing", "ceiling", "room"] as const).map((key) => [
            key,
            <Amount key={key} quantity={total[key]} resource="ETPT" trace={storyOf(key, year, { scope })} />,
          ]),
        ),
      }}
    />
  );
}

export function CategoryTable({ overview }: { readonly overview: Overview }) {
  const words = useTranslations("workforce");
  const format = useFormat();
  const columns: Column<Overview["categories"][number]>[] = [
    { key: "label", head: words("category"), cell: ({ label }) => label },
    { key: "heads", head: words("standing.heads"), align: "end", cell: ({ heads }) => format.count(heads) },
    {
      key: "fte",
      head: words("standing.fte"),
      unit: words("fte"),
      align: "end",
      cell: ({ fte }) => <Amount quantity={fte * 12n} resource="ETPT" />,
    },
    {
      key: "etpt",
      head: words("standing.said"),
      unit: format.unit("ETPT"),
      align: "end",
      cell: ({ etpt }) => <Amount quantity={etpt} resource="ETPT" />,
    },
  ];
  return <DataTable caption={words("byCategory")} hideCaption columns={columns} rows={overview.categories} rowKey={({ code }) => code} />;
}

/** Functions of automated data processing, by unit. */
export function DataProcessingTable({ rows }: { readonly rows: readonly DataProcessingRow[] }) {
  const words = useTranslations("workforce");
  const format = useFormat();
  const columns: Column<DataProcessingRow>[] = [
    { key: "unit", head: words("columns.unit"), cell: ({ label }) => label },
    { key: "heads", head: words("standing.heads"), align: "end", cell: ({ heads }) => format.count(heads) },
    {
      ...{ key: "fte", head: words("standing.fte"), unit: words("fte"), align: "end" },
      cell: ({ fte }) => <Amount quantity={fte * 12n} resource="ETPT" />,
    },
    {
      ...{ key: "etpt", head: words("standing.said"), unit: format.unit("ETPT"), align: "end" },
      cell: ({ etpt }) => <Amount quantity={etpt} resource="ETPT" />,
    },
  ];
  const of = (pick: (row: DataProcessingRow) => Quantity) => <Amount quantity={sum(rows.map(pick))} resource="ETPT" />;
  return (
    <DataTable
      caption={words("dataProcessing.title")}
      hideCaption
      columns={columns}
      rows={rows}
      rowKey={({ code }) => code}
      totals={
        rows.length > 1
          ? {
              heads: format.count(rows.reduce((total, { heads }) => total + heads, 0)),
              fte: of(({ fte }) => fte * 12n),
              etpt: of(({ etpt }) => etpt),
            }
          : undefined
      }
    />
  );
}

interface UnitTableProps {
  readonly year: number;
  readonly overview: Overview;
}

export function UnitTable({ year, overview }: UnitTableProps) {
  const words = useTranslations("workforce");
  const columns = useStandingColumns<Overview["units"][number]>(year, ({ code }) => ({ scope: alone(code) }));
  return (
    <DataTable
      caption={words("byUnit")}
      hideCaption
      main
      columns={[
        {
          key: "unit",
          head: words("columns.unit"),
          cell: ({ code, label }) => <Link to={`${workforceAddress(year)}?unit=${encodeURIComponent(code)}`}>{label}</Link>,
        },
        ...columns,
      ]}
      rows={overview.units}
      rowKey={({ code }) => code}
    />
  );
}
