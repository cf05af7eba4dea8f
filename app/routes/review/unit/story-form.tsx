import { Form, useActionData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { TextAreaField } from "#app/ui/form/text-fields.tsx";
import styles from "./explanation-form.module.css";
import type { action } from "./route.tsx";

/** What the unit tells of its year: the text of its chapter. */
export function StoryForm({
  narrative,
  version,
  commandKey,
}: {
  readonly narrative: string;
  readonly version: number;
  readonly commandKey: string;
}) {
  const words = useTranslations("review");
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  const own = fields.values?.["act"] === "tell";
  return (
    <Form method="post" className={styles.form}>
      <CommandKey value={commandKey} />
      <input type="hidden" name="act" value="tell" />
      <input type="hidden" name="seenVersion" value={String(version)} />
      <Fields {...(own ? fields : {})}>
        {own && <ErrorSummary general={general} />}
        <TextAreaField name="narrative" label={words("story")} hint={words("storyHint")} rows={8} defaultValue={narrative} />
        <ButtonRow>
          <SubmitButton>{words("tell")}</SubmitButton>
        </ButtonRow>
      </Fields>
    </Form>
  );
}
