import { type BudgetTable, budgetRows, budgetStages } from "#app/domain/reports/budget-table.ts";
import { amountColumn, type TableFile, type TableRow } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import type { Locale } from "#app/messages/locale.ts";
import { formatterFor } from "#app/ui/format/formatter.ts";

/** The same rows and figures as the page, for a file; `facts` say which document it is. */
export function budgetTableFile(table: BudgetTable, locale: Locale, facts: TableFile["facts"] = []): TableFile {
  const words = translatorFor(locale, "reports");
  const format = formatterFor(locale, translatorFor(locale, "units"));
  const year = String(table.year);
  const pairs = budgetStages.flatMap((stage) => (["AE", "CP"] as const).map((resource) => ({ stage, resource })));
  return {
    ...{ locale, fileName: words("budget.fileName", { year }), title: words("budget.title", { year }) },
    facts: [...facts, [words("asOf"), format.day(table.asOf)]],
    columns: [
      { key: "action", head: words("budget.action"), kind: "text", width: 36 },
      { key: "titles", head: words("budget.titles"), kind: "text", width: 14 },
      ...pairs.map(({ stage, resource }) =>
        amountColumn(locale, {
          key: `${stage}${resource}`,
          head: words("budget.column", { stage: words(`budget.stages.${stage}`), resource }),
        }),
      ),
    ],
    // Titles over all actions are on the page alone: a file adds its rows up by itself.
    rows: budgetRows(table).flatMap((row): TableRow[] => {
      if (row.kind === "class" || row.kind === "whole") return [];
      const titles = row.spendingClass === null ? words("budget.allTitles") : words(`budget.classes.${row.spendingClass}`);
      const cells = [`${row.action} ${row.label}`, titles, ...pairs.map(({ stage, resource }) => row[stage][resource])];
      const summed = table.lines.filter(({ action }) => action === row.action).length;
      return [row.kind === "action" ? { cells, subtotal: -summed } : cells];
    }),
    totals: pairs.map(({ stage, resource }) => `${stage}${resource}`),
    orientation: "landscape",
  };
}
