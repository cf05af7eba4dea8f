import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { DecidedAmount } from "#app/domain/arbitration/amount.ts";
import type { RefusedForm } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields, useFieldValues } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { TextAreaField, TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { AmountFields } from "./amount-fields.tsx";
import styles from "./arbitration.module.css";
import type { Deciding, OneClick } from "./deciding.ts";

export interface DecisionFormsProps {
  readonly deciding: Deciding;
  /** Where decisions are sent. */
  readonly action: string;
  readonly year: number;
  /** One for each form of the page. */
  readonly keys: Readonly<Record<OneClick["verb"] | "open", string>>;
  readonly answer?: RefusedForm | undefined;
}

const openVerbs = ["grantConditionally", "defer", "refuse", "other"] as const;

/** The verbs of a decision: three with a reason that goes without saying and can be edited, four that ask for a sentence. */
export function DecisionForms(props: DecisionFormsProps) {
  const words = useTranslations("arbitration");
  const { deciding, answer } = props;
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  return (
    <div className={styles.decide}>
      {deciding.scenario && <p>{words("decide.inScenario", { scenario: deciding.scenario.name })}</p>}
      {deciding.corrects !== null && <p className={styles.muted}>{words("decide.correctNote")}</p>}
      <ErrorSummary errors={fields.errors} general={general} />
      <h3>{words("decide.oneClick")}</h3>
      <ul className={styles.verbs}>
        {deciding.oneClick.map((oneClick) => (
          <OneClickForm key={oneClick.verb} oneClick={oneClick} {...props} />
        ))}
      </ul>
      <h3>{words("decide.open")}</h3>
      <Fields {...fields}>
        <OpenForm {...props} />
      </Fields>
    </div>
  );
}

function OneClickForm({ oneClick, deciding, action, year, keys }: DecisionFormsProps & { readonly oneClick: OneClick }) {
  const words = useTranslations("arbitration");
  const { verb, amounts, unavailable } = oneClick;
  const name = words(`verbs.${verb}`, { year: String(year - 1) });
  return (
    <li>
      <Form method="post" action={action} className={styles.verb}>
        <CommandKey value={keys[verb]} />
        <input type="hidden" name="scenario" value={deciding.scenario?.id ?? ""} />
        {unavailable === null ? (
          <SubmitButton look="plain" name="verb" value={verb}>
            {name}
          </SubmitButton>
        ) : (
          <strong>{name}</strong>
        )}
        {unavailable === null ? <Yields amounts={amounts} year={year} /> : <p>{words("decide.unavailable", { why: unavailable })}</p>}
        <TextField
          id={`${verb}-reason`}
          name="reason"
          label={words("decide.reasonOf", { verb: name })}
          defaultValue={words(`reasons.${verb}`, { year: String(year - 1) })}
        />
      </Form>
    </li>
  );
}

/** One line for each class and year. */
function Yields({ amounts, year }: { readonly amounts: readonly DecidedAmount[]; readonly year: number }) {
  const words = useTranslations("arbitration");
  const forecast = useTranslations("forecast");
  const resources = useTranslations("resources");
  const format = useFormat();
  const say = ({ measure, decided }: DecidedAmount) => {
    const said = decided === 0n ? `0 ${format.unit(measure)}` : format.amountWithUnit(decided, measure, { unit: "eur" });
    return measure === "AE" || measure === "CP" ? `${resources(`short.${measure}`)} ${said}` : said;
  };
  const groups = new Map<string, DecidedAmount[]>();
  for (const amount of amounts) {
    const later = amount.targetYear === year ? "" : ` ${amount.targetYear}`;
    const name = `${forecast(`classes.${amount.spendingClass}`)}${later}`;
    groups.set(name, [...(groups.get(name) ?? []), amount]);
  }
  return (
    <ul>
      {[...groups].map(([name, own]) => (
        <li key={name}>{words("decide.yields", { class: name, amounts: own.map(say).join(" · ") })}</li>
      ))}
    </ul>
  );
}

function OpenForm({ deciding, action, year, keys }: DecisionFormsProps) {
  const words = useTranslations("arbitration");
  const { values } = useFieldValues();
  return (
    <Form method="post" action={action} className={styles.form}>
      <CommandKey value={keys.open} />
      <input type="hidden" name="scenario" value={deciding.scenario?.id ?? ""} />
      <fieldset className={styles.radios} id="verb">
        <legend>{words("decide.verb")}</legend>
        {openVerbs.map((verb) => (
          <label key={verb}>
            <input type="radio" name="verb" value={verb} defaultChecked={values["verb"] === verb} />{" "}
            {words(`verbs.${verb}`, { year: String(year - 1) })}
          </label>
        ))}
      </fieldset>
      <TextAreaField name="reason" label={words("decide.reason")} required />
      <TextAreaField name="condition" label={words("decide.condition")} hint={words("decide.conditionHint")} rows={2} />
      <AmountFields legend={words("decide.amounts")} hint={words("decide.amountsHint")} amounts={deciding.start} filled />
      <ButtonRow>
        <SubmitButton>{words("decide.submit")}</SubmitButton>
      </ButtonRow>
    </Form>
  );
}
