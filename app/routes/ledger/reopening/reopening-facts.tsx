import { useTranslations } from "use-intl";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { Reopening } from "#db/queries/ledger/reopening.ts";
import styles from "../ledger.module.css";

/** Who asked, who agreed, for how long; `entries`: how many were posted since, while it lasts. */
export function ReopeningFacts({ reopening, entries }: { readonly reopening: Reopening; readonly entries: number | null }) {
  const words = useTranslations("closing");
  const format = useFormat();
  const at = (instant: Date) => words("reopening.askedAt", { at: format.instant(instant.toISOString()) });
  const { askedBy, askedAt, approvedBy, approvedAt, termHours, note } = reopening;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{words("reopening.askedBy")}</dt>
        <dd>
          {askedBy}
          <p>{at(askedAt)}</p>
        </dd>
      </div>
      <div>
        <dt>{words("reopening.approvedBy")}</dt>
        <dd>
          {approvedBy ?? "–"}
          {approvedAt && <p>{at(approvedAt)}</p>}
        </dd>
      </div>
      <div>
        <dt>{words("reopening.termFact")}</dt>
        <dd>{words("reopening.termHours", { hours: termHours })}</dd>
      </div>
      {entries !== null && (
        <div>
          <dt>{words("reopening.entriesSince")}</dt>
          <dd>{format.count(entries)}</dd>
        </div>
      )}
      {note && (
        <div>
          <dt>{words("reopening.note")}</dt>
          <dd>{note}</dd>
        </div>
      )}
    </dl>
  );
}
