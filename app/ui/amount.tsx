import { useTranslations } from "use-intl";
import type { Resource } from "#app/domain/quantity.ts";
import styles from "./amount.module.css";
import { classNames } from "./class-names.ts";
import { type DisplayUnit, exactDecimal, type Shown } from "./format/amount.ts";
import { useFormat } from "./format/formatter.ts";
import { Traced } from "./traced.tsx";

export interface AmountProps {
  readonly quantity: Shown;
  readonly resource: Resource;
  /** Of euros; `exact` unless said. */
  readonly unit?: DisplayUnit;
  readonly sign?: "negative" | "always";
  /** The unit after the number; off in tables, whose heads carry it. */
  readonly withUnit?: boolean;
  /** `over` and `under` are gaps to a profile: neither is good news. */
  readonly tone?: "over" | "under" | "muted" | "strong";
  /** Which story this figure opens: `cp:DR44:2026` (`app/domain/trace`). */
  readonly trace?: string | undefined;
}

/** A figure: as people read it, with its exact value in the title and in `<data value>`. */
export function Amount({ quantity, resource, unit = "exact", sign = "negative", withUnit = false, tone, trace }: AmountProps) {
  const format = useFormat();
  const words = useTranslations("common");
  const shown = (withUnit ? format.amountWithUnit : format.amount)(quantity, resource, { unit, sign });
  const className = classNames(styles.amount, tone && styles[tone], typeof quantity === "string" && styles[quantity]);
  if (typeof quantity === "string") return <span className={className}>{shown}</span>;
  const rounded = unit !== "exact" && resource !== "ETPT" && resource !== "DAY";
  const exact = format.amountWithUnit(quantity, resource, { sign });
  const figure = (
    <data
      className={className}
      value={exactDecimal(quantity, resource)}
      title={rounded && quantity !== 0n ? words("exactAmount", { amount: exact }) : undefined}
    >
      {shown}
    </data>
  );
  return trace === undefined || quantity === 0n ? figure : <Traced trace={trace}>{figure}</Traced>;
}
