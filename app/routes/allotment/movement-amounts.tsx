import { useTranslations } from "use-intl";
import type { Day } from "#app/domain/month.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { StatePill } from "#app/ui/state-pill.tsx";
import type { MovementSummary } from "#db/queries/allotment-board.ts";
import styles from "../units/units.module.css";

/** What a movement moves, resource by resource: AE and CP are both euros, and are named. */
export function MovementAmounts({ amounts }: Pick<MovementSummary, "amounts">) {
  const resources = useTranslations("resources.short");
  return amounts.map(({ resource, amount }) => (
    <div key={resource} className={styles.keep}>
      {resource === "ETPT" || resource === "DAY" ? "" : `${resources(resource)} `}
      <Amount quantity={amount} resource={resource} withUnit />
    </div>
  ));
}

/** The day that a tranche is planned on, and whether it has come. */
export function TrancheDay({ on, today }: { readonly on: Day; readonly today: Day }) {
  const words = useTranslations("allotment");
  const format = useFormat();
  return (
    <>
      {format.day(on)} {on <= today && <StatePill kind="late">{words("due")}</StatePill>}
    </>
  );
}
