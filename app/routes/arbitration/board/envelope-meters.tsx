import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { amountUnder, type PlannedAmount } from "#app/domain/arbitration/amount.ts";
import type { Standing } from "#app/domain/arbitration/envelope.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { Meter } from "#app/ui/figure/meter.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import styles from "../arbitration.module.css";

interface EnvelopeMetersProps {
  readonly standings: readonly Standing[];
  /** What is asked and not decided yet. */
  readonly pending: readonly PlannedAmount[];
  readonly measure: BudgetResource;
  readonly year: number;
}

/** The envelopes of a measure, always in view: what is decided, what is still asked, and what runs over, in words. */
export function EnvelopeMeters({ standings, pending, measure, year }: EnvelopeMetersProps) {
  const words = useTranslations("arbitration");
  const forecast = useTranslations("forecast");
  const resources = useTranslations("resources");
  const format = useFormat();
  const shown = standings.filter((own) => own.measure === measure && own.targetYear === year);
  const unit = displayUnitFor(shown.flatMap((own) => [own.envelope ?? 0n, own.asked]));
  const say = (quantity: bigint) => format.amountWithUnit(quantity, measure, { unit });
  if (shown.length === 0) {
    return (
      <p>
        {words("noEnvelope", { measure: resources(`short.${measure}`), year: String(year) })}{" "}
        <Link to={`/${year}/arbitration/envelopes`}>{words("setEnvelope")}</Link>
      </p>
    );
  }
  return (
    <section className={styles.meters} aria-label={words("meters")}>
      {shown.map((own) => {
        const named = { class: forecast(`classes.${own.spendingClass}`), measure: resources(`short.${measure}`), year: String(year) };
        if (own.envelope === null)
          return <p key={own.spendingClass}>{words("without", { ...named, asked: say(own.asked), decided: say(own.decided) })}</p>;
        return (
          <div key={own.spendingClass}>
            <Meter
              label={words("meter", named)}
              resource={measure}
              limit={own.envelope}
              unit={unit}
              parts={[
                { label: words("parts.decided"), stage: "arbitrated", quantity: own.decided },
                { label: words("parts.pending"), stage: "requested", quantity: amountUnder(pending, own) },
              ]}
            />
            {own.decidedOver > 0n && <Notice kind="warning" title={words("verdict.decidedOver", { amount: say(own.decidedOver) })} />}
          </div>
        );
      })}
    </section>
  );
}
