import { useTranslations } from "use-intl";
import type { Quantity } from "#app/domain/quantity.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Section } from "#app/ui/shell/page.tsx";
import { ChangesList, type NamedChange } from "./changes-list.tsx";
import { useLimitName } from "./limit-name.ts";
import type { LimitRow } from "./picture.ts";
import styles from "./proposing.module.css";

interface SavingsPartProps {
  readonly savings: readonly {
    readonly ceiling: string;
    readonly more: Quantity;
    readonly gained: bigint;
    readonly changes: readonly NamedChange[];
  }[];
  readonly limits: readonly LimitRow[];
  readonly year: number;
  /** The search has not looked at all of them yet. */
  readonly looking: boolean;
}

/** What a million more of each ceiling that binds would save, by name. */
export function SavingsPart({ savings, limits, year, looking }: SavingsPartProps) {
  const words = useTranslations("proposal");
  const format = useFormat();
  const nameOf = useLimitName();
  const shown = savings.flatMap((own) => {
    const limit = limits.find(({ id }) => id === own.ceiling);
    return limit ? [{ ...own, limit }] : [];
  });
  if (shown.length === 0 && !looking) return null;
  return (
    <Section title={words("savings.title")}>
      {looking && <p role="status">{words("savings.looking")}</p>}
      <div className={styles.two}>
        {shown.map(({ ceiling, more, gained, changes, limit }) => (
          <div key={ceiling}>
            <p className={styles.verdict}>
              {words(gained > 0n ? "savings.of" : "savings.nothing", {
                more: format.amountWithUnit(more, limit.measure, { unit: "meur" }),
                limit: nameOf(limit),
              })}
            </p>
            {gained > 0n && <ChangesList changes={changes} year={year} />}
          </div>
        ))}
      </div>
    </Section>
  );
}
