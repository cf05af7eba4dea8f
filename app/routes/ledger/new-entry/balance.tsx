import { useTranslations } from "use-intl";
import type { TypedTotals } from "#app/domain/ledger/typing/typed-entry.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { StatePill } from "#app/ui/state-pill.tsx";
import { useHydrated } from "#app/ui/use-hydrated.ts";
import styles from "./entry-form.module.css";

/** Both sums and their gap, as they are typed; spoken politely, and absent where no script counts them. */
export function Balance({ totals: { debit, credit, unread } }: { readonly totals: TypedTotals }) {
  const words = useTranslations("ledger");
  const format = useFormat();
  if (!useHydrated()) return null;
  const gap = debit > credit ? debit - credit : credit - debit;
  const balanced = gap === 0n && debit > 0n && unread === 0;
  return (
    <output className={styles.balance} aria-live="polite">
      <span>
        {words("entry.debit")} <strong>{format.amountWithUnit(debit, "EUR")}</strong>
      </span>
      <span>
        {words("entry.credit")} <strong>{format.amountWithUnit(credit, "EUR")}</strong>
      </span>
      {unread > 0 && <StatePill kind="fault">{words("newEntry.unread", { count: unread })}</StatePill>}
      {balanced && <StatePill kind="done">{words("newEntry.balanced")}</StatePill>}
      {gap > 0n && <StatePill kind="fault">{words("newEntry.gap", { amount: format.amountWithUnit(gap, "EUR") })}</StatePill>}
    </output>
  );
}
