import { Link, useSearchParams } from "@remix-run/react";
import type { MouseEvent, ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { BudgetResource } from "#app/domain/quantity.ts";
import type { Scenario } from "#db/queries/arbitration/scenario.ts";
import styles from "../arbitration.module.css";
import { searchWith } from "../measure.ts";
import { MeasureChoices } from "../measure-choices.tsx";

interface ChoicesProps {
  readonly measure: BudgetResource;
  readonly scenarios: readonly Scenario[];
  readonly scenario: Scenario | undefined;
  readonly asIf: boolean;
  /** With a script, at once and without asking the server. */
  readonly onAsIf: (asIf: boolean) => void;
  readonly children?: ReactNode;
}

/** What the board shows: the measure, the scenario, and whether what waits counts as decided; as links, so that each picture has its address. */
export function Choices({ measure, scenarios, scenario, asIf, onAsIf, children }: ChoicesProps) {
  const words = useTranslations("arbitration");
  const board = useTranslations("board");
  const [search] = useSearchParams();
  const kept = new URLSearchParams(searchWith(search, "asif", asIf ? "1" : ""));
  const choose = (own: boolean) => (event: MouseEvent) => {
    event.preventDefault();
    onAsIf(own);
  };
  return (
    <div className={`${styles.choices} no-print`}>
      <MeasureChoices measure={measure} kept={kept} />
      {scenarios.length > 1 && (
        <nav aria-label={words("scenario")} className={styles.choice}>
          <span>{words("scenario")}</span>
          {scenarios.map((own) => (
            <Link
              key={own.id}
              to={searchWith(kept, "scenario", own.id)}
              aria-current={own.id === scenario?.id ? "true" : undefined}
              preventScrollReset
            >
              {own.name}
            </Link>
          ))}
        </nav>
      )}
      {scenario && (
        <nav aria-label={board("asIf.label")} className={styles.choice}>
          <span>{board("asIf.label")}</span>
          {([false, true] as const).map((own) => (
            <Link
              key={String(own)}
              to={searchWith(search, "asif", own ? "1" : "")}
              aria-current={own === asIf ? "true" : undefined}
              title={board(own ? "asIf.onHint" : "asIf.offHint")}
              onClick={choose(own)}
              preventScrollReset
            >
              {board(own ? "asIf.on" : "asIf.off")}
            </Link>
          ))}
        </nav>
      )}
      {children}
    </div>
  );
}
