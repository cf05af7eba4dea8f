import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { isWhole, scopeName } from "#app/domain/arbitration/envelope-scope.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import arbitration from "../arbitration.module.css";
import { useHypothesisWords } from "../envelopes-set/hypothesis-words.ts";
import { placeSearch } from "../envelopes-set/place.ts";
import styles from "./envelopes.module.css";
import type { EnvelopeRow } from "./load-envelopes.ts";

interface EnvelopeTreeTableProps {
  readonly rows: readonly EnvelopeRow[];
  readonly years: readonly number[];
  readonly measure: BudgetResource;
  readonly campaign: string;
  readonly maySet: boolean;
  readonly actions: ReactNode;
}

/** The tree of ceilings in one measure, years side by side, each with the hypothesis that it comes from, against what is asked and decided. */
export function EnvelopeTreeTable({ rows, years, measure, campaign, maySet, actions }: EnvelopeTreeTableProps) {
  const words = useTranslations("envelopes");
  const forecast = useTranslations("forecast");
  const resources = useTranslations("resources");
  const format = useFormat();
  const hypothesis = useHypothesisWords();
  const [first = 0] = years;
  const unit = displayUnitFor(rows.flatMap(({ years: own, asked }) => [asked, ...own.map(({ envelope }) => envelope ?? 0n)]));
  const symbol = { unit: format.unit(measure, unit), align: "end" as const };
  const amount = (quantity: Quantity | null) => <Amount quantity={quantity ?? "not-entered"} resource={measure} unit={unit} />;
  const name = (row: EnvelopeRow) =>
    isWhole(row.scope) ? `${forecast(`classes.${row.spendingClass}`)} · ${words("whole")}` : row.scope.label;
  const columns: Column<EnvelopeRow>[] = [
    {
      key: "scope",
      head: words("columns.scope"),
      cell: (row) => (
        <span className={styles.scope} data-depth={Math.min(row.depth, 4)}>
          {maySet ? <Link to={`/${first}/arbitration/envelopes/set?${placeSearch(row, campaign)}`}>{name(row)}</Link> : name(row)}
        </span>
      ),
    },
    {
      key: "hypothesis",
      head: words("columns.hypothesis"),
      cell: (row) => {
        const kept = row.years.find((own) => own.kept !== undefined)?.kept;
        return kept ? hypothesis(kept) : <span className={arbitration.muted}>{words("unset")}</span>;
      },
    },
    ...years.map(
      (year): Column<EnvelopeRow> => ({
        ...{ key: String(year), head: words("columns.year", { year: String(year) }), ...symbol },
        cell: (row) => {
          const own = row.years.find((each) => each.year === year);
          const floor = own?.kept?.floor ?? null;
          return (
            <>
              {amount(own?.envelope ?? null)}
              {floor !== null && (
                <span className={styles.floor}>{words("floor", { amount: format.amountWithUnit(floor, measure, { unit }) })}</span>
              )}
            </>
          );
        },
      }),
    ),
    { ...{ key: "asked", head: words("columns.asked", { year: String(first) }), ...symbol }, cell: (row) => amount(row.asked) },
    { ...{ key: "decided", head: words("columns.decided", { year: String(first) }), ...symbol }, cell: (row) => amount(row.decided) },
    { key: "verdict", head: words("columns.verdict"), cell: (row) => <Verdict row={row} year={first} /> },
  ];
  return (
    <DataTable
      caption={words("table", { measure: resources(measure) })}
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.spendingClass} ${scopeName(row.scope)}`}
      isSubtotal={(row) => isWhole(row.scope)}
      actions={actions}
      main
      wide
    />
  );
}

function Verdict({ row, year }: { readonly row: EnvelopeRow; readonly year: number }) {
  const words = useTranslations("envelopes");
  const format = useFormat();
  const own = row.years.find((each) => each.year === year);
  if (!own || own.envelope === null) return <span className={arbitration.muted}>{"///"}</span>;
  const say = (quantity: Quantity) =>
    quantity === 0n ? `0 ${format.unit(row.measure)}` : format.amountWithUnit(quantity, row.measure, { unit: displayUnitFor([quantity]) });
  const floor = own.kept?.floor ?? 0n;
  if (row.decided > own.envelope)
    return <strong className={styles.over}>{words("over", { amount: say(row.decided - own.envelope) })}</strong>;
  return (
    <>
      {words("left", { amount: say(own.envelope - row.decided) })}
      {row.decided !== 0n && row.decided < floor && (
        <span className={styles.floor}>{words("belowFloor", { amount: say(floor - row.decided) })}</span>
      )}
    </>
  );
}
