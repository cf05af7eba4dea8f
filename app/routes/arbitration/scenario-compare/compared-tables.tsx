import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { gapBetween } from "#app/domain/arbitration/scenario/comparison.ts";
import { absolute, type BudgetResource, type Quantity, sum } from "#app/domain/quantity.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import { Amount } from "#app/ui/amount.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { Scenario } from "#db/queries/arbitration/scenario.ts";
import { DeltaBar } from "../scenario/delta-bar.tsx";
import styles from "../scenario/scenario.module.css";
import type { ComparedLine, ComparedTotal } from "./load-comparison.ts";

interface Compared {
  readonly amounts: readonly Quantity[];
}

/** The columns that each table of a comparison shares: one for each scenario, the gap, and its bar. */
function useAmountColumns<Row extends Compared>(
  scenarios: readonly Pick<Scenario, "id" | "name">[],
  rows: readonly Row[],
  measureOf: (row: Row) => BudgetResource,
  unit: "exact" | "eur" | "keur" | "meur" = "exact",
): Column<Row>[] {
  const words = useTranslations("scenarios");
  const largest = rows.map((row) => absolute(gapBetween(row))).reduce((most, one) => (one > most ? one : most), 0n);
  return [
    ...scenarios.map(
      ({ id, name }, index): Column<Row> => ({
        ...{ key: id, head: name, align: "end" },
        cell: (row) => <Amount quantity={row.amounts[index] ?? 0n} resource={measureOf(row)} unit={unit} withUnit />,
      }),
    ),
    {
      ...{ key: "gap", head: words(scenarios.length > 2 ? "compare.spread" : "compare.gap"), align: "end" },
      cell: (row) => <Amount quantity={gapBetween(row)} resource={measureOf(row)} unit={unit} sign="always" withUnit />,
    },
    { key: "bar", head: words("compare.bar"), cell: (row) => <DeltaBar gap={gapBetween(row)} largest={largest} /> },
  ];
}

interface LinesProps {
  readonly year: number;
  readonly measure: BudgetResource;
  readonly scenarios: readonly Scenario[];
  readonly lines: readonly ComparedLine[];
  readonly rest: { readonly count: number; readonly amounts: readonly Quantity[] };
  readonly actions: ReactNode;
}

export const mostLines = 300;

type LineRow = { readonly line: ComparedLine | null } & Compared;

/** Line by line, the largest gaps first; what is alike everywhere is one row, so that the totals are those of the scenarios. */
export function ComparedLines({ year, measure, scenarios, lines, rest, actions }: LinesProps) {
  const words = useTranslations("scenarios");
  const resources = useTranslations("resources");
  const shown = lines.slice(0, mostLines);
  const rows: LineRow[] = [
    ...shown.map((line) => ({ line, amounts: line.amounts })),
    ...(rest.count > 0 ? [{ line: null, amounts: rest.amounts }] : []),
  ];
  const columns: Column<LineRow>[] = [
    {
      key: "line",
      head: words("columns.line"),
      cell: ({ line }) =>
        line === null ? (
          words("compare.rest", { count: rest.count })
        ) : (
          <>
            {line.label}
            <span className={styles.small}>
              {line.unitLabel} ·{" "}
              <Link to={`/${year}/arbitration/requests/${line.requestId}`}>
                {line.requestNumber}. {line.requestTitle}
              </Link>{" "}
              · {line.nature} · {line.activity}
            </span>
          </>
        ),
    },
    ...useAmountColumns<LineRow>(scenarios, rows, () => measure),
  ];
  const all = [...lines.map((line) => line.amounts), rest.amounts];
  const total = scenarios.map((_, index) => sum(all.map((amounts) => amounts[index] ?? 0n)));
  return (
    <DataTable
      caption={words("compare.lines", { measure: resources(`short.${measure}`) })}
      rows={rows}
      rowKey={({ line }) => line?.lineId ?? "rest"}
      isSubtotal={({ line }) => line === null}
      columns={columns}
      totals={totalCells(scenarios, total, measure)}
      main
      wide={scenarios.length > 2}
      actions={actions}
    />
  );
}

function totalCells(scenarios: readonly Pick<Scenario, "id">[], total: readonly Quantity[], measure: BudgetResource) {
  return {
    ...Object.fromEntries(
      scenarios.map(({ id }, index) => [id, <Amount key={id} quantity={total[index] ?? 0n} resource={measure} withUnit />]),
    ),
    gap: <Amount quantity={gapBetween({ amounts: total })} resource={measure} sign="always" withUnit />,
  };
}

interface TotalsProps {
  readonly scenarios: readonly Scenario[];
  readonly totals: readonly ComparedTotal[];
}

/** Units, the largest gaps first. */
export function ComparedUnits({
  scenarios,
  totals,
  measure,
  labels,
}: TotalsProps & { readonly measure: BudgetResource; readonly labels: ReadonlyMap<string, string> }) {
  const words = useTranslations("scenarios");
  const resources = useTranslations("resources");
  const unit = displayUnitFor(totals.flatMap(({ amounts }) => amounts));
  const columns = useAmountColumns<ComparedTotal>(scenarios, totals, () => measure, unit);
  return (
    <DataTable
      caption={words("compare.byUnit", { measure: resources(`short.${measure}`) })}
      rows={totals}
      rowKey={({ name }) => name}
      columns={[{ key: "unit", head: words("columns.unit"), cell: ({ name }) => labels.get(name) ?? name }, ...columns]}
      wide={scenarios.length > 2}
    />
  );
}

/** Each class and measure as a whole. */
export function ComparedClasses({ scenarios, totals }: TotalsProps) {
  const words = useTranslations("scenarios");
  const forecast = useTranslations("forecast");
  const resources = useTranslations("resources");
  const format = useFormat();
  const of = ({ name }: ComparedTotal) => {
    const [spendingClass, measure] = name.split(" ") as [SpendingClass, BudgetResource];
    return { spendingClass, measure };
  };
  const say = (row: ComparedTotal, quantity: Quantity, sign: "negative" | "always" = "negative") => {
    const { measure } = of(row);
    return format.amountWithUnit(quantity, measure, { unit: displayUnitFor(row.amounts), sign });
  };
  return (
    <DataTable
      caption={words("compare.byClass")}
      rows={totals}
      rowKey={({ name }) => name}
      wide={scenarios.length > 2}
      columns={[
        {
          key: "class",
          head: words("columns.class"),
          cell: (row) => `${forecast(`classes.${of(row).spendingClass}`)} · ${resources(`short.${of(row).measure}`)}`,
        },
        ...scenarios.map(
          ({ id, name }, index): Column<ComparedTotal> => ({
            ...{ key: id, head: name, align: "end" },
            cell: (row) => say(row, row.amounts[index] ?? 0n),
          }),
        ),
        {
          ...{ key: "gap", head: words(scenarios.length > 2 ? "compare.spread" : "compare.gap"), align: "end" },
          cell: (row) => say(row, gapBetween(row), "always"),
        },
      ]}
    />
  );
}
