import { useTranslations } from "use-intl";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { type SpendingClass, type Stage, stages } from "#app/domain/stage.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { StageTotal } from "#db/queries/year-end.ts";

interface Row {
  readonly stage: Stage;
  readonly of: (spendingClass: SpendingClass, resource: BudgetResource) => bigint;
  readonly staff: bigint;
  readonly days: bigint;
}

const places = [
  ["personnel", "AE"],
  ["personnel", "CP"],
  ["nonPersonnel", "AE"],
  ["nonPersonnel", "CP"],
] as const satisfies readonly (readonly [SpendingClass, BudgetResource])[];

/** What each stage holds: credits by class, then staff and days. */
export function StageTable({
  caption,
  totals,
  empty,
}: {
  readonly caption: string;
  readonly totals: readonly StageTotal[];
  readonly empty: string;
}) {
  const words = useTranslations("yearEnd");
  const format = useFormat();
  const rows = stages
    .filter((stage) => totals.some((own) => own.stage === stage))
    .map((stage): Row => {
      const own = totals.filter((total) => total.stage === stage);
      const of = (spendingClass: SpendingClass, resource: BudgetResource) =>
        own.find((total) => total.spendingClass === spendingClass && total.resource === resource)?.amount ?? 0n;
      const both = (resource: BudgetResource) => of("personnel", resource) + of("nonPersonnel", resource);
      return { stage, of, staff: both("ETPT"), days: both("DAY") };
    });
  const columns: Column<Row>[] = [
    { key: "stage", head: words("stage"), cell: ({ stage }) => words(`stageName.${stage}`) },
    ...places.map(
      ([spendingClass, resource]): Column<Row> => ({
        ...{
          key: `${spendingClass} ${resource}`,
          head: words(`column.${spendingClass}`, { resource }),
          unit: format.unit("EUR"),
          align: "end",
        },
        cell: (row) => <Amount quantity={row.of(spendingClass, resource)} resource={resource} />,
      }),
    ),
    {
      key: "staff",
      head: words("column.staff"),
      unit: format.unit("ETPT"),
      align: "end",
      cell: ({ staff }) => <Amount quantity={staff} resource="ETPT" />,
    },
    {
      key: "days",
      head: words("column.days"),
      unit: format.unit("DAY"),
      align: "end",
      cell: ({ days }) => <Amount quantity={days} resource="DAY" />,
    },
  ];
  return <DataTable caption={caption} hideCaption columns={columns} rows={rows} rowKey={({ stage }) => stage} empty={<p>{empty}</p>} />;
}
