import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { DatedRule } from "#app/domain/ledger/statements/mapping-change.ts";
import type { Gap } from "#app/domain/ledger/statements/rules-in-force.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import styles from "../statements/statements.module.css";
import type { LineChoice } from "./change-forms.tsx";
import own from "./mapping.module.css";

type Row = DatedRule & { readonly reason: string; readonly inForce: boolean };

interface RuleTableProps {
  readonly query: string;
  readonly rules: readonly Row[];
  readonly lines: readonly LineChoice[];
}

/** Every rule with its days; those of other days are kept and shown, for closed years are read with them. */
export function RuleTable({ query, rules, lines }: RuleTableProps) {
  const words = useTranslations("statements");
  const format = useFormat();
  const labels = new Map(lines.map(({ code, label }) => [code, label]));
  const columns: Column<Row>[] = [
    { key: "prefix", head: words("mapping.prefix"), cell: ({ prefix }) => prefix },
    { key: "side", head: words("mapping.side"), cell: ({ side }) => words(`mapping.sides.${side}`) },
    { key: "line", head: words("mapping.line"), cell: ({ line }) => `${line} · ${labels.get(line) ?? line}` },
    { key: "measure", head: words("measureHead"), cell: ({ measure }) => words(`measure.${measure}`) },
    { key: "from", head: words("mapping.from"), cell: ({ from }) => (from === undefined ? words("mapping.always") : format.day(from)) },
    { key: "until", head: words("mapping.until"), cell: ({ until }) => (until === undefined ? "" : format.day(until)) },
    {
      key: "state",
      head: words("mapping.state"),
      cell: ({ inForce }) =>
        inForce ? (
          <StatePill kind="done">{words("mapping.inForce")}</StatePill>
        ) : (
          <StatePill kind="locked">{words("mapping.otherDays")}</StatePill>
        ),
    },
    { key: "reason", head: words("mapping.reason"), cell: ({ reason }) => reason },
  ];
  return (
    <>
      <Form method="get" role="search" className={`${own.filter} no-print`} preventScrollReset>
        <TextField name="q" type="search" label={words("mapping.search")} defaultValue={query} width="medium" />
        <SubmitButton look="plain">{words("mapping.filter")}</SubmitButton>
      </Form>
      <DataTable
        caption={words("mapping.rules")}
        hideCaption
        main
        columns={columns}
        rows={rules}
        rowKey={({ id }) => String(id)}
        empty={<EmptyState title={words("mapping.noRule")} />}
      />
    </>
  );
}

/** Accounts of the chart that would be missing from the statements. */
export function Gaps({ gaps }: { readonly gaps: readonly Gap<{ readonly code: string; readonly label: string }>[] }) {
  const words = useTranslations("statements");
  return (
    <Notice kind="refusal" title={words("mapping.gaps", { count: gaps.length })}>
      <ul className={styles.strays}>
        {gaps.map(({ account, sides }) => (
          <li key={account.code}>
            {account.code} · {account.label} : {sides.map((side) => words(`mapping.sides.${side}`)).join(", ")}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
