import { useTranslations } from "use-intl";
import styles from "./import.module.css";

const steps = ["file", "reading", "check", "post"] as const;
type Step = (typeof steps)[number];

/** Where one is: the file, how it is read, its check, its import. */
export function ImportSteps({ reached }: { readonly reached: Step }) {
  const words = useTranslations("ledgerImport");
  const place = steps.indexOf(reached);
  return (
    <ol className={styles.steps}>
      {steps.map((step, index) => (
        <li key={step} aria-current={index === place ? "step" : undefined} data-done={index < place || undefined}>
          {words(`steps.${step}`)}
        </li>
      ))}
    </ol>
  );
}
