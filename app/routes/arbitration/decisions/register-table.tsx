import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { outcomeOf } from "#app/domain/arbitration/outcome.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { DataTable } from "#app/ui/table/data-table.tsx";
import type { RegisteredDecision } from "#db/queries/arbitration/decision.ts";
import styles from "../arbitration.module.css";

/** A row of the register, and whether who reads it may take it back. */
export interface RegisterRow extends RegisteredDecision {
  readonly scenarioId: string;
  readonly mayTakeBack: boolean;
}

interface RegisterTableProps {
  readonly decisions: readonly RegisterRow[];
  readonly label: string;
  readonly year: number;
  readonly filtered: boolean;
  readonly actions?: ReactNode;
  readonly pages?: { readonly first?: string | undefined; readonly next?: string | undefined };
}

/** The register: number, date, unit and request, from → to, reason, author, scenario. Nothing in it is ever edited. */
export function RegisterTable({ decisions, label, year, filtered, actions, pages }: RegisterTableProps) {
  const words = useTranslations("arbitration");
  const board = useTranslations("board");
  const format = useFormat();
  const empty = filtered ? (
    <EmptyState title={board("register.count", { count: 0 })}>{null}</EmptyState>
  ) : (
    <EmptyState title={words("register.empty")}>{words("register.emptyHint")}</EmptyState>
  );
  return (
    <DataTable
      caption={words("register.table", { label })}
      rows={decisions}
      rowKey={(row) => row.id}
      empty={empty}
      actions={actions}
      pages={pages}
      main
      columns={[
        { key: "number", head: words("columns.number"), cell: (row) => <span id={`n${row.number}`}>{row.number}</span> },
        { key: "date", head: words("columns.date"), cell: (row) => format.instant(row.decidedAt.toISOString()) },
        {
          key: "request",
          head: words("columns.request"),
          cell: (row) => (
            <Link to={`/${year}/arbitration/requests/${row.requestId}?scenario=${row.scenarioId}`}>
              {row.unitLabel} · {row.requestNumber}. {row.title}
            </Link>
          ),
        },
        { key: "decision", head: words("columns.decision"), cell: (row) => <Verdict decision={row} year={year} /> },
        { key: "amounts", head: words("columns.amounts"), cell: (row) => <FromTo decision={row} year={year} /> },
        {
          key: "reason",
          head: words("columns.reason"),
          cell: (row) => (row.condition ? `${row.reason} ${words("decide.condition_", { condition: row.condition })}` : row.reason),
        },
        {
          ...{ key: "author", head: words("columns.author") },
          cell: (row) => (row.onBehalfOf === null ? row.decidedBy : board("register.onBehalf", { by: row.decidedBy, of: row.onBehalfOf })),
        },
        { key: "session", head: board("register.session"), cell: (row) => <Where decision={row} year={year} /> },
      ]}
    />
  );
}

/** The scenario, and the sitting in which it was taken. */
function Where({ decision: { scenario, sittingId, sitting, minutes }, year }: { readonly decision: RegisterRow; readonly year: number }) {
  const board = useTranslations("board");
  if (sittingId === null) return scenario;
  return (
    <>
      {scenario}
      <br />
      <Link to={`/${year}/arbitration/sessions/${sittingId}`}>{board("register.sitting", { number: sitting ?? 0 })}</Link>
      {minutes !== null && <span className={styles.muted}> {board("register.minutes", { number: minutes })}</span>}
    </>
  );
}

/** How it came out, what it cites and what cites it; who took it may take it back. */
function Verdict({ decision, year }: { readonly decision: RegisterRow; readonly year: number }) {
  const words = useTranslations("arbitration");
  const board = useTranslations("board");
  const { verb, number, amounts, corrects, restores, correctedBy, takenBack, act } = decision;
  const cites = [
    verb === "takeBack" &&
      board(restores === null ? "register.takesBack" : "register.takesBackRestores", { number: corrects ?? 0, restores: restores ?? 0 }),
    verb !== "takeBack" && corrects !== null && words("register.corrects", { number: corrects }),
    verb !== "takeBack" &&
      correctedBy !== null &&
      (takenBack ? board("register.takenBackBy", { number: correctedBy }) : words("register.correctedBy", { number: correctedBy })),
    decision.standing && board("register.inForce"),
    act !== null && verb !== "takeBack" && board("register.bulk"),
  ].filter((own) => own !== false);
  const back = `/${year}/arbitration/taking-back?scenario=${decision.scenarioId}`;
  return (
    <>
      <strong>{words(`outcomes.${outcomeOf(verb, amounts)}`)}</strong>
      {cites.length > 0 && <span className={styles.muted}> ({cites.join(", ")})</span>}
      {decision.mayTakeBack && (
        <span className="no-print">
          {" "}
          <Link to={`${back}&decision=${decision.id}`} aria-label={board("register.takeBackOf", { number })}>
            {board("register.takeBack")}
          </Link>
          {act !== null && (
            <>
              {" · "}
              <Link to={`${back}&act=${act}`}>{board("register.takeBackAct")}</Link>
            </>
          )}
        </span>
      )}
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
