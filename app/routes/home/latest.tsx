import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { documentNumber } from "#app/domain/execution/document-number.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { MovementSummary } from "#db/queries/allotment-board.ts";
import type { LatestDecision } from "#db/queries/home/preparing.ts";
import { movementAddress } from "../units/addresses.ts";
import styles from "./home.module.css";

/** The latest decisions on requests: what, on whom, by whom. */
export function LatestDecisions({
  decisions,
}: {
  readonly decisions: readonly (Omit<LatestDecision, "decidedAt"> & { readonly decidedAt: string })[];
}) {
  const words = useTranslations("home.latest");
  const format = useFormat();
  if (decisions.length === 0) return <p className={styles.taskNote}>{words("none")}</p>;
  return (
    <ul className={styles.latest}>
      {decisions.map(({ id, verb, number, unitLabel, title, requestId, targetYear, decidedBy, decidedAt }) => (
        <li key={id}>
          <Link to={`/${targetYear}/arbitration/requests/${requestId}`}>{words("decision", { verb, number, unit: unitLabel, title })}</Link>{" "}
          <span className={styles.taskNote}>{words("by", { author: decidedBy, at: format.instant(decidedAt) })}</span>
        </li>
      ))}
    </ul>
  );
}

/** The latest movements of the credits of one's units. */
export function LatestMovements({ year, movements }: { readonly year: number; readonly movements: readonly MovementSummary[] }) {
  const words = useTranslations("home.latest");
  const allotment = useTranslations("allotment");
  const format = useFormat();
  if (movements.length === 0) return <p className={styles.taskNote}>{words("none")}</p>;
  return (
    <ul className={styles.latest}>
      {movements.map(({ id, number, kind, on, reason }) => (
        <li key={id}>
          <Link to={movementAddress(year, id)}>
            {documentNumber("MV", year, number)} · {allotment(`kind.${kind}`)} · {reason}
          </Link>{" "}
          <span className={styles.taskNote}>{format.day(on)}</span>
        </li>
      ))}
    </ul>
  );
}
