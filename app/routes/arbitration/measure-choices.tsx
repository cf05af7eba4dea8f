import { Link, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { BudgetResource } from "#app/domain/quantity.ts";
import styles from "./arbitration.module.css";
import { boardMeasures, searchWith } from "./measure.ts";

interface MeasureChoicesProps {
  readonly measure: BudgetResource;
  /** What the page is asked for besides; that of its address when absent. */
  readonly kept?: URLSearchParams;
}

/** The measure that the page shows, as links, so that each picture has its address. */
export function MeasureChoices({ measure, kept }: MeasureChoicesProps) {
  const words = useTranslations("arbitration");
  const resources = useTranslations("resources");
  const [search] = useSearchParams();
  return (
    <nav aria-label={words("measure")} className={styles.choice}>
      <span>{words("measure")}</span>
      {boardMeasures.map((own) => (
        <Link
          key={own}
          to={searchWith(kept ?? search, "m", own.toLowerCase())}
          aria-current={own === measure ? "true" : undefined}
          preventScrollReset
        >
          {resources(`short.${own}`)}
        </Link>
      ))}
    </nav>
  );
}
