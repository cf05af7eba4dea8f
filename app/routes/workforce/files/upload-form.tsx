import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/shell/page.tsx";
import styles from "../../units/units.module.css";

interface UploadFormProps {
  readonly commandKey: string;
  readonly limits: { readonly megabytes: number; readonly rows: number };
  /** Where a file to fill in is. */
  readonly sample: string;
  readonly refusal: { readonly kind: string; readonly message: string } | undefined;
}

/** A file to give, its limits, and one to fill in. */
export function UploadForm({ commandKey, limits, sample, refusal }: UploadFormProps) {
  const words = useTranslations("workforce.files");
  const format = useFormat();
  const missing = refusal?.kind === "wrong-form";
  return (
    <>
      {refusal && !missing && <Notice kind="refusal">{refusal.message}</Notice>}
      <Section title={words("give")}>
        <div className={styles.stack}>
          <Form method="post" encType="multipart/form-data" className={styles.form}>
            <Fields errors={missing ? { file: words("noFile") } : {}}>
              <ErrorSummary />
              <CommandKey value={commandKey} />
              <Field
                field={{
                  ...{ name: "file", label: words("file"), required: true },
                  hint: words("limits", { size: format.count(limits.megabytes), rows: format.count(limits.rows) }),
                }}
              >
                {({ required: _, defaultValue: _value, ...control }) => <input {...control} type="file" accept=".xlsx,.csv,.txt,.tsv" />}
              </Field>
              <ButtonRow>
                <SubmitButton>{words("send")}</SubmitButton>
              </ButtonRow>
            </Fields>
          </Form>
          <p className={styles.note}>
            {words("sample")}{" "}
            <a href={`${sample}?format=csv`} download>
              CSV
            </a>{" "}
            <a href={`${sample}?format=xlsx`} download>
              XLSX
            </a>
          </p>
        </div>
      </Section>
    </>
  );
}
