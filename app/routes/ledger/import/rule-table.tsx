import { useTranslations } from "use-intl";
import type { FecRuleCount, FecSeverity } from "#app/domain/fec/fault.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type StateKind, StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";

const kinds: Readonly<Record<FecSeverity, StateKind>> = { fault: "fault", tolerable: "late", notice: "in-progress" };

/** Each rule that found something: what it means for the import, how often, and where first. */
export function RuleTable({ rules }: { readonly rules: readonly FecRuleCount[] }) {
  const words = useTranslations("ledgerImport");
  const said = useTranslations("fec");
  const format = useFormat();
  const columns: Column<FecRuleCount>[] = [
    {
      key: "severity",
      head: words("rule.severity"),
      cell: ({ severity }) => <StatePill kind={kinds[severity]}>{words(`rule.is.${severity}`)}</StatePill>,
    },
    { key: "count", head: words("rule.count"), align: "end", cell: ({ count }) => format.count(count) },
    {
      key: "first",
      head: words("rule.first"),
      cell: ({ rule, first: [fault] }) =>
        fault && (
          <>
            {fault.line > 0 && `${words("rule.line", { line: fault.line })} `}
            {said(`rules.${rule}`, { value: fault.value, expected: fault.expected })}
          </>
        ),
    },
  ];
  return <DataTable caption={words("rule.title")} hideCaption main columns={columns} rows={rules} rowKey={({ rule }) => rule} />;
}
