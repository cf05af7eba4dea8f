import { useTranslations } from "use-intl";
import type { Transliteration } from "#app/domain/fec/latin9.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";

/** Letters that ISO 8859-15 has not, and what stands for them in the file. */
export function ReplacedTable({ replaced }: { readonly replaced: readonly Transliteration[] }) {
  const words = useTranslations("exports");
  const format = useFormat();
  const columns: Column<Transliteration>[] = [
    { key: "letter", head: words("replaced.letter"), cell: ({ letter }) => letter },
    {
      key: "code",
      head: words("replaced.code"),
      cell: ({ letter }) => `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`,
    },
    { key: "by", head: words("replaced.by"), cell: ({ by }) => by },
    { key: "count", head: words("replaced.count"), align: "end", cell: ({ count }) => format.count(count) },
  ];
  return <DataTable caption={words("replaced.title")} hideCaption columns={columns} rows={replaced} rowKey={({ letter }) => letter} />;
}
