import { useTranslations } from "use-intl";
import type { FecFault, FecRuleCount, FecSeverity } from "#app/domain/fec/fault.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type StateKind, StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import styles from "../ledger.module.css";

const kinds: Readonly<Record<FecSeverity, StateKind>> = { fault: "fault", tolerable: "late", notice: "in-progress" };

/** Each rule that found something: what it means for the import, how often, and the first lines. */
export function RuleTable({ rules }: { readonly rules: readonly FecRuleCount[] }) {
  const words = useTranslations("exports");
  const format = useFormat();
  const columns: Column<FecRuleCount>[] = [
    {
      key: "severity",
      head: words("import.severity"),
      cell: ({ severity }) => <StatePill kind={kinds[severity]}>{words(`import.is.${severity}`)}</StatePill>,
    },
    { key: "count", head: words("import.count"), align: "end", cell: ({ count }) => format.count(count) },
    { key: "first", head: words("import.first"), cell: ({ first }) => <FirstFaults faults={first} /> },
  ];
  return (
    <DataTable
      caption={words("import.rules")}
      main
      columns={columns}
      rows={rules}
      rowKey={({ rule }) => rule}
      empty={<EmptyState title={words("import.nothingFound")} />}
    />
  );
}

function FirstFaults({ faults }: { readonly faults: readonly FecFault[] }) {
  const words = useTranslations("exports");
  const rules = useTranslations("fec");
  return (
    <ul className={styles.plain}>
      {faults.map(({ rule, line, column, value, expected }) => (
        <li key={`${line}-${column}-${value}`}>
          {line > 0 && (
            <span className={styles.muted}>
              {column === null ? words("import.lineOnly", { line }) : words("import.line", { line, column })}{" "}
            </span>
          )}
          {rules(`rules.${rule}`, { value, expected })}
        </li>
      ))}
    </ul>
  );
}
