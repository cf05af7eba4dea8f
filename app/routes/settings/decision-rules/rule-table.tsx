import { useTranslations } from "use-intl";
import { type DecisionRule, decisionPhases } from "#app/domain/arbitration/authority.ts";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { useRuleWords } from "./rule-words.ts";

/** The table as it is read: by phase, by rising limit. */
export function RuleTable({
  rules,
  caption,
  main = false,
}: {
  readonly rules: readonly DecisionRule[];
  readonly caption: string;
  readonly main?: boolean;
}) {
  const words = useTranslations("authority.rules");
  const say = useRuleWords();
  const rows = decisionPhases.flatMap((phase) => rules.filter((rule) => rule.phase === phase).toSorted(byLimit));
  return (
    <DataTable
      caption={caption}
      rows={rows.map((rule, index) => ({ rule, first: rows[index - 1]?.phase !== rule.phase, key: String(index) }))}
      rowKey={(row) => row.key}
      main={main}
      columns={[
        {
          key: "phase",
          head: words("phase"),
          cell: ({ rule, first }) =>
            first ? words(`phases.${rule.phase}`) : <span className="visually-hidden">{words(`phases.${rule.phase}`)}</span>,
        },
        { key: "class", head: words("class"), cell: ({ rule }) => say.spendingClass(rule) },
        { key: "upTo", head: words("upTo"), align: "end", cell: ({ rule }) => say.limit(rule) },
        { key: "decider", head: words("decider"), cell: ({ rule }) => say.decider(rule.decider) },
      ]}
    />
  );
}

function byLimit(left: DecisionRule, right: DecisionRule): number {
  if (left.upTo === right.upTo) return 0;
  return right.upTo === null || (left.upTo !== null && left.upTo < right.upTo) ? -1 : 1;
}
