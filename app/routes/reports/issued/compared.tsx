import { useTranslations } from "use-intl";
import type { FigureChange, ReportChange } from "#app/domain/reports/changes.ts";
import { Section } from "#app/ui/shell/page.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import styles from "../../units/units.module.css";
import { useReportReader } from "../report-view.tsx";
import { cellText, figureText, headOf } from "../report-words.ts";

const shown = 50;

interface Difference {
  readonly key: string;
  readonly where: string;
  readonly row: string;
  readonly column: string;
  readonly before: string;
  readonly after: string;
}

/** What an issued document would say otherwise today, cell by cell; null: it cannot be composed any more. */
export function Compared({
  changes,
}: {
  readonly changes: { readonly changes: readonly ReportChange[]; readonly figures: readonly FigureChange[] } | null;
}) {
  const words = useTranslations("reports.compared");
  const reports = useTranslations("reports");
  const reader = useReportReader();
  const figures = (changes?.figures ?? []).map(({ name, resource, before, after }): Difference => {
    const said = (amount: bigint | null) => figureText({ name, resource, amount, of: null }, reader).amount;
    return {
      key: name,
      where: reports("parts.summary"),
      row: reports(`figures.${name}`),
      column: "",
      before: said(before),
      after: said(after),
    };
  });
  const cells = (changes?.changes ?? []).map(({ table, row, first, column, before, after }): Difference => {
    const said = (cell: ReportChange["before"]) => (cell === null ? "///" : cellText(cell, column, row, false, reader));
    return {
      ...{ key: `${table} ${row.key} ${column.name} ${column.resource ?? ""}`, where: reports(`tables.${table}`) },
      ...{ row: cellText(row.cells[0] ?? null, first, row, true, reader), column: headOf({ columns: [column, column] }, column, reader) },
      ...{ before: said(before), after: said(after) },
    };
  });
  const all = [...figures, ...cells];
  return (
    <Section title={words("heading")}>
      <p className={styles.note}>
        {changes === null ? words("gone") : all.length === 0 ? words("same") : words("moved", { count: all.length })}
      </p>
      {all.length > 0 && (
        <DataTable
          caption={words("table")}
          hideCaption
          rows={all.slice(0, shown)}
          rowKey={({ key }) => key}
          columns={[
            { key: "row", head: words("row"), cell: ({ row }) => row },
            { key: "where", head: words("where"), cell: ({ where }) => where },
            { key: "column", head: words("column"), cell: ({ column }) => column },
            { key: "before", head: words("before"), align: "end", cell: ({ before }) => before },
            { key: "after", head: words("after"), align: "end", cell: ({ after }) => after },
          ]}
        />
      )}
      {all.length > shown && <p className={styles.note}>{words("more", { count: shown })}</p>}
    </Section>
  );
}
