import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { DateField } from "#app/ui/form/text-fields.tsx";
import styles from "../ledger.module.css";
import type { TypedUpload } from "./read-upload.ts";

interface ImportFormProps {
  readonly commandKey: string;
  readonly typed: TypedUpload | undefined;
  readonly errors: Readonly<Record<string, "file" | "exercise">>;
}

/** A file, what is confirmed with it, and two verbs: examine, which writes nothing, or import. */
export function ImportForm({ commandKey, typed, errors }: ImportFormProps) {
  const words = useTranslations("exports");
  const spoken = Object.fromEntries(Object.entries(errors).map(([name, fault]) => [name, words(`import.wrong.${fault}`)]));
  return (
    <Form method="post" encType="multipart/form-data" className={styles.form}>
      <Fields values={{ firstDay: typed?.firstDay ?? "", lastDay: typed?.lastDay ?? "" }} errors={spoken}>
        <ErrorSummary />
        <CommandKey value={commandKey} />
        <Field field={{ name: "file", label: words("import.file"), hint: words("import.fileHint"), required: true }}>
          {({ required: _, defaultValue: _value, ...control }) => <input {...control} type="file" accept=".txt,.csv,.tsv,text/plain" />}
        </Field>
        <fieldset className={styles.days}>
          <legend>{words("import.exercise")}</legend>
          <DateField name="firstDay" label={words("import.firstDay")} />
          <DateField name="lastDay" label={words("import.lastDay")} />
        </fieldset>
        <label className={styles.tick}>
          <input type="checkbox" name="createAccounts" defaultChecked={typed?.createAccounts} />
          {words("import.createAccounts")}
        </label>
        <label className={styles.tick}>
          <input type="checkbox" name="tolerate" defaultChecked={typed?.tolerate} />
          {words("import.tolerate")}
        </label>
        <ButtonRow>
          <SubmitButton name="verb" value="examine">
            {words("import.examine")}
          </SubmitButton>
          <SubmitButton name="verb" value="import" look="plain">
            {words("import.submit")}
          </SubmitButton>
        </ButtonRow>
      </Fields>
    </Form>
  );
}
