import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { ExportRow } from "#db/queries/ledger/exports.ts";
import { exportReportAddress } from "../addresses.ts";
import styles from "./comparison.module.css";

interface Fact {
  readonly name: string;
  readonly of: (file: ExportRow) => ReactNode;
}

/** What identifies each of two files, side by side. */
export function IdentityTable({ year, before, after }: { readonly year: number; readonly before: ExportRow; readonly after: ExportRow }) {
  const words = useTranslations("exportComparison");
  const facts = useFacts(year);
  const columns: Column<Fact>[] = [
    { key: "fact", head: words("fact"), cell: ({ name }) => name },
    { key: "before", head: words("before"), cell: ({ of }) => of(before) },
    { key: "after", head: words("after"), cell: ({ of }) => of(after) },
  ];
  return <DataTable caption={words("identity")} hideCaption columns={columns} rows={facts} rowKey={({ name }) => name} />;
}

function useFacts(year: number): Fact[] {
  const words = useTranslations("exports");
  const format = useFormat();
  return [
    { name: words("history.file"), of: ({ id, name }) => <Link to={exportReportAddress(year, id)}>{name}</Link> },
    { name: words("history.at"), of: ({ at }) => format.instant(at) },
    { name: words("history.by"), of: ({ author }) => author },
    {
      name: words("history.kind"),
      of: ({ format: written, variant }) => [words(`formats.${written}`), ...formOf(words, variant)].join(" · "),
    },
    {
      name: words("report.books"),
      of: ({ closingNumber }) =>
        closingNumber === null ? words("report.asTheyStood") : words("report.asClosed", { number: closingNumber }),
    },
    { name: words("history.lines"), of: ({ lines }) => format.count(lines) },
    { name: words("report.entries"), of: ({ entries }) => (entries === null ? "–" : format.count(entries)) },
    { name: words("history.size"), of: ({ sizeBytes }) => format.count(sizeBytes) },
    { name: words("history.hash"), of: ({ sha256 }) => <span className={styles.hash}>{sha256}</span> },
  ];
}

type Words = ReturnType<typeof useTranslations<"exports">>;

/** How a FEC was written, in short: the choices that its kind leaves. */
function formOf(words: Words, variant: ExportRow["variant"]): string[] {
  if (variant === null) return [];
  const direction = words(`variant.directions.${variant.direction}`);
  if (variant.format === "xml") return [direction];
  return [direction, words(`variant.separators.${variant.separator}`), words(`variant.charsets.${variant.charset}`)];
}
