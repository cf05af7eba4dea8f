import { useTranslations } from "use-intl";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Meter } from "#app/ui/figure/meter.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { ResourceStanding } from "#db/queries/home/resources.ts";
import styles from "./home.module.css";

/** One line for each resource: what was opened, what is at disposal, and how much of it is used. */
export function ResourceLines({ standings }: { readonly standings: readonly ResourceStanding[] }) {
  const words = useTranslations("home");
  const format = useFormat();
  if (standings.length === 0) return <EmptyState title={words("resources.none")} />;
  const unit = displayUnitFor(standings.flatMap(({ resource, opened }) => (resource === "AE" || resource === "CP" ? [opened] : [])));
  return (
    <ul className={styles.resources}>
      {standings.map(({ resource, opened, atDisposal, used }) => (
        <li key={resource}>
          <Meter
            label={words(`resources.${resource}`)}
            resource={resource}
            limit={atDisposal}
            parts={[{ label: words(`resources.used${resource}`), stage: resource === "AE" ? "committed" : "paid", quantity: used }]}
            unit={unit}
          />
          <p className={styles.taskNote}>
            {words("resources.openedAmount", { amount: format.amountWithUnit(opened, resource, { unit }) })}
          </p>
        </li>
      ))}
    </ul>
  );
}
