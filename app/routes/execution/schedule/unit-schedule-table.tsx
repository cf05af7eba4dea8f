import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { outstandingAddress, scheduleAddress } from "../../units/addresses.ts";
import { bandName } from "./band-name.ts";
import type { UnitSchedule } from "./load-schedule.ts";

/** Each unit's payments to come: a year opens the commitments that it pays. */
export function UnitScheduleTable({ year, rows }: { readonly year: number; readonly rows: readonly UnitSchedule[] }) {
  const words = useTranslations("outstanding");
  const format = useFormat();
  const bands = rows[0]?.bands ?? [];
  const columns: Column<UnitSchedule>[] = [
    { key: "unit", head: words("unit"), cell: ({ unit, label }) => <Link to={scheduleAddress(year, { unit })}>{label}</Link> },
    ...bands.map(
      (band, index): Column<UnitSchedule> => ({
        ...{ key: String(band.year), head: bandName(words, band), unit: format.unit("EUR"), align: "end" },
        cell: ({ unit, bands: own }) => {
          const due = own[index]?.due ?? 0n;
          if (due === 0n || band.open) return <Amount quantity={due} resource="CP" />;
          return (
            <Link to={`${outstandingAddress(year, { unit, due: band.year })}#commitments`}>
              <Amount quantity={due} resource="CP" />
            </Link>
          );
        },
      }),
    ),
    {
      ...{ key: "total", head: words("schedule.total"), unit: format.unit("EUR"), align: "end" },
      cell: ({ bands: own }) => <Amount quantity={sum(own.map(({ due }) => due))} resource="CP" tone="strong" />,
    },
  ];
  const totals = Object.fromEntries([
    ...bands.map(({ year: own }, index) => [
      String(own),
      <Amount key={own} quantity={sum(rows.map((row) => row.bands[index]?.due ?? 0n))} resource="CP" />,
    ]),
    ["total", <Amount key="total" quantity={sum(rows.flatMap((row) => row.bands.map(({ due }) => due)))} resource="CP" />],
  ]);
  return (
    <DataTable
      caption={words("schedule.byUnit")}
      hideCaption
      columns={columns}
      rows={rows}
      rowKey={({ unit }) => unit}
      totals={rows.length > 1 ? totals : undefined}
    />
  );
}
