import { Link, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { BudgetResource } from "#app/domain/quantity.ts";
import type { Scenario } from "#db/queries/arbitration/scenario.ts";
import styles from "../arbitration.module.css";
import { boardMeasures, searchWith } from "../measure.ts";

interface ChoicesProps {
  readonly measure: BudgetResource;
  readonly scenarios: readonly Scenario[];
  readonly scenario: Scenario | undefined;
}

/** What the board shows: the measure and the scenario, as links, so that each picture has its address. */
export function Choices({ measure, scenarios, scenario }: ChoicesProps) {
  const words = useTranslations("arbitration");
  const resources = useTranslations("resources");
  const [search] = useSearchParams();
  return (
    <div className={styles.choices}>
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
      {scenarios.length > 1 && (
        <nav aria-label={words("scenario")} className={styles.choice}>
          <span>{words("scenario")}</span>
          {scenarios.map((own) => (
            <Link
              key={own.id}
              to={searchWith(search, "scenario", own.id)}
              aria-current={own.id === scenario?.id ? "true" : undefined}
              preventScrollReset
            >
              {own.name}
            </Link>
          ))}
        </nav>
      )}
    </div>
  );
}
