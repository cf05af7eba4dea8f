import { Link } from "@remix-run/react";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { classNames } from "#app/ui/class-names.ts";
import { hueOf, markClass } from "#app/ui/figure/marks.tsx";
import { barLength } from "#app/ui/figure/scale.ts";
import { type DisplayUnit, displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import styles from "./envelope-bars.module.css";
import { leftOf, type ShownEnvelope } from "./shown.ts";

interface EnvelopeBarsProps {
  readonly envelopes: readonly ShownEnvelope[];
  readonly measure: BudgetResource;
  readonly year: number;
  readonly unit: DisplayUnit;
}

const scale = 1000;

/** The envelopes of the measure, always in view: their frame, what is decided, what still waits, and what runs past the frame, in words too. */
export function EnvelopeBars({ envelopes, measure, year, unit }: EnvelopeBarsProps) {
  const words = useTranslations("board");
  const resources = useTranslations("resources");
  const arbitration = useTranslations("arbitration");
  if (envelopes.every(({ envelope }) => envelope === null)) {
    return (
      <p className={styles.none}>
        {arbitration("noEnvelope", { measure: resources(`short.${measure}`), year: String(year) })}{" "}
        <Link to={`/${year}/arbitration/envelopes`}>{arbitration("setEnvelope")}</Link>
      </p>
    );
  }
  return (
    <section className={styles.bars} aria-label={words("envelopes")}>
      {envelopes.map((own) => (
        <EnvelopeBar key={own.spendingClass} own={own} measure={measure} year={year} unit={unit} />
      ))}
    </section>
  );
}

function EnvelopeBar({ own, measure, year, unit }: Omit<EnvelopeBarsProps, "envelopes"> & { readonly own: ShownEnvelope }) {
  const words = useTranslations("board");
  const forecast = useTranslations("forecast");
  const resources = useTranslations("resources");
  const figure = useTranslations("figure");
  const format = useFormat();
  const say = (quantity: Quantity) =>
    quantity === 0n ? `0 ${format.unit(measure, unit)}` : format.amountWithUnit(quantity, measure, { unit });
  const named = { class: forecast(`classes.${own.spendingClass}`), measure: resources(`short.${measure}`), year: String(year) };
  const label = words("envelope", named);
  if (own.envelope === null) {
    return (
      <p className={styles.head}>
        <span className={styles.label}>{label}</span>
        <span className={styles.muted}>{words("withoutEnvelope", { decided: say(own.decided), pending: say(own.pending) })}</span>
      </p>
    );
  }
  const waits = own.asIf ?? own.pending;
  const left = leftOf(own);
  const over = left < 0n;
  // In a unit of its own when it is small: « 0,0 M€ » says nothing.
  const fine = (quantity: Quantity) => (quantity < 10_000_000n && unit === "meur" ? displayUnitFor([quantity]) : unit);
  const sayLeft = (quantity: Quantity) =>
    quantity === 0n ? say(quantity) : format.amountWithUnit(quantity, measure, { unit: fine(quantity) });
  const verdict = over ? figure("overflow", { amount: sayLeft(-left) }) : figure("remaining", { amount: sayLeft(left) });
  const parts = { decided: say(own.decided), pending: say(waits) };
  return (
    <div data-envelope={own.spendingClass}>
      <p className={styles.head}>
        <span className={styles.label}>{label}</span>
        <span>{say(own.envelope)}</span>
        <span className={styles.muted}>{own.asIf === null ? words("parts", parts) : words("partsAsIf", parts)}</span>
        <span className={classNames(styles.verdict, over && styles.over)} data-verdict>
          {over && <TriangleAlert aria-hidden size={16} strokeWidth={2} />}
          {verdict}
        </span>
      </p>
      <Bar {...{ own, measure, waits }} label={`${label}. ${verdict}`} />
    </div>
  );
}

function Bar({
  own,
  measure,
  waits,
  label,
}: {
  readonly own: ShownEnvelope;
  readonly measure: BudgetResource;
  readonly waits: Quantity;
  readonly label: string;
}) {
  const hue = hueOf[measure];
  const limit = own.envelope ?? 0n;
  const [decided, pending] = [own.decided > 0n ? own.decided : 0n, waits > 0n ? waits : 0n];
  // The scale does not move when what waits is counted otherwise, or decided.
  const used = own.decided + (own.pending > waits ? own.pending : waits);
  const end = used > limit ? used : limit;
  const at = (quantity: Quantity) => barLength(quantity, end, scale);
  const frame = at(limit);
  const inFrame = (from: Quantity, to: Quantity) => ({ x: at(from), width: Math.max(0, Math.min(at(to), frame) - at(from)) });
  const past = (from: Quantity, to: Quantity) => {
    const x = Math.max(at(from), frame);
    return { x, width: Math.max(0, at(to) - x) };
  };
  const ghost = own.asIf !== null;
  return (
    <svg viewBox={`0 0 ${scale} 20`} preserveAspectRatio="none" role="img" aria-label={label} className={styles.bar}>
      <rect {...inFrame(0n, decided)} y="3" height="14" className={markClass("paid", hue)} data-part="decided" />
      <rect
        {...inFrame(decided, decided + pending)}
        y="3"
        height="14"
        className={ghost ? classNames(markClass("requested", hue), styles.ghost) : markClass("landing", hue)}
      />
      <rect {...past(0n, decided)} y="3" height="14" className={styles.overDecided} />
      <rect {...past(decided, decided + pending)} y="3" height="14" className={ghost ? styles.overGhost : styles.overPending} />
      <rect x="1" y="1" width={Math.max(0, frame - 2)} height="18" className={styles.frame} />
    </svg>
  );
}
