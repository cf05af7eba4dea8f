import { useTranslations } from "use-intl";
import type { DecisionRule } from "#app/domain/arbitration/authority.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Section } from "#app/ui/shell/page.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import type { DecisionTable } from "#db/queries/arbitration/authority.ts";
import styles from "../../arbitration/arbitration.module.css";
import { useRuleWords } from "./rule-words.ts";

/** Who wrote each version, when, from when it holds, why, and what it changed of the one before. */
export function RuleHistory({ tables }: { readonly tables: readonly DecisionTable[] }) {
  const words = useTranslations("authority.rules");
  const format = useFormat();
  const { sentence } = useRuleWords();
  const changes = (after: readonly DecisionRule[], before: readonly DecisionRule[]) => {
    const [now, then] = [after.map(sentence), before.map(sentence)];
    return [
      ...then.filter((own) => !now.includes(own)).map((rule) => words("removed", { rule })),
      ...now.filter((own) => !then.includes(own)).map((rule) => words("added", { rule })),
    ];
  };
  return (
    <Section title={words("history")}>
      <DataTable
        caption={words("history")}
        hideCaption
        rows={tables.map((table, index) => ({ table, before: tables[index + 1]?.rules ?? [] }))}
        rowKey={({ table }) => String(table.id)}
        empty={<p>{words("historyNone")}</p>}
        columns={[
          { key: "when", head: words("when"), cell: ({ table }) => format.instant(table.at.toISOString()) },
          { key: "who", head: words("who"), cell: ({ table }) => table.author },
          { key: "valid", head: words("valid"), cell: ({ table }) => format.day(table.validFrom) },
          { key: "reason", head: words("reason"), cell: ({ table }) => table.reason },
          {
            key: "what",
            head: words("what"),
            cell: ({ table, before }) => {
              const told = changes(table.rules, before);
              if (told.length === 0) return words("same");
              return (
                <ul className={styles.plain}>
                  {told.map((change) => (
                    <li key={change}>{change}</li>
                  ))}
                </ul>
              );
            },
          },
        ]}
      />
    </Section>
  );
}
