import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { Day } from "#app/domain/month.ts";
import { sum } from "#app/domain/quantity.ts";
import type { Scope } from "#app/domain/trace/trace-key.ts";
import { alone, chainTrace } from "#app/domain/trace/trace-of.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { scheduleAddress } from "../../units/addresses.ts";
import { bandName, bandTrace } from "./band-name.ts";
import type { UnitSchedule } from "./load-schedule.ts";

interface UnitScheduleTableProps {
  readonly year: number;
  readonly rows: readonly UnitSchedule[];
  readonly on: Day;
  /** Of what the totals are. */
  readonly scope: Scope;
}

/** Each unit's payments to come: an amount opens the commitments that it is of. */
export function UnitScheduleTable({ year, rows, on, scope }: UnitScheduleTableProps) {
  const words = useTranslations("outstanding");
  const format = useFormat();
  const bands = rows[0]?.bands ?? [];
  const columns: Column<UnitSchedule>[] = [
    { key: "unit", head: words("unit"), cell: ({ unit, label }) => <Link to={scheduleAddress(year, { unit })}>{label}</Link> },
    ...bands.map(
      (band, index): Column<UnitSchedule> => ({
        ...{ key: String(band.year), head: bandName(words, band), unit: format.unit("EUR"), align: "end" },
        cell: ({ unit, bands: own }) => (
          <Amount quantity={own[index]?.due ?? 0n} resource="CP" trace={bandTrace(band, { scope: alone(unit), year, on })} />
        ),
      }),
    ),
    {
      ...{ key: "total", head: words("schedule.total"), unit: format.unit("EUR"), align: "end" },
      cell: ({ unit, bands: own }) => (
        <Amount
          quantity={sum(own.map(({ due }) => due))}
          resource="CP"
          tone="strong"
          trace={chainTrace("outstanding", { scope: alone(unit), year, on })}
        />
      ),
    },
  ];
  const totals = Object.fromEntries([
    ...bands.map((band, index) => [
      String(band.year),
      <Amount
        key={band.year}
        quantity={sum(rows.map((row) => row.bands[index]?.due ?? 0n))}
        resource="CP"
        trace={bandTrace(band, { scope, year, on })}
      />,
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
