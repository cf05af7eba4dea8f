import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { useFieldValues } from "./field-values.tsx";
import styles from "./form.module.css";

/**
 * What is wrong with a form, at its top, each line a link to its field. Takes the focus when it appears.
 * `general` are the sentences that belong to no field; field errors come from `Fields` unless said.
 */
export function ErrorSummary({
  errors,
  general = [],
}: {
  readonly errors?: Readonly<Record<string, string>>;
  readonly general?: readonly string[];
}) {
  const words = useTranslations("common");
  const summary = useRef<HTMLDivElement>(null);
  const fromFields = useFieldValues().errors;
  const entries = Object.entries(errors ?? fromFields);
  const count = entries.length + general.length;
  useEffect(() => {
    if (count > 0) summary.current?.focus();
  }, [count]);
  if (count === 0) return null;
  return (
    <div ref={summary} role="alert" tabIndex={-1} className={styles.summary}>
      <p className={styles.summaryTitle}>{words("errorSummary", { count })}</p>
      <ul>
        {general.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {entries.map(([id, sentence]) => (
          <li key={id}>
            <a href={`#${id}`}>{sentence}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
