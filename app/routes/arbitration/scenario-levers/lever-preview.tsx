import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { type BudgetResource, sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import type { Choice } from "#app/ui/form/select-field.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { DataTable } from "#app/ui/table/data-table.tsx";
import styles from "../scenario/scenario.module.css";
import { TotalBar } from "../scenario/total-bar.tsx";
import type { LeveredUnit } from "./preview.ts";
import type { TypedLevers } from "./read-levers.ts";

interface LeverPreviewProps {
  readonly year: number;
  readonly measure: BudgetResource;
  readonly rows: readonly LeveredUnit[];
  readonly units: readonly Choice[];
  readonly typed: TypedLevers["typed"];
  readonly changed: number;
  readonly seen: string;
  readonly commandKey: string;
}

/** What levers give, unit by unit, as ghosts over what is there; and the one button that writes it. */
export function LeverPreview({ year, measure, rows, units, typed, changed, seen, commandKey }: LeverPreviewProps) {
  const words = useTranslations("scenarios");
  const resources = useTranslations("resources");
  const format = useFormat();
  const [before, after] = [sum(rows.map((row) => row.before)), sum(rows.map((row) => row.after))];
  const unit = displayUnitFor(rows.flatMap((row) => [row.before, row.after]));
  const largest = rows.flatMap((row) => [row.before, row.after]).reduce((most, one) => (one > most ? one : most), 0n);
  const named = { measure: resources(`short.${measure}`), year: String(year) };
  const labels = new Map(units.map(({ value, label }) => [value, label]));
  const say = (quantity: bigint) => format.amountWithUnit(quantity, measure, { unit });
  const gap = format.amountWithUnit(after - before, measure, { unit, sign: "always" });
  return (
    <>
      <p>{words("levers.total", { measure: named.measure, before: say(before), after: say(after), gap })}</p>
      <Form method="post" className={styles.form}>
        <CommandKey value={commandKey} />
        <input type="hidden" name="seen" value={seen} />
        <input type="hidden" name="cut" value={typed.cut} />
        <input type="hidden" name="share" value={typed.share} />
        {typed.protect.map((own) => (
          <input key={own} type="hidden" name="protect" value={own} />
        ))}
        {typed.cap && <input type="hidden" name="cap" value="on" />}
        {typed.floor && <input type="hidden" name="floor" value="on" />}
        <ButtonRow>
          <SubmitButton>{words("levers.apply", { count: changed })}</SubmitButton>
        </ButtonRow>
      </Form>
      <DataTable
        caption={words("levers.result", named)}
        rows={rows}
        rowKey={(row) => row.unit}
        main
        columns={[
          { key: "unit", head: words("columns.unit"), cell: (row) => labels.get(row.unit) ?? row.unit },
          {
            ...{ key: "before", head: words("columns.before"), unit: format.unit(measure, unit), align: "end" },
            cell: (row) => <Amount quantity={row.before} resource={measure} unit={unit} />,
          },
          {
            ...{ key: "after", head: words("columns.after"), unit: format.unit(measure, unit), align: "end" },
            cell: (row) => <Amount quantity={row.after} resource={measure} unit={unit} />,
          },
          {
            ...{ key: "gap", head: words("compare.gap"), unit: format.unit(measure, unit), align: "end" },
            cell: (row) => <Amount quantity={row.after - row.before} resource={measure} unit={unit} sign="always" />,
          },
          {
            key: "ghost",
            head: words("levers.ghost"),
            cell: (row) => <TotalBar measure={measure} amount={row.before} ghost={row.after} scaleTo={largest} />,
          },
        ]}
        totals={{
          before: <Amount quantity={before} resource={measure} unit={unit} />,
          after: <Amount quantity={after} resource={measure} unit={unit} />,
          gap: <Amount quantity={after - before} resource={measure} unit={unit} sign="always" />,
        }}
      />
    </>
  );
}
