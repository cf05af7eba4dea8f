import { useTranslations } from "use-intl";
import type { FecFault } from "#app/domain/fec/fault.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";

/** The first faults, line by line: where, what stands there, which rule, how to correct it. All of them are in the file to download. */
export function FaultTable({ faults }: { readonly faults: readonly FecFault[] }) {
  const words = useTranslations("ledgerImport");
  const rules = useTranslations("fec");
  const columns: Column<FecFault & { readonly key: string }>[] = [
    { key: "line", head: words("fault.line"), align: "end", cell: ({ line }) => (line > 0 ? line : words("fault.file")) },
    { key: "column", head: words("fault.column"), cell: ({ column }) => column ?? "" },
    { key: "value", head: words("fault.value"), cell: ({ value }) => value },
    { key: "rule", head: words("fault.rule"), cell: ({ rule, value, expected }) => rules(`rules.${rule}`, { value, expected }) },
    { key: "remedy", head: words("fault.remedy"), cell: ({ rule }) => words(`remedy.${rule}`) },
  ];
  const rows = faults.map((fault, index) => ({ ...fault, key: String(index) }));
  return <DataTable caption={words("fault.title", { count: rows.length })} wide columns={columns} rows={rows} rowKey={({ key }) => key} />;
}
