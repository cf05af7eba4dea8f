import { useTranslations } from "use-intl";
import styles from "./costs-left-out.module.css";

/** Says of the totals beside it that what personnel costs is not in them, for a reader who does not see it. */
export function CostsLeftOut({ when }: { readonly when: boolean }) {
  const words = useTranslations("staff");
  return when ? <p className={styles.note}>{words("withoutCosts")}</p> : null;
}
