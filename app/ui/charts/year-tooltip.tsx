import { useTranslations } from "use-intl";
import type { YearPoint } from "../figure/year-points.ts";
import { useFormat } from "../format/formatter.ts";
import styles from "./year-drawing.module.css";

interface YearTooltipProps {
  readonly points: readonly YearPoint[];
  /** Given by the chart library: whether the pointer is over a month, and which. */
  readonly active?: boolean;
  readonly label?: string | number;
}

/** The exact amounts of the month under the pointer. */
export function YearTooltip({ points, active, label }: YearTooltipProps) {
  const words = useTranslations("figure");
  const format = useFormat();
  const point = points.find(({ month }) => month === label);
  if (!active || !point) return null;
  const rows = [
    [words("committed"), point.committed],
    [words("ceilingAe"), point.allottedAe],
    [words("paid"), point.paid],
    [words("ceilingCp"), point.allottedCp],
    [words("previousAe"), point.previousCommitted],
    [words("previousCp"), point.previousPaid],
  ] as const;
  return (
    <div className={styles.tooltip} role="status">
      <strong>{format.month(point.month, "longWithYear")}</strong>
      <dl>
        {rows.map(([word, amount]) =>
          amount === null || amount === undefined ? null : (
            <div key={word}>
              <dt>{word}</dt>
              <dd>{format.amountWithUnit(amount, "EUR")}</dd>
            </div>
          ),
        )}
      </dl>
    </div>
  );
}
