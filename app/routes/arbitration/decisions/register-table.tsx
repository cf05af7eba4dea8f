import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { outcomeOf } from "#app/domain/arbitration/outcome.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { DataTable } from "#app/ui/table/data-table.tsx";
import type { RegisteredDecision } from "#db/queries/arbitration/decision.ts";
import styles from "../arbitration.module.css";

interface RegisterTableProps {
  readonly decisions: readonly RegisteredDecision[];
  readonly label: string;
  readonly year: number;
}

/** The register: number, date, unit and request, from → to, reason, author. Nothing in it is ever edited. */
export function RegisterTable({ decisions, label, year }: RegisterTableProps) {
  const words = useTranslations("arbitration");
  const authority = useTranslations("authority");
  const format = useFormat();
  return (
    <DataTable
      caption={words("register.table", { label })}
      rows={decisions}
      rowKey={(row) => row.id}
      empty={<EmptyState title={words("register.empty")}>{words("register.emptyHint")}</EmptyState>}
      main
      columns={[
        { key: "number", head: words("columns.number"), cell: (row) => String(row.number) },
        { key: "date", head: words("columns.date"), cell: (row) => format.instant(row.decidedAt.toISOString()) },
        {
          key: "request",
          head: words("columns.request"),
          cell: (row) => (
            <Link to={`/${year}/arbitration/requests/${row.requestId}`}>
              {row.unitLabel} · {row.requestNumber}. {row.title}
            </Link>
          ),
        },
        { key: "decision", head: words("columns.decision"), cell: (row) => <Verdict decision={row} /> },
        { key: "amounts", head: words("columns.amounts"), cell: (row) => <FromTo decision={row} year={year} /> },
        {
          key: "reason",
          head: words("columns.reason"),
          cell: (row) => (row.condition ? `${row.reason} ${words("decide.condition_", { condition: row.condition })}` : row.reason),
        },
        {
          key: "author",
          head: words("columns.author"),
          cell: ({ decidedBy, onBehalfOf }) =>
            onBehalfOf === null ? decidedBy : `${decidedBy}, ${authority("onBehalf", { name: onBehalfOf })}`,
        },
      ]}
    />
  );
}

function Verdict({ decision }: { readonly decision: RegisteredDecision }) {
  const words = useTranslations("arbitration");
  const { verb, amounts, corrects, correctedBy } = decision;
  return (
    <>
      {words(`outcomes.${outcomeOf(verb, amounts)}`)}
      {corrects !== null && <span className={styles.muted}> ({words("register.corrects", { number: corrects })})</span>}
      {correctedBy !== null && <span className={styles.muted}> ({words("register.correctedBy", { number: correctedBy })})</span>}
    </>
  );
}

/** What was asked and what was decided for the year, class by class and measure by measure. */
function FromTo({ decision, year }: { readonly decision: RegisteredDecision; readonly year: number }) {
  const words = useTranslations("arbitration");
  const forecast = useTranslations("forecast");
  const resources = useTranslations("resources");
  const format = useFormat();
  return (
    <ul className={styles.plain}>
      {decision.amounts
        .filter((amount) => amount.targetYear === year)
        .map(({ spendingClass, measure, asked, decided }) => {
          const say = (quantity: bigint) => (quantity === 0n ? "0" : format.amount(quantity, measure, { unit: "keur" }));
          const name = { class: forecast(`classes.${spendingClass}`), measure: resources(`short.${measure}`) };
          const amounts = { asked: say(asked), decided: say(decided), unit: format.unit(measure, "keur") };
          return (
            <li key={`${spendingClass} ${measure}`} className={styles.unbroken}>
              {words("fromTo", { ...name, ...amounts })}
            </li>
          );
        })}
    </ul>
  );
}
