import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { ExportFindings, ExportRow } from "#db/queries/ledger/exports.ts";
import styles from "../ledger.module.css";

/** What identifies the file, and how it was written. */
export function ExportFacts({ file, found }: { readonly file: ExportRow; readonly found: Pick<ExportFindings, "debit" | "credit"> }) {
  const words = useTranslations("exports");
  const format = useFormat();
  const { variant } = file;
  const euros = (cents: bigint) => format.amountWithUnit(cents, "EUR");
  const facts: (readonly [string, ReactNode])[] = [
    [words("history.kind"), words(`formats.${file.format}`)],
    ...(variant ? [[words("variant.direction"), words(`variant.directions.${variant.direction}`)] as const] : []),
    ...(variant?.format === "flat"
      ? [
          [words("variant.separator"), words(`variant.separators.${variant.separator}`)] as const,
          [words("variant.charset"), words(`variant.charsets.${variant.charset}`)] as const,
          [words("variant.lineEnd"), words(`variant.lineEnds.${variant.lineEnd}`)] as const,
        ]
      : []),
    [
      words("report.books"),
      file.closingNumber === null ? words("report.asTheyStood") : words("report.asClosed", { number: file.closingNumber }),
    ],
    [words("history.lines"), format.count(file.lines)],
    ...(file.entries === null ? [] : [[words("report.entries"), format.count(file.entries)] as const]),
    ...(found.debit === null || found.credit === null
      ? []
      : [[words("report.sums"), `${euros(found.debit)} · ${euros(found.credit)}`] as const]),
    [words("history.size"), format.count(file.sizeBytes)],
    [
      words("history.hash"),
      <span key="hash" className={styles.hash}>
        {file.sha256}
      </span>,
    ],
    [words("history.at"), `${format.instant(file.at)} · ${file.author}`],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
