import { useTranslations } from "use-intl";
import type { ReadingChoices } from "#app/domain/fec/dialect.ts";
import { Section } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";

const shownLines = 10;

interface PreviewRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The first lines, as they are read: what a person looks at before saying that it is right. */
export function PreviewTable({
  names,
  sample,
  columns,
}: {
  readonly names: readonly string[];
  readonly sample: readonly (readonly string[])[];
  readonly columns: ReadingChoices["columns"];
}) {
  const words = useTranslations("ledgerImport");
  const amounts = new Set([columns.Debit, columns.Credit, columns.Montant, columns.Montantdevise]);
  const shown: Column<PreviewRow>[] = [
    { key: "line", head: words("preview.line"), cell: ({ line }) => line },
    ...names.map((name, index): Column<PreviewRow> => {
      return { key: `${index}`, head: name || "–", align: amounts.has(name) ? "end" : "start", cell: ({ cells }) => cells[index] ?? "" };
    }),
  ];
  const rows = sample.slice(0, shownLines).map((cells, index) => ({ line: index + 2, cells }));
  return (
    <Section title={words("preview.title", { count: rows.length })}>
      <DataTable
        caption={words("preview.title", { count: rows.length })}
        hideCaption
        wide
        columns={shown}
        rows={rows}
        rowKey={({ line }) => String(line)}
      />
    </Section>
  );
}
