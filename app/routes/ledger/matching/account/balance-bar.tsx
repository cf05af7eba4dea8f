import { useTranslations } from "use-intl";
import type { MatchingSettings } from "#app/domain/ledger/matching/settings.ts";
import type { Day } from "#app/domain/month.ts";
import { absolute } from "#app/domain/quantity.ts";
import { buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { DateField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { StatePill } from "#app/ui/state-pill.tsx";
import { useHydrated } from "#app/ui/use-hydrated.ts";
import styles from "../matching.module.css";
import type { Ticks, TickTotals } from "./use-ticks.ts";

interface BalanceBarProps {
  readonly ticks: Ticks;
  /** Ticked lines that this page does not show. */
  readonly elsewhere: number;
  readonly settings: MatchingSettings;
  readonly on: Day;
  readonly exercise: { readonly firstDay: Day; readonly lastDay: Day };
}

/** What is ticked, as it is ticked: both sums and their gap, then what can be done with them. Always in sight. */
export function BalanceBar({ ticks, elsewhere, settings, on, exercise }: BalanceBarProps) {
  const words = useTranslations("matching.bar");
  const hydrated = useHydrated();
  const can = actsOn(ticks.totals, settings);
  return (
    <section className={styles.bar} aria-label={words("title")}>
      <Sums totals={ticks.totals} elsewhere={elsewhere} />
      <div className={styles.acts}>
        {(!hydrated || can.adjust) && <AdjustFields {...{ settings, on, exercise, totals: ticks.totals }} />}
        {(!hydrated || can.partial) && (
          <SubmitButton look="plain" name="as" value="partial">
            {words("partial")}
          </SubmitButton>
        )}
        <SubmitButton name="as" value="complete">
          {words("match")}
        </SubmitButton>
        {hydrated && ticks.all.length > 0 && (
          <button type="button" className={buttonClass()} onClick={ticks.clear}>
            {words("clear")}
          </button>
        )}
        <noscript>
          <button type="submit" formMethod="get" className={buttonClass()}>
            {words("compute")}
          </button>
        </noscript>
      </div>
      {hydrated && <p className={styles.keys}>{words("keys")}</p>}
    </section>
  );
}

/** Which acts the ticked lines allow. */
export function actsOn({ debit, credit, gap, severalParties, lineCount }: TickTotals, { threshold }: MatchingSettings) {
  const bothSides = debit > 0n && credit > 0n && lineCount > 1 && !severalParties;
  return {
    match: bothSides && gap === 0n,
    partial: bothSides && gap !== 0n,
    adjust: bothSides && gap !== 0n && absolute(gap) <= threshold,
  };
}

function Sums({ totals, elsewhere }: { readonly totals: TickTotals; readonly elsewhere: number }) {
  const words = useTranslations("matching.bar");
  const format = useFormat();
  const { lineCount, debit, credit, gap, severalParties } = totals;
  const amount = (quantity: bigint) => <strong>{format.amountWithUnit(quantity, "EUR")}</strong>;
  return (
    <output className={styles.sums} aria-live="polite">
      <span>
        {words("ticked", { count: lineCount })}
        {elsewhere > 0 && <> ({words("elsewhere", { count: elsewhere })})</>}
      </span>
      <span>
        {words("debit")} {amount(debit)}
      </span>
      <span>
        {words("credit")} {amount(credit)}
      </span>
      <span>
        {words("gap")} {amount(gap)}
      </span>
      {lineCount > 1 && gap === 0n && !severalParties && <StatePill kind="done">{words("balanced")}</StatePill>}
      {severalParties && <StatePill kind="fault">{words("parties")}</StatePill>}
    </output>
  );
}

function AdjustFields({ settings, on, exercise, totals }: Omit<BalanceBarProps, "ticks" | "elsewhere"> & { readonly totals: TickTotals }) {
  const words = useTranslations("matching.bar");
  const format = useFormat();
  if (settings.threshold === 0n) return null;
  const threshold = format.amountWithUnit(settings.threshold, "EUR");
  const gap = absolute(totals.gap);
  return (
    <>
      <DateField name="on" label={words("adjustOn")} defaultValue={on} min={exercise.firstDay} max={exercise.lastDay} />
      <span title={words("adjustHint", { threshold, loss: settings.loss, gain: settings.gain })}>
        <SubmitButton look="plain" name="as" value="adjusted">
          {gap === 0n ? words("adjust") : words("adjustBy", { gap: format.amountWithUnit(gap, "EUR") })}
        </SubmitButton>
      </span>
    </>
  );
}
