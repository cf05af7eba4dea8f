import { useTranslations } from "use-intl";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { ExportRow } from "#db/queries/ledger/exports.ts";
import { exportFileAddress } from "../addresses.ts";
import styles from "../ledger.module.css";

/** Every file that left, with what identifies it; each can be taken again, byte for byte. */
export function ExportHistory({ year, history }: { readonly year: number; readonly history: readonly ExportRow[] }) {
  const words = useTranslations("exports");
  const format = useFormat();
  const columns: Column<ExportRow>[] = [
    {
      key: "file",
      head: words("history.file"),
      cell: ({ id, name }) => (
        <a href={exportFileAddress(year, id)} download>
          {name}
        </a>
      ),
    },
    { key: "at", head: words("history.at"), cell: ({ at }) => format.instant(at) },
    { key: "by", head: words("history.by"), cell: ({ author }) => author },
    { key: "lines", head: words("history.lines"), align: "end", cell: ({ lines }) => format.count(lines) },
    { key: "size", head: words("history.size"), align: "end", cell: ({ sizeBytes }) => format.count(sizeBytes) },
    { key: "hash", head: words("history.hash"), cell: ({ sha256 }) => <span className={styles.hash}>{sha256}</span> },
  ];
  return (
    <DataTable
      caption={words("history.caption", { year: String(year) })}
      hideCaption
      columns={columns}
      rows={history}
      rowKey={({ id }) => id}
      empty={<EmptyState title={words("history.empty")} />}
    />
  );
}
