import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { KeptImport } from "#db/queries/ledger-import/upload.ts";
import { ledgerAddress } from "../addresses.ts";
import styles from "../ledger.module.css";

/** What was imported, by whom and when: a file that is here is refused. */
export function ImportedFiles({ files }: { readonly files: readonly KeptImport[] }) {
  const words = useTranslations("ledgerImport");
  const format = useFormat();
  const columns: Column<KeptImport>[] = [
    {
      key: "name",
      head: words("imported.name"),
      cell: ({ name, sha256 }) => (
        <>
          {name}
          <p className={styles.hash}>{sha256.slice(0, 16)}…</p>
        </>
      ),
    },
    { key: "year", head: words("imported.year"), cell: ({ year }) => year !== null && <Link to={ledgerAddress(year)}>{year}</Link> },
    { key: "entries", head: words("imported.entries"), align: "end", cell: ({ entries }) => format.count(entries) },
    { key: "lines", head: words("imported.lines"), align: "end", cell: ({ lines }) => format.count(lines) },
    { key: "by", head: words("imported.by"), cell: ({ by }) => by },
    { key: "at", head: words("imported.at"), cell: ({ at }) => format.instant(at.toISOString()) },
  ];
  return (
    <DataTable
      caption={words("imported.title")}
      hideCaption
      main
      columns={columns}
      rows={files}
      rowKey={({ id }) => id}
      empty={<EmptyState title={words("imported.none")} />}
    />
  );
}
