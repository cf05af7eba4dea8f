import { useTranslations } from "use-intl";
import type { Income } from "#app/domain/forecast/income.ts";
import { monthOfYear } from "#app/domain/month.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Section } from "#app/ui/shell/page.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import type { IncomeStep } from "#db/queries/forecast/income.ts";

interface IncomeStepsProps {
  readonly steps: readonly IncomeStep[];
  readonly lines: readonly { readonly id: string; readonly label: string }[];
}

const said = ["amount", "payer", "kind", "month", "certainty", "purpose", "line"] as const;

/** Who said what of the expected incomes, when, and what each act changed. */
export function IncomeSteps({ steps, lines }: IncomeStepsProps) {
  const words = useTranslations("income");
  const format = useFormat();
  if (steps.length === 0) return null;
  const told = ({ amount, payer, kind, targetYear, month, certainty, purpose, lineId }: Income): Record<(typeof said)[number], string> => ({
    ...{ payer, purpose, amount: format.amountWithUnit(amount, "CP"), kind: words(`kinds.${kind}`) },
    month: format.month(monthOfYear(targetYear, month), "longWithYear"),
    certainty: words(`certainties.${certainty}`),
    line: lineId === null ? "///" : (lines.find(({ id }) => id === lineId)?.label ?? lineId),
  });
  const changes = (step: IncomeStep) => {
    const after = told(step);
    if (step.before === null) return [`${after.amount}, ${after.month}, ${after.certainty}`];
    const before = told(step.before);
    return said
      .filter((name) => before[name] !== after[name])
      .map((name) => words("changed", { what: words(name), before: before[name], after: after[name] }));
  };
  return (
    <Section title={words("history")}>
      <DataTable
        caption={words("history")}
        hideCaption
        rows={steps}
        rowKey={(row) => `${row.income} ${row.version}`}
        columns={[
          { key: "when", head: words("when"), cell: (row) => format.instant(row.at.toISOString()) },
          { key: "who", head: words("author"), cell: (row) => row.author },
          { key: "what", head: words("what"), cell: (row) => words(`acts.${row.act}`, { number: row.number, payer: row.payer }) },
          { key: "changes", head: words("changes"), cell: (row) => changes(row).join(" · ") || "///" },
        ]}
      />
    </Section>
  );
}
