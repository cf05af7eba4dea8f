import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { useFormat } from "#app/ui/format/formatter.ts";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { Upload } from "#db/queries/ledger-import/upload.ts";
import { importAddress } from "../addresses.ts";

type Waiting = Pick<Upload, "id" | "name" | "size" | "author" | "at" | "checkedAt">;

/** Files that were given and not imported yet: they are kept for a week. */
export function WaitingFiles({ year, files }: { readonly year: number; readonly files: readonly Waiting[] }) {
  const words = useTranslations("ledgerImport");
  const format = useFormat();
  const columns: Column<Waiting>[] = [
    { key: "name", head: words("waiting.name"), cell: ({ id, name }) => <Link to={importAddress(year, id)}>{name}</Link> },
    {
      key: "size",
      head: words("waiting.size"),
      unit: words("kibibytes"),
      align: "end",
      cell: ({ size }) => format.count(Number((size + 1_023n) / 1_024n)),
    },
    { key: "author", head: words("waiting.author"), cell: ({ author }) => author },
    { key: "at", head: words("waiting.at"), cell: ({ at }) => format.instant(at.toISOString()) },
    {
      key: "state",
      head: words("waiting.state"),
      cell: ({ checkedAt }) => (
        <StatePill kind={checkedAt ? "in-progress" : "late"}>{words(checkedAt ? "waiting.checked" : "waiting.unchecked")}</StatePill>
      ),
    },
  ];
  return <DataTable caption={words("waiting.title")} hideCaption columns={columns} rows={files} rowKey={({ id }) => id} />;
}
