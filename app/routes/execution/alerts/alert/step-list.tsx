import { useTranslations } from "use-intl";
import type { LandedResource } from "#app/domain/landing/manual.ts";
import { sentenceValues } from "#app/ui/format/alert-sentence.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { ReadAlertStep } from "#db/queries/alerts/alert.ts";
import styles from "./step-list.module.css";

export interface ShownStep extends Omit<ReadAlertStep, "at" | "id"> {
  readonly id: string;
  readonly at: string;
}

/** What became of an alert, and what was said about it: the latest first. */
export function StepList({ steps, resource }: { readonly steps: readonly ShownStep[]; readonly resource: LandedResource }) {
  const words = useTranslations("alerts");
  const format = useFormat();
  return (
    <ol className={styles.steps} reversed>
      {steps.map((step) => {
        const { id, act, author, at, text, until, sign } = step;
        const people = act === "asked" || act === "answered" || act === "snoozed";
        return (
          <li key={id}>
            <p>
              <strong>{words(`acts.${act}`, { author, day: until === null ? "" : format.day(until) })}</strong>{" "}
              <span className={styles.when}>{format.instant(at)}</span>
            </p>
            {text !== "" && <p className={styles.text}>{text}</p>}
            {!people && act !== "ended" && (
              <p className={styles.when}>{words(`sentences.${sign}`, sentenceValues(format, { ...step, resource, day: null }))}</p>
            )}
          </li>
        );
      })}
    </ol>
  );
}
