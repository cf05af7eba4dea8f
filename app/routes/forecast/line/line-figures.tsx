import { useTranslations } from "use-intl";
import type { StoredCell } from "#app/domain/forecast/cell.ts";
import { plainField } from "#app/domain/forecast/plain-line.ts";
import { monthOfYear } from "#app/domain/month.ts";
import { type BudgetResource, sum } from "#app/domain/quantity.ts";
import { useFieldValues } from "#app/ui/form/field-values.tsx";
import { AmountField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import styles from "../forecast.module.css";

interface LineFiguresProps {
  readonly measure: BudgetResource;
  readonly year: number;
  readonly cells: readonly StoredCell[];
  /** One amount is AE and CP. */
  readonly twin: boolean;
  readonly disabled: boolean;
}

const months = Array.from({ length: 12 }, (_, index) => index + 1);

/** A measure of a line: its year as a whole, its twelve months, the years that follow. Fields under one another where the window is narrow. */
export function LineFigures({ measure, year, cells, twin, disabled }: LineFiguresProps) {
  const words = useTranslations("lineForm");
  const resources = useTranslations("resources");
  const format = useFormat();
  const { errors } = useFieldValues();
  const name = twin && measure === "AE" ? words("twin") : resources(`short.${measure}`);
  const shown = (targetYear: number, month?: number) => {
    const own = cells.filter(
      (cell) =>
        cell.measure === measure && cell.targetYear === targetYear && cell.amount !== null && (month === undefined || cell.month === month),
    );
    return own.length === 0 ? undefined : amountText(sum(own.map((cell) => cell.amount ?? 0n)), measure);
  };
  const field = (targetYear: number, month: number, label: string) => (
    <AmountField
      key={`${targetYear} ${month}`}
      name={plainField({ measure, targetYear, month })}
      label={label}
      resource={measure}
      disabled={disabled}
      defaultValue={month === 0 ? shown(targetYear) : shown(targetYear, month)}
    />
  );
  const monthly = months.some((month) => shown(year, month) !== undefined);
  const wrong = months.some((month) => errors[plainField({ measure, targetYear: year, month })] !== undefined);
  return (
    <fieldset className={styles.line}>
      <legend>{name}</legend>
      <div className={styles.codes}>
        {[0, 1, 2].map((offset) => field(year + offset, 0, words("wholeYear", { measure: name, year: String(year + offset) })))}
      </div>
      <details className={styles.more} open={monthly || wrong || undefined}>
        <summary>{words("months", { measure: name, year: String(year) })}</summary>
        <div className={styles.codes}>
          {months.map((month) => field(year, month, `${name} ${format.month(monthOfYear(year, month), "longWithYear")}`))}
        </div>
      </details>
    </fieldset>
  );
}
