import { Form, Link, useLocation, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { lineActs } from "#app/domain/arbitration/scenario/line-state.ts";
import { type BudgetResource, sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import form from "#app/ui/form/form.module.css";
import { useFormat } from "#app/ui/format/formatter.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import { type StateKind, StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { Scenario } from "#db/queries/arbitration/scenario.ts";
import { searchWith } from "../measure.ts";
import { DeltaBar } from "./delta-bar.tsx";
import type { ShownLine, ShownLines } from "./read-lines.ts";
import styles from "./scenario.module.css";
import { scenarioAddress } from "./scenario-address.ts";

interface LineTableProps {
  readonly year: number;
  readonly measure: BudgetResource;
  readonly shown: ShownLines;
  readonly scenario: Scenario;
  readonly writable: boolean;
  readonly commandKey: string;
  readonly filtered: boolean;
}

/** The lines of a scenario: what is asked, what it gives, how far each has come; amounts are typed in place, states moved in bulk. */
export function LineTable({ year, measure, shown, scenario, writable, commandKey, filtered }: LineTableProps) {
  const words = useTranslations("scenarios");
  const resources = useTranslations("resources");
  const format = useFormat();
  const { search } = useLocation();
  const { lines } = shown;
  const largest = lines
    .map(({ amount, asked }) => (amount > asked ? amount - asked : asked - amount))
    .reduce((most, one) => (one > most ? one : most), 0n);
  const nameOf = (line: ShownLine) => `${line.unitLabel} ${line.requestNumber}. ${line.label}`;
  const columns: Column<ShownLine>[] = [
    {
      key: "line",
      head: words("columns.line"),
      cell: (line) => (
        <span className={styles.named}>
          {writable && (
            <label className={styles.tick}>
              <input type="checkbox" name="line" value={line.lineId} disabled={line.state === null && !line.rejected} />
              <span className="visually-hidden">{words("tick", { line: nameOf(line) })}</span>
            </label>
          )}
          <span>
            {line.label}
            <span className={styles.small}>
              {line.unitLabel} ·{" "}
              <Link to={`/${year}/arbitration/requests/${line.requestId}?scenario=${scenario.id}`}>
                {line.requestNumber}. {line.requestTitle}
              </Link>
              {writable && line.decided !== 0 && (
                <>
                  {" "}
                  · <Link to={scenarioAddress(year, scenario.id, `/requests/${line.requestId}`)}>{words("request.prepare")}</Link>
                </>
              )}
            </span>
          </span>
        </span>
      ),
    },
    {
      ...{ key: "asked", head: words("columns.asked"), unit: format.unit(measure), align: "end" },
      cell: (line) => <Amount quantity={line.asked} resource={measure} />,
    },
    {
      ...{ key: "amount", head: words("columns.amount"), unit: format.unit(measure), align: "end" },
      cell: (line) =>
        writable && line.decided !== 0 ? (
          <>
            <input type="hidden" name={`shown.${line.lineId}`} value={line.amount.toString()} />
            <input
              type="text"
              inputMode="decimal"
              autoComplete="off"
              className={`${form.control} ${styles.typed}`}
              name={`amount.${line.lineId}`}
              aria-label={words("amountOf", { measure: resources(`short.${measure}`), line: nameOf(line) })}
              defaultValue={amountText(line.amount, measure)}
              key={line.amount.toString()}
            />
          </>
        ) : (
          <Amount quantity={line.amount} resource={measure} />
        ),
    },
    {
      ...{ key: "gap", head: words("columns.gap"), unit: format.unit(measure), align: "end" },
      cell: (line) => <Amount quantity={line.amount - line.asked} resource={measure} sign="always" />,
    },
    { key: "bar", head: words("compare.bar"), cell: (line) => <DeltaBar gap={line.amount - line.asked} largest={largest} /> },
    { key: "state", head: words("columns.lineState"), cell: (line) => <LineStatePill line={line} /> },
  ];
  const table = (
    <DataTable
      caption={words("lines", { measure: resources(`short.${measure}`), year: String(year) })}
      columns={columns}
      rows={lines}
      rowKey={(line) => line.lineId}
      main
      totals={{
        asked: <Amount quantity={sum(lines.map(({ asked }) => asked))} resource={measure} />,
        amount: <Amount quantity={sum(lines.map(({ amount }) => amount))} resource={measure} />,
        gap: <Amount quantity={sum(lines.map(({ amount, asked }) => amount - asked))} resource={measure} sign="always" />,
      }}
    />
  );
  if (lines.length === 0) {
    return <EmptyState title={words("noLine")}>{words(filtered ? "noLineHint" : "noLineTouched")}</EmptyState>;
  }
  return (
    <>
      {writable ? (
        <Form method="post" className={styles.form} key={scenario.revision.toString()}>
          <CommandKey value={commandKey} />
          <input type="hidden" name="seen" value={scenario.revision.toString()} />
          {table}
          <ButtonRow>
            <SubmitButton>{words("save")}</SubmitButton>
            <span className={styles.bulk}>
              {words("actsOnTicked")}
              {lineActs.map((act) => (
                <button
                  key={act}
                  type="submit"
                  name="act"
                  value={act}
                  formAction={scenarioAddress(year, scenario.id, `/lines${search}`)}
                  className={buttonClass()}
                >
                  {words(`acts.${act}`)}
                </button>
              ))}
            </span>
          </ButtonRow>
        </Form>
      ) : (
        table
      )}
      <Pages shown={shown} />
    </>
  );
}

const looks = {
  draft: "in-progress",
  toReview: "handed-in",
  toMerge: "decision",
  merged: "done",
  rejected: "refused",
  none: "not-started",
  inherited: "not-started",
  decided: "locked",
  decidedAbove: "locked",
} as const satisfies Record<string, StateKind>;

function LineStatePill({ line }: { readonly line: ShownLine }) {
  const words = useTranslations("scenarios");
  const state = stateOf(line);
  return <StatePill kind={looks[state]}>{words(`lineStates.${state}`)}</StatePill>;
}

/** The nearest thing that can be said of a line: decided here, turned down, prepared here, decided or prepared in a parent, or nothing. */
function stateOf({ decided, rejected, state, inherited }: ShownLine): keyof typeof looks {
  if (decided === 0) return "decided";
  if (state !== null) return state;
  if (rejected) return "rejected";
  if (decided !== null) return "decidedAbove";
  return inherited ? "inherited" : "none";
}

function Pages({ shown: { lines, count, from } }: { readonly shown: ShownLines }) {
  const words = useTranslations("scenarios");
  const [search] = useSearchParams();
  if (lines.length === count) return null;
  const page = Number(search.get("page") ?? "0");
  return (
    <nav className={`${styles.pages} no-print`} aria-label={words("columns.lines")}>
      <span>{words("pageOf", { from: String(from + 1), to: String(from + lines.length), count: String(count) })}</span>
      {from > 0 && <Link to={searchWith(search, "page", String(Math.max(0, page - 1)))}>{words("previous")}</Link>}
      {from + lines.length < count && <Link to={searchWith(search, "page", String(page + 1))}>{words("next")}</Link>}
    </nav>
  );
}
