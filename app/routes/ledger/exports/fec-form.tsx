import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { fecCharsets, fecDirections, fecLineEnds, fecSeparators, usualVariant } from "#app/domain/fec/variant.ts";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields, type FieldValues } from "#app/ui/form/field-values.tsx";
import { SelectField } from "#app/ui/form/select-field.tsx";
import styles from "./exports.module.css";

interface FecFormProps {
  readonly commandKey: string;
  /** As it came back, when it was refused. */
  readonly typed: FieldValues;
}

/** The choices that the law leaves; each begins with what the official validator prefers. XML leaves but one of them. */
export function FecForm({ commandKey, typed }: FecFormProps) {
  const words = useTranslations("exports");
  const choices = {
    separator: fecSeparators.map((value) => ({ value, label: words(`variant.separators.${value}`) })),
    charset: fecCharsets.map((value) => ({ value, label: words(`variant.charsets.${value}`) })),
    direction: fecDirections.map((value) => ({ value, label: words(`variant.directions.${value}`) })),
    lineEnd: fecLineEnds.map((value) => ({ value, label: words(`variant.lineEnds.${value}`) })),
  };
  return (
    <Form method="post" className={styles.choice}>
      <Fields {...typed}>
        <h2>{words("fecLong")}</h2>
        <p>{words("fecHint")}</p>
        <ErrorSummary />
        <CommandKey value={commandKey} />
        <div className={styles.fields}>
          {(["direction", "separator", "charset", "lineEnd"] as const).map((name) => (
            <SelectField
              key={name}
              name={name}
              label={words(`variant.${name}`)}
              options={choices[name]}
              defaultValue={usualVariant[name]}
              required
            />
          ))}
        </div>
        <p>{words("xmlHint")}</p>
        <div className={styles.buttons}>
          <SubmitButton name="make" value="flat">
            {words("makeFec")}
          </SubmitButton>
          <SubmitButton name="make" value="xml" look="plain">
            {words("makeXml")}
          </SubmitButton>
        </div>
      </Fields>
    </Form>
  );
}
