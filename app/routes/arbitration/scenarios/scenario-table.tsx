import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { lineStates } from "#app/domain/arbitration/scenario/line-state.ts";
import { adoptable } from "#app/domain/arbitration/scenario/state.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type StateKind, StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { Scenario } from "#db/queries/arbitration/scenario.ts";
import styles from "../scenario/scenario.module.css";
import { scenarioAddress } from "../scenario/scenario-address.ts";
import { TotalBar } from "../scenario/total-bar.tsx";
import type { ListedScenario } from "./read-scenarios.ts";

interface ScenarioTableProps {
  readonly rows: readonly ListedScenario[];
  readonly year: number;
  readonly measure: BudgetResource;
  readonly may: { readonly prepare: boolean; readonly adopt: boolean };
}

const scenarioLooks: Readonly<Record<Scenario["state"], StateKind>> = {
  open: "in-progress",
  frozen: "locked",
  adopted: "done",
  rejected: "refused",
};

/** The scenarios of a campaign: where each starts, how far it goes, what it comes to against the envelopes, and what may be done with it. */
export function ScenarioTable({ rows, year, measure, may }: ScenarioTableProps) {
  const words = useTranslations("scenarios");
  const arbitration = useTranslations("arbitration");
  const resources = useTranslations("resources");
  const format = useFormat();
  const unit = displayUnitFor(rows.map(({ total }) => total));
  const scaleTo = rows.flatMap(({ total, envelope }) => [total, envelope ?? 0n]).reduce((most, one) => (one > most ? one : most), 0n);
  const say = (quantity: bigint) =>
    quantity === 0n ? `0 ${format.unit(measure, unit)}` : format.amountWithUnit(quantity, measure, { unit });
  const verdict = ({ total, envelope }: ListedScenario) => {
    if (envelope === null) return words("noEnvelope");
    return total > envelope ? words("overBy", { amount: say(total - envelope) }) : words("leftBy", { amount: say(envelope - total) });
  };
  const columns: Column<ListedScenario>[] = [
    {
      key: "name",
      head: words("columns.scenario"),
      cell: (row) => (
        <span className={styles.named}>
          {rows.length > 1 && (
            <label className={styles.tick}>
              <input type="checkbox" name="of" value={row.id} />
              <span className="visually-hidden">{words("tick", { line: row.name })}</span>
            </label>
          )}
          <span>
            <Link to={scenarioAddress(year, row.id)}>{row.name}</Link>
            <span className={styles.small}>
              {row.parentName === null
                ? words("startsFrom", { start: arbitration(`starts.${row.start}`) })
                : words("branchOf", { name: row.parentName })}
            </span>
            <span className={styles.small}>
              {words("createdBy", { author: row.author, at: format.instant(row.createdAt.toISOString()) })}
            </span>
          </span>
        </span>
      ),
    },
    {
      key: "state",
      head: words("columns.state"),
      cell: (row) => <StatePill kind={scenarioLooks[row.state]}>{arbitration(`scenarioStates.${row.state}`)}</StatePill>,
    },
    {
      ...{ key: "total", head: words("columns.total", { measure: resources(`short.${measure}`), year: String(year) }), align: "end" },
      ...(measure === "AE" || measure === "CP" ? { unit: format.unit(measure, unit) } : {}),
      cell: (row) => <Amount quantity={row.total} resource={measure} unit={unit} />,
    },
    {
      key: "envelope",
      head: words("columns.envelope"),
      cell: (row) => (
        <>
          <TotalBar measure={measure} amount={row.total} decided={row.decided} limit={row.envelope} scaleTo={scaleTo} />
          <span className={styles.small}>{verdict(row)}</span>
        </>
      ),
    },
    {
      key: "lines",
      head: words("columns.lines"),
      cell: (row) => {
        const said = lineStates.filter((state) => (row.states[state] ?? 0) > 0);
        if (said.length === 0) return "–";
        return said.map((state) => (
          <span key={state} className={styles.small}>
            {words(`lineStates.${state}`)} {format.count(row.states[state] ?? 0)}
          </span>
        ));
      },
    },
    {
      ...{ key: "decided", head: words("columns.decided"), align: "end" },
      cell: ({ decisions: { decided, count } }) => words("decidedOf", { decided: String(decided), count: String(count) }),
    },
    {
      key: "activity",
      head: words("columns.activity"),
      cell: ({ last }) => (
        <span className={styles.small}>
          {last === null ? words("noActivity") : words("activity", { at: format.instant(last.at.toISOString()), author: last.author })}
        </span>
      ),
    },
    { key: "actions", head: words("columns.actions"), cell: (row) => <Actions row={row} year={year} may={may} /> },
  ];
  const table = (
    <DataTable
      caption={arbitration("scenarios.heading", { year: String(year) })}
      hideCaption
      rows={rows}
      rowKey={(row) => row.id}
      empty={<EmptyState title={arbitration("scenarios.empty")} />}
      main
      columns={columns}
    />
  );
  if (rows.length < 2) return table;
  return (
    <Form method="get" action={`/${year}/arbitration/scenarios/compare`} className={styles.form}>
      <input type="hidden" name="m" value={measure.toLowerCase()} />
      {table}
      <ButtonRow>
        <SubmitButton look="plain">{words("compareAction")}</SubmitButton>
        <span className={styles.quiet}>{words("chooseCompared")}</span>
      </ButtonRow>
    </Form>
  );
}

function Actions({ row, year, may }: { readonly row: ListedScenario; readonly year: number; readonly may: ScenarioTableProps["may"] }) {
  const words = useTranslations("scenarios");
  const arbitration = useTranslations("arbitration");
  return (
    <span className={styles.acts}>
      <Link to={`/${year}/arbitration?scenario=${row.id}&campaign=${row.campaignId}`}>{arbitration("title")}</Link>
      {may.prepare && (
        <Link to={`/${year}/arbitration/scenarios?campaign=${row.campaignId}&from=${row.id}#new`}>{words("branchHere")}</Link>
      )}
      {may.adopt && adoptable.includes(row.state) && (
        <Link to={scenarioAddress(year, row.id, "/adoption")}>{arbitration("adopt.action")}</Link>
      )}
    </span>
  );
}
