import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { Day } from "#app/domain/month.ts";
import type { RefusedForm } from "#app/http/guard.ts";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { DateField, TextAreaField, TextField } from "#app/ui/form/text-fields.tsx";
import styles from "../sessions.module.css";

interface Named {
  readonly id: string;
  readonly name: string;
}
interface PlanFormProps {
  readonly year: number;
  readonly campaign: { readonly id: string };
  readonly today: Day;
  readonly commandKey: string;
  readonly minutes: number;
  readonly open: readonly Named[];
  readonly scenarios: readonly Named[];
  readonly people: Readonly<Record<"readers" | "chairs" | "secretaries", readonly Named[]>>;
  /** Who fills the form. */
  readonly person: string;
  readonly answer: RefusedForm | undefined;
}

/** A sitting to come: when and where, in which scenario, who, and how its agenda begins. */
export function PlanForm({ year, campaign, today, commandKey, minutes, open, scenarios, people, person, answer }: PlanFormProps) {
  const words = useTranslations("sittings");
  const common = useTranslations("common");
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  const choices = (some: readonly Named[]) => some.map(({ id, name }) => ({ value: id, label: name }));
  const chair = people.chairs.find(({ id }) => id === person) ?? people.chairs[0];
  return (
    <Form method="post" className={styles.form}>
      <CommandKey value={commandKey} />
      <input type="hidden" name="campaign" value={campaign.id} />
      <ErrorSummary errors={fields.errors} general={general} />
      <Fields {...fields}>
        <TextField name="title" label={words("plan.title")} required defaultValue={words("plan.defaultTitle")} />
        <div className={styles.row}>
          <DateField name="on" label={words("plan.on")} required defaultValue={today} />
          <TextField name="at" label={words("plan.at")} required width="short" defaultValue="14:00" />
          <TextField name="place" label={words("plan.place")} width="medium" />
        </div>
        <div className={styles.row}>
          <SelectField name="scenario" label={words("plan.scenario")} required options={choices(open)} defaultValue={open[0]?.id} />
          {scenarios.length > 1 && (
            <SelectField
              name="compared"
              label={words("plan.compared")}
              hint={words("plan.comparedHint")}
              options={choices(scenarios)}
              defaultValue={scenarios.find(({ id }) => id !== open[0]?.id)?.id}
            />
          )}
        </div>
        <SelectField
          name="chair"
          label={words("plan.chair")}
          hint={words("plan.chairHint")}
          required
          options={choices(people.chairs)}
          defaultValue={chair?.id}
        />
        <PeopleChoice name="secretaries" people={people.secretaries} ticked={person === chair?.id ? undefined : person} />
        <PeopleChoice name="participants" people={people.readers} ticked={undefined} />
        <TextAreaField name="guests" label={words("plan.guests")} hint={words("plan.guestsHint")} rows={2} />
        <div className={styles.row}>
          <fieldset className={styles.choices} id="agenda">
            <legend>{words("plan.agenda")}</legend>
            {(["unit", "request", "none"] as const).map((by) => (
              <label key={by}>
                <input type="radio" name="agenda" value={by} defaultChecked={by === "unit"} />{" "}
                {words(by === "unit" ? "plan.byUnit" : by === "request" ? "plan.byRequest" : "plan.none")}
              </label>
            ))}
          </fieldset>
          <TextField name="minutes" label={words("plan.minutes")} width="short" defaultValue={String(minutes)} />
        </div>
      </Fields>
      <ButtonRow>
        <SubmitButton>{words("plan.submit")}</SubmitButton>
        <Link className={buttonClass()} to={`/${year}/arbitration/sessions?campaign=${campaign.id}`}>
          {common("cancel")}
        </Link>
      </ButtonRow>
    </Form>
  );
}

function PeopleChoice({
  name,
  people,
  ticked,
}: {
  readonly name: "secretaries" | "participants";
  readonly people: readonly Named[];
  readonly ticked: string | undefined;
}) {
  const words = useTranslations("sittings");
  const [title, hint] =
    name === "secretaries"
      ? (["plan.secretary", "plan.secretaryHint"] as const)
      : (["plan.participants", "plan.participantsHint"] as const);
  return (
    <fieldset className={styles.choices} id={name}>
      <legend>{words(title)}</legend>
      <p className={styles.muted}>{words(hint)}</p>
      {people.map(({ id, name: own }) => (
        <label key={id}>
          <input type="checkbox" name={name} value={id} defaultChecked={id === ticked} /> {own}
        </label>
      ))}
    </fieldset>
  );
}
