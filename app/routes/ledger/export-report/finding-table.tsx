import { useTranslations } from "use-intl";
import type { FecRuleCount } from "#app/domain/fec/fault.ts";
import { exportSeverity, officialVerdict } from "#app/domain/fec/severity.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import styles from "../exports/exports.module.css";

/** Each rule that the file does not keep, with its first lines, and what the official tool would say of it. */
export function FindingTable({ findings }: { readonly findings: readonly FecRuleCount[] }) {
  const words = useTranslations("exports");
  const rules = useTranslations("fec");
  const format = useFormat();
  const columns: Column<FecRuleCount>[] = [
    {
      key: "severity",
      head: words("report.severity"),
      cell: ({ rule }) => (
        <StatePill kind={exportSeverity(rule) === "fault" ? "fault" : "late"}>
          {words(`report.severities.${exportSeverity(rule)}`)}
        </StatePill>
      ),
    },
    {
      key: "first",
      head: words("report.first"),
      cell: ({ rule, first }) => (
        <ul className={styles.lines}>
          {first.map(({ line, column, value, expected }) => (
            <li key={`${line} ${column} ${value}`}>
              {line > 0 && <strong>{words("report.line", { line, column: column === null ? "" : `, ${column}` })} </strong>}
              {rules(`rules.${rule}`, { value, expected })}
            </li>
          ))}
        </ul>
      ),
    },
    { key: "count", head: words("report.count"), align: "end", cell: ({ count }) => format.count(count) },
    { key: "official", head: words("report.official"), cell: ({ rule }) => words(`report.officials.${officialVerdict(rule)}`) },
  ];
  return (
    <DataTable
      caption={words("report.findings")}
      hideCaption
      main
      columns={columns}
      rows={findings}
      rowKey={({ rule }) => rule}
      empty={<EmptyState title={words("report.nothing")} />}
    />
  );
}
