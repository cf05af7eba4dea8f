import { useTranslations } from "use-intl";
import { type Progress, percentOf } from "#app/domain/job.ts";
import { useFormat } from "./format/formatter.ts";
import styles from "./progress-bar.module.css";

/** How far long work is: a bar, its percentage and its count; without a total, that it goes on. */
export function ProgressBar({ label, progress: { done, total } }: { readonly label: string; readonly progress: Progress }) {
  const words = useTranslations("jobs");
  const format = useFormat();
  const percent = percentOf({ done, total });
  const count = total === null || total === 0n ? null : words("count", { done: format.count(done), total: format.count(total) });
  return (
    <div className={styles.progress}>
      <p className={styles.label} aria-live="polite">
        {label}
        {percent !== null && <strong> {words("percent", { percent })}</strong>}
      </p>
      <progress className={styles.bar} aria-label={label} max={100} {...(percent === null ? {} : { value: percent })} />
      {count !== null && <p className={styles.count}>{count}</p>}
    </div>
  );
}
