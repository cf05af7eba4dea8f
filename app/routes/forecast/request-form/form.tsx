import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { RequestHead } from "#app/domain/forecast/request.ts";
import type { RefusedForm } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextAreaField, TextField } from "#app/ui/form/text-fields.tsx";
import { Section } from "#app/ui/shell/page.tsx";
import styles from "../forecast.module.css";
import { type JustificationRule, useJustificationHint } from "./justification-hint.ts";
import { LineFieldset, type LineShown, type LineWords } from "./line-fieldset.tsx";
import { PurposeFields } from "./purpose-fields.tsx";

export interface RequestFormProps extends LineWords {
  readonly answer: RefusedForm | undefined;
  readonly commandKey: string;
  readonly seenRevision: bigint;
  readonly head?: RequestHead;
  readonly lines: readonly LineShown[];
  /** Of the sheet. */
  readonly unit: string;
  readonly justification: JustificationRule;
  /** Whether its writer sees what personnel costs here, and so types it. */
  readonly seesCosts: boolean;
}

const kinds = ["baseline", "newMeasure", "saving"] as const;
const obligations = ["obligatory", "inescapable", "discretionary"] as const;
const spareLines = 3;

/** « Saisie simple »: a request and its lines as one plain form, with spare lines, complete without a script. */
export function RequestForm(props: RequestFormProps) {
  const { answer, commandKey, seenRevision, head, lines, unit, units, justification, seesCosts, ...choices } = props;
  const words = useTranslations("forecast");
  const purpose = useTranslations("requests.purpose");
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  const first = lines.length === 0 ? 1 : 0;
  const spare = Array.from({ length: spareLines - first }, (_, index) => lines.length + first + index);
  const opened = spare.some((index) =>
    Object.keys({ ...fields.values, ...fields.errors }).some((name) => isFilled(name, index, fields.values)),
  );
  return (
    <Form method="post" className={styles.form}>
      <CommandKey value={commandKey} />
      {/* What was typed stays tied to the revision that its writer saw, also when the form comes back over a newer one. */}
      <input type="hidden" name="seenRevision" value={fields.values.seenRevision ?? seenRevision.toString()} />
      <Fields {...fields}>
        <ErrorSummary general={general} />
        <Section title={words("form.head")}>
          <HeadFields head={head} justification={justification} />
        </Section>
        <Section title={purpose("title")}>
          <PurposeFields head={head} unit={unit} units={units} />
        </Section>
        <Section title={words("form.lines")}>
          <div className={styles.stack}>
            {lines.map((line, index) => (
              <LineFieldset key={line.id} index={index} line={line} seesCosts={seesCosts} {...choices} />
            ))}
            {first === 1 && <LineFieldset index={lines.length} seesCosts={seesCosts} {...choices} />}
            <details className={styles.more} open={opened || undefined}>
              <summary>{words("form.moreLines")}</summary>
              <div className={styles.stack}>
                {spare.map((index) => (
                  <LineFieldset key={index} index={index} seesCosts={seesCosts} {...choices} />
                ))}
              </div>
            </details>
          </div>
        </Section>
        <ButtonRow>
          <SubmitButton>{words("form.saveDraft")}</SubmitButton>
        </ButtonRow>
      </Fields>
    </Form>
  );
}

function HeadFields({ head, justification }: { readonly head: RequestHead | undefined; readonly justification: JustificationRule }) {
  const words = useTranslations("forecast");
  const hintOf = useJustificationHint();
  return (
    <div className={styles.columns}>
      <div className={styles.stack}>
        <TextField name="title" label={words("form.title")} hint={words("form.titleHint")} required defaultValue={head?.title} />
        <SelectField
          name="kind"
          label={words("form.kind")}
          required
          defaultValue={head?.kind ?? "newMeasure"}
          options={kinds.map((value) => ({ value, label: words(`kinds.${value}`) }))}
        />
        <TextField
          name="rank"
          label={words("form.rank")}
          hint={words("form.rankHint")}
          width="short"
          defaultValue={head?.rank?.toString()}
        />
        <SelectField
          name="obligation"
          label={words("form.obligation")}
          required
          defaultValue={head?.obligation ?? "discretionary"}
          options={obligations.map((value) => ({ value, label: words(`obligations.${value}`) }))}
        />
      </div>
      <div className={styles.stack}>
        <TextAreaField
          name="justification"
          label={words("form.justification")}
          hint={hintOf(justification)}
          rows={5}
          defaultValue={head?.justification}
        />
        <TextAreaField name="risk" label={words("form.risk")} rows={4} defaultValue={head?.risk} />
      </div>
    </div>
  );
}

function isFilled(name: string, index: number, values: Readonly<Record<string, string>>): boolean {
  return name.startsWith(`lines[${index}].`) && values[name] !== "";
}
