import { Link, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { BudgetResource } from "#app/domain/quantity.ts";
import styles from "../arbitration.module.css";
import { boardMeasures, searchWith } from "../measure.ts";

/** The measure that the page shows, as links, so that each picture has its address. */
export function MeasureChoices({ measure }: { readonly measure: BudgetResource }) {
  const words = useTranslations("arbitration");
  const resources = useTranslations("resources");
  const [search] = useSearchParams();
  return (
    <nav aria-label={words("measure")} className={styles.choice}>
      <span>{words("measure")}</span>
      {boardMeasures.map((own) => (
        <Link
          key={own}
          to={searchWith(search, "m", own.toLowerCase())}
          aria-current={own === measure ? "true" : undefined}
          preventScrollReset
        >
          {resources(`short.${own}`)}
        </Link>
      ))}
    </nav>
  );
}
