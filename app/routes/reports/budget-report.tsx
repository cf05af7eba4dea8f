import { useTranslations } from "use-intl";
import { type BudgetRow, type BudgetStage, type BudgetTable, budgetRows, budgetStages } from "#app/domain/reports/budget-table.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";

/** The table of the programme, exact to the cent: as it stands, or as it was issued. */
export function BudgetReport({ table, file }: { readonly table: Pick<BudgetTable, "lines">; readonly file: string }) {
  const words = useTranslations("reports.budget");
  const format = useFormat();
  const amount = (stage: BudgetStage, resource: "AE" | "CP"): Column<BudgetRow> => ({
    key: `${stage} ${resource}`,
    head: words("column", { stage: words(`stages.${stage}`), resource }),
    unit: format.unit(resource),
    align: "end",
    cell: (row) => <Amount quantity={row[stage][resource]} resource={resource} />,
  });
  return (
    <DataTable
      caption={words("table")}
      main
      rows={budgetRows(table)}
      rowKey={({ kind, action, spendingClass }) => `${kind} ${action} ${spendingClass}`}
      isSubtotal={({ kind }) => kind !== "line"}
      actions={<ExportMenu file={file} />}
      columns={[
        {
          ...{ key: "action", head: words("action") },
          cell: ({ action, label }) => (action === null ? words("programme") : `${action} ${label}`),
        },
        {
          ...{ key: "titles", head: words("titles") },
          cell: ({ spendingClass }) => (spendingClass === null ? words("allTitles") : words(`classes.${spendingClass}`)),
        },
        ...budgetStages.flatMap((stage) => [amount(stage, "AE"), amount(stage, "CP")]),
      ]}
    />
  );
}
