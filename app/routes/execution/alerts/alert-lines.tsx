import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { sentenceValues } from "#app/ui/format/alert-sentence.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { AlertRow } from "#db/queries/alerts/alert.ts";
import { alertAddress } from "../../units/addresses.ts";
import styles from "./alert-lines.module.css";
import { AlertStateMark } from "./alert-state.tsx";

/** A few alerts, a line each: what was found and what it is at; named by their unit where several are shown together. */
export function AlertLines({
  year,
  alerts,
}: {
  readonly year: number;
  readonly alerts: readonly (AlertRow & { readonly unitLabel?: string })[];
}) {
  const words = useTranslations("alerts");
  const resources = useTranslations("resources.short");
  const format = useFormat();
  return (
    <ul className={styles.lines}>
      {alerts.map((alert) => (
        <li key={alert.id}>
          <Link to={alertAddress(year, alert.id)}>
            {alert.unitLabel !== undefined && <strong>{alert.unitLabel} · </strong>}
            {resources(alert.resource)} · {words(`sentences.${alert.sign}`, sentenceValues(format, alert))}
          </Link>{" "}
          <AlertStateMark {...alert} />
        </li>
      ))}
    </ul>
  );
}
