import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { outcomeOf } from "#app/domain/arbitration/outcome.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/shell/page.tsx";
import type { RegisteredDecision } from "#db/queries/arbitration/decision.ts";
import styles from "../arbitration.module.css";
import type { Deciding } from "../deciding.ts";
import { DecisionForms, type DecisionFormsProps } from "../decision-forms.tsx";

interface DecidePartProps {
  readonly deciding: Deciding;
  readonly decisions: readonly RegisteredDecision[];
  readonly form: Pick<DecisionFormsProps, "action" | "year" | "keys">;
}

/** What was decided, and the forms to decide, or why nothing can be decided here. */
export function DecidePart({ deciding, decisions, form }: DecidePartProps) {
  const words = useTranslations("arbitration");
  const { obstacle, corrects } = deciding;
  if (obstacle === "forbidden" && decisions.length === 0) return null;
  return (
    <Section title={corrects === null ? words("decide.title") : words("decide.correct", { number: corrects })}>
      <ul className={styles.plain}>
        {decisions.map((decision) => (
          <li key={decision.id}>
            {words("decide.decided", {
              number: decision.number,
              outcome: words(`outcomes.${outcomeOf(decision.verb, decision.amounts)}`),
              reason: decision.reason,
            })}{" "}
            {decision.condition && words("decide.condition_", { condition: decision.condition })}{" "}
            <span className={styles.muted}>
              {decision.scenario}, {decision.decidedBy}
              {decision.correctedBy !== null && `, ${words("register.correctedBy", { number: decision.correctedBy })}`}
            </span>
          </li>
        ))}
      </ul>
      {obstacle === null && <DecisionForms deciding={deciding} {...form} />}
      {obstacle === "noScenario" && (
        <Notice kind="information" title={words("noScenario")}>
          <Link to={`/${form.year}/arbitration/scenarios`}>{words("createScenario")}</Link>
        </Notice>
      )}
      {(obstacle === "author" || obstacle === "notYet" || obstacle === "adopted") && (
        <Notice kind="information" title={words(`decide.${obstacle}`)} />
      )}
    </Section>
  );
}
