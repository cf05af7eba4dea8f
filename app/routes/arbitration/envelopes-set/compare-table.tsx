import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { KeptCeiling } from "#db/queries/arbitration/ceiling.ts";
import styles from "../arbitration.module.css";
import { rateText, signOf, useHypothesisWords } from "./hypothesis-words.ts";
import type { Compared } from "./load-place.ts";

interface CompareTableProps {
  readonly compared: readonly Compared[];
  readonly current: readonly (KeptCeiling | null)[];
  readonly asked: readonly Quantity[];
  readonly years: readonly number[];
  readonly measure: BudgetResource;
  readonly change: { readonly first: number; readonly last: number; readonly change: Quantity } | null;
  readonly lastExecuted: Quantity | null;
  readonly campaign: string;
  readonly keys: readonly string[];
}

interface Row {
  readonly key: string;
  readonly name: ReactNode;
  readonly formula: ReactNode;
  readonly amounts: readonly (Quantity | null)[];
  readonly choice: ReactNode;
  readonly isCurrent: boolean;
}

/** What each hypothesis would give, one under the other, with the button that keeps it; first what is in force, then what is asked. */
export function CompareTable(props: CompareTableProps) {
  const { compared, current, asked, years, measure } = props;
  const words = useTranslations("envelopes");
  const format = useFormat();
  const name = useHypothesisWords();
  const formulaOf = useFormula(props);
  const all = [
    ...asked,
    ...current.map((own) => own?.amount ?? 0n),
    ...compared.flatMap(({ amounts }) => amounts.map((own) => own?.amount ?? 0n)),
  ];
  const unit = displayUnitFor(all);
  const inForce = current.find((own) => own !== null) ?? null;
  const isKept = (own: Compared) => inForce !== null && inForce.basis === own.basis && inForce.rate === own.rate;
  const rows: Row[] = [
    ...(inForce
      ? [
          {
            ...{ key: "current", isCurrent: true, choice: null, amounts: current.map((own) => own?.amount ?? null) },
            name: `${words("compare.current")} — ${name(inForce)}`,
            formula: words("formula.manual", { author: inForce.author, at: format.instant(inForce.at.toISOString()) }),
          },
        ]
      : []),
    ...compared.map((own, index) => ({
      ...{ key: `${own.basis} ${own.rate}`, isCurrent: false, amounts: own.amounts.map((each) => each?.amount ?? null) },
      name: name({ ...own, basisYear: own.amounts[0]?.basisYear ?? (years[0] ?? 0) - 1 }),
      formula: formulaOf(own),
      choice: own.amounts.every((each) => each !== null) ? (
        <Keep {...props} own={own} commandKey={props.keys[index] ?? ""} label={words(isKept(own) ? "compare.recompute" : "compare.keep")} />
      ) : null,
    })),
    { key: "asked", isCurrent: true, name: words("compare.asked"), formula: "", amounts: asked, choice: null },
  ];
  const figure = (key: string, head: string, of: (row: Row) => Quantity | null, sign?: "always"): Column<Row> => ({
    ...{ key, head, unit: format.unit(measure, unit), align: "end" },
    cell: (row) => <Amount quantity={of(row) ?? "not-entered"} resource={measure} unit={unit} {...(sign && { sign })} />,
  });
  const gap = (row: Row) => (row.amounts[0] == null || row.key === "asked" ? null : row.amounts[0] - (asked[0] ?? 0n));
  return (
    <DataTable
      caption={words("compare.title")}
      hideCaption
      rows={rows}
      rowKey={(row) => row.key}
      isSubtotal={(row) => row.isCurrent}
      main
      columns={[
        { key: "name", head: words("compare.hypothesis"), cell: (row) => row.name },
        ...years.map((year, index) =>
          figure(String(year), words("columns.year", { year: String(year) }), (row) => row.amounts[index] ?? null),
        ),
        figure("gap", words("compare.gap", { year: String(years[0]) }), gap, "always"),
        { key: "formula", head: words("compare.formula"), cell: (row) => row.formula },
        { key: "choice", head: words("compare.choose"), cell: (row) => row.choice },
      ]}
    />
  );
}

function Keep({
  own,
  current,
  measure,
  campaign,
  commandKey,
  label,
}: Pick<CompareTableProps, "current" | "measure" | "campaign"> & {
  readonly own: Compared;
  readonly commandKey: string;
  readonly label: string;
}) {
  return (
    <Form method="post">
      <CommandKey value={commandKey} />
      <input type="hidden" name="campaign" value={campaign} />
      <input type="hidden" name="act" value={own.basis} />
      <input type="hidden" name="rate" value={String(own.rate)} />
      {current.map(
        (ceiling) =>
          ceiling?.floor != null && (
            <input key={ceiling.id} type="hidden" name={`floor${ceiling.targetYear}`} value={amountText(ceiling.floor, measure)} />
          ),
      )}
      <SubmitButton look="plain">{label}</SubmitButton>
    </Form>
  );
}

function useFormula({ change, lastExecuted, measure }: CompareTableProps): (own: Compared) => ReactNode {
  const words = useTranslations("envelopes");
  const format = useFormat();
  const say = (quantity: Quantity, sign: "always" | "negative" = "negative") =>
    format.amountWithUnit(quantity, measure, { unit: displayUnitFor([quantity]), sign });
  return ({ basis, rate, amounts }) => {
    const [first] = amounts;
    if (!first) return <span className={styles.muted}>{words("compare.unknown")}</span>;
    if (basis === "trend") {
      return change
        ? words("formula.trend", {
            ...{ first: String(change.first), last: String(change.last) },
            amount: say(lastExecuted ?? 0n),
            change: say(change.change, "always"),
          })
        : "";
    }
    const said = { basis, year: String(first.basisYear), amount: say(first.basisAmount) };
    return rate === 0
      ? words("formula.held", said)
      : words("formula.moved", { ...said, sign: signOf(rate), rate: rateText(Math.abs(rate)) });
  };
}
