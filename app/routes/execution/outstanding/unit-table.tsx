import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { addDays, type Day } from "#app/domain/month.ts";
import { sum } from "#app/domain/quantity.ts";
import type { Scope } from "#app/domain/trace/trace-key.ts";
import { alone, chainTrace } from "#app/domain/trace/trace-of.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { UnitOutstanding } from "#db/queries/execution-outstanding.ts";
import { outstandingAddress } from "../../units/addresses.ts";

export type UnitRow = UnitOutstanding & { readonly label: string };

const unitAmounts = ["opening", "committed", "withdrawn", "paid", "outstanding"] as const;
/** What comes off. */
const taken: readonly string[] = ["withdrawn", "paid"];

interface UnitTableProps {
  readonly year: number;
  readonly rows: readonly UnitRow[];
  readonly on: Day;
  /** Of the exercise. */
  readonly firstDay: Day;
  /** Of what the total is. */
  readonly scope: Scope;
}

/** From what remained at the opening of the exercise to what remains: each row adds up, and so does the total (second bridge). */
export function UnitTable({ year, rows, on, firstDay, scope }: UnitTableProps) {
  const words = useTranslations("outstanding");
  const format = useFormat();
  const signed = (key: (typeof unitAmounts)[number], amount: bigint) => (taken.includes(key) ? -amount : amount);
  const traced = (key: (typeof unitAmounts)[number], where: Scope) => {
    const place = { scope: where, year };
    if (key === "opening") return chainTrace("outstanding", { ...place, on: addDays(firstDay, -1) });
    return chainTrace(key, { ...place, on, ...(key === "outstanding" ? {} : { since: firstDay }) });
  };
  const columns: Column<UnitRow>[] = [
    {
      ...{ key: "unit", head: words("unit") },
      cell: ({ unit, label }) => <Link to={outstandingAddress(year, { unit })}>{label}</Link>,
    },
    { key: "count", head: words("count"), align: "end", cell: ({ count }) => (count === 0 ? "–" : format.count(count)) },
    ...unitAmounts.map(
      (key): Column<UnitRow> => ({
        ...{ key, head: words(`column.${key}`, { day: format.day(on) }), unit: format.unit("EUR"), align: "end" },
        cell: (row) => <Amount quantity={signed(key, row[key])} resource="EUR" trace={traced(key, alone(row.unit))} />,
      }),
    ),
  ];
  const totals = Object.fromEntries(
    unitAmounts.map((key) => [
      key,
      <Amount key={key} quantity={signed(key, sum(rows.map((row) => row[key])))} resource="EUR" trace={traced(key, scope)} />,
    ]),
  );
  return (
    <DataTable
      caption={words("byUnit", { year: String(year) })}
      hideCaption
      columns={columns}
      rows={rows}
      rowKey={({ unit }) => unit}
      totals={rows.length > 1 ? totals : undefined}
      empty={<p>{words("noUnit")}</p>}
    />
  );
}
