import { useTranslations } from "use-intl";
import styles from "./costs-left-out.module.css";

/**
 * Says of the totals beside it that what personnel costs is not in them, for a reader who does not see it; `ofPlan`: not in those of the plan,
 * while what was used of credits stands whole beside them.
 */
export function CostsLeftOut({ when, ofPlan = false }: { readonly when: boolean; readonly ofPlan?: boolean }) {
  const words = useTranslations("staff");
  return when ? <p className={styles.note}>{words(ofPlan ? "planWithoutCosts" : "withoutCosts")}</p> : null;
}
