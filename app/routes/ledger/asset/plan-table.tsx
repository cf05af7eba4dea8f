import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { PlannedMonth } from "#app/domain/ledger/assets/depreciation-plan.ts";
import { yearOf } from "#app/domain/month.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { PostedDepreciation } from "#db/queries/ledger/assets.ts";
import { entryAddress } from "../addresses.ts";
import styles from "../ledger.module.css";

export interface PlannedYear {
  readonly year: number;
  readonly months: number;
  readonly planned: Quantity;
  readonly posted: Quantity;
  /** Planned since the commissioning, this year included. */
  readonly cumulated: Quantity;
  readonly entries: readonly { readonly id: bigint; readonly name: string; readonly fiscalYear: number }[];
}

/** The plan by civil year beside what the books hold: a year of one and not of the other is a row too. */
export function planByYear(plan: readonly PlannedMonth[], posted: readonly PostedDepreciation[]): PlannedYear[] {
  const years = [...new Set([...plan.map(({ month }) => yearOf(month)), ...posted.map(({ fiscalYear }) => fiscalYear)])].sort();
  return years.map((year) => {
    const own = plan.filter(({ month }) => yearOf(month) === year);
    const done = posted.filter(({ fiscalYear }) => fiscalYear === year);
    return {
      year,
      months: own.length,
      planned: sum(own.map(({ amount }) => amount)),
      posted: sum(done.map(({ amount }) => amount)),
      cumulated: plan.findLast(({ month }) => yearOf(month) <= year)?.cumulated ?? 0n,
      entries: [
        ...new Map(done.map(({ entryId, entryName, fiscalYear }) => [entryId, { id: entryId, name: entryName, fiscalYear }])).values(),
      ],
    };
  });
}

export function PlanTable({ plan }: { readonly plan: readonly PlannedYear[] }) {
  const words = useTranslations("assets");
  const format = useFormat();
  const unit = format.unit("EUR");
  const amount = (name: "planned" | "cumulated" | "posted"): Column<PlannedYear> => ({
    key: name,
    head: words(`plan.${name}`),
    unit,
    align: "end",
    cell: (row) => <Amount quantity={row[name]} resource="EUR" />,
  });
  const columns: Column<PlannedYear>[] = [
    { key: "year", head: words("plan.year"), cell: ({ year }) => String(year) },
    { key: "months", head: words("plan.months"), align: "end", cell: ({ months }) => format.count(months) },
    amount("planned"),
    amount("cumulated"),
    amount("posted"),
    {
      key: "entries",
      head: words("plan.entries"),
      cell: ({ entries }) => (
        <span className={styles.days}>
          {entries.map(({ id, name, fiscalYear }) => (
            <Link key={String(id)} to={entryAddress(fiscalYear, id)}>
              {name}
            </Link>
          ))}
        </span>
      ),
    },
  ];
  return (
    <DataTable
      caption={words("plan.title")}
      hideCaption
      main
      columns={columns}
      rows={plan}
      rowKey={({ year }) => String(year)}
      totals={{
        planned: <Amount quantity={sum(plan.map(({ planned }) => planned))} resource="EUR" />,
        posted: <Amount quantity={sum(plan.map(({ posted }) => posted))} resource="EUR" />,
      }}
      empty={<EmptyState title={words("plan.empty")} />}
    />
  );
}
