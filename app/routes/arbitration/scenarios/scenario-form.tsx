import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { scenarioStarts } from "#app/domain/arbitration/scenario/state.ts";
import type { RefusedForm } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import type { Scenario } from "#db/queries/arbitration/scenario.ts";
import styles from "../arbitration.module.css";

interface ScenarioFormProps {
  readonly campaign: string;
  readonly scenarios: readonly Pick<Scenario, "id" | "name">[];
  /** The scenario that the address asks to start from. */
  readonly from: string | undefined;
  readonly commandKey: string;
  readonly answer: RefusedForm | undefined;
}

/** A new scenario: its name, and where it starts, in one list: what is asked, N-1, the proposal, or another scenario. */
export function ScenarioForm({ campaign, scenarios, from, commandKey, answer }: ScenarioFormProps) {
  const words = useTranslations("arbitration");
  const own = useTranslations("scenarios");
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  return (
    <Form method="post" className={styles.form}>
      <CommandKey value={commandKey} />
      <input type="hidden" name="campaign" value={campaign} />
      <Fields {...fields}>
        <ErrorSummary general={general} />
        <TextField name="name" label={words("scenarios.name")} required width="medium" />
        <SelectField
          name="startFrom"
          label={words("scenarios.startFrom")}
          hint={scenarios.length > 0 ? own("parentHint") : undefined}
          required
          defaultValue={from ?? "asked"}
          groups={[
            { label: own("starters"), options: scenarioStarts.map((value) => ({ value, label: words(`starts.${value}`) })) },
            ...(scenarios.length > 0
              ? [
                  {
                    label: words("starts.scenario"),
                    options: scenarios.map(({ id, name }) => ({ value: id, label: own("branchOfShort", { name }) })),
                  },
                ]
              : []),
          ]}
        />
        <ButtonRow>
          <SubmitButton>{words("scenarios.create")}</SubmitButton>
        </ButtonRow>
      </Fields>
    </Form>
  );
}
