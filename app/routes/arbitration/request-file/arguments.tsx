import { useTranslations } from "use-intl";
import { Section } from "#app/ui/shell/page.tsx";
import styles from "../arbitration.module.css";

/** Why the unit asks, and what it fears. */
export function Arguments({ justification, risk }: { readonly justification: string; readonly risk: string }) {
  const words = useTranslations("arbitration");
  const forecast = useTranslations("forecast");
  return (
    <div className={styles.columns}>
      <Section title={words("justification")}>
        <p className={styles.prose}>{justification || forecast("notWritten")}</p>
      </Section>
      <Section title={words("risk")}>
        <p className={styles.prose}>{risk || forecast("notWritten")}</p>
      </Section>
    </div>
  );
}
