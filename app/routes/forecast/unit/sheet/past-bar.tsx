import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { lockOf } from "#app/domain/forecast/lock.ts";
import { parseDecimal } from "#app/domain/money.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { LineState } from "./lines.ts";
import type { ViewReferences } from "./reference-columns.ts";
import styles from "./references.module.css";
import type { LineTexts } from "./state.ts";
import { acceptedOf, carriedTexts, spreadTexts } from "./taken-over.ts";
import type { SheetView } from "./view.ts";

interface PastBarProps {
  readonly line: LineState | undefined;
  /** What is taken over is taken over for all of these. */
  readonly selected: readonly LineState[];
  readonly view: SheetView;
  readonly references: ViewReferences;
  readonly write: (lines: readonly LineTexts[], how: "template" | "spread") => void;
}

/** What the past of the chosen line proposes, how far it may be trusted, and how to take it over, there and in the other selected lines. */
export function PastBar({ line, selected, view, references, write }: PastBarProps) {
  const words = useTranslations("projection");
  const format = useFormat();
  const [rate, setRate] = useState("0");
  const rateId = useId();
  const proposal = line && references.proposalOf(line);
  const lines = (selected.length > 0 ? selected : line ? [line] : []).filter((own) => !lockOf(own.standing, view.measure));
  const known = lines.filter((own) => references.of(own) || references.proposalOf(own));
  if (view.by !== "months" || known.length === 0) return null;
  const withPast = lines.filter((own) => (references.of(own)?.executed ?? 0n) !== 0n);
  const read = parseDecimal(rate.trim());
  const isRate = read.ok && read.value >= -10_000n && read.value <= 100_000n;
  const executed = String(references.present - 1);
  const accepted = lines.flatMap((own) => acceptedOf(own, view, references));
  const figure = (amount: bigint) => format.amountWithUnit(amount, view.measure, { unit: "eur" });
  return (
    <section className={styles.past} aria-label={words("label")}>
      {proposal && (
        <p>
          {words("proposal", {
            total: figure(proposal.total),
            method: words(`methods.${proposal.method}`),
            season: words(`seasons.${proposal.season}`),
          })}{" "}
          {proposal.error === null
            ? words("untested", { years: proposal.years })
            : words("tested", {
                error: format.share({ part: proposal.error, whole: 10_000n }),
                years: proposal.years - 2,
                low: figure(proposal.low),
                high: figure(proposal.high),
              })}
        </p>
      )}
      <div className={styles.pastActs}>
        {accepted.length > 0 && (
          <button type="button" className={buttonClass()} onClick={() => write(accepted, "template")}>
            {words("accept", { count: accepted.length })}
          </button>
        )}
        {withPast.length > 0 && (
          <>
            <label htmlFor={rateId}>{words("rate")}</label>
            <input
              id={rateId}
              inputMode="decimal"
              className={styles.rateField}
              value={rate}
              aria-invalid={!isRate || undefined}
              onChange={(event) => setRate(event.currentTarget.value)}
            />
            <button
              type="button"
              className={buttonClass()}
              aria-disabled={!isRate || undefined}
              onClick={() =>
                read.ok &&
                isRate &&
                write(
                  withPast.flatMap((own) => carriedTexts(own, read.value, view, references)),
                  "template",
                )
              }
            >
              {words("carryOver", { executed, count: withPast.length })}
            </button>
            <button
              type="button"
              className={buttonClass()}
              onClick={() =>
                write(
                  withPast.flatMap((own) => spreadTexts(own, view, references)),
                  "spread",
                )
              }
            >
              {words("spread", { executed, count: withPast.length })}
            </button>
          </>
        )}
      </div>
    </section>
  );
}
