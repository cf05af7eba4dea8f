import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { takeDecisionBack } from "#app/commands/take-decision-back.ts";
import { optionalUuidField, reasonField, uuidField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { TextAreaField } from "#app/ui/form/text-fields.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { findScenario } from "#db/queries/arbitration/scenario.ts";
import { decisionsTaken } from "#db/queries/arbitration/taking-back.ts";
import styles from "../arbitration.module.css";

const schema = z.object({
  scenario: uuidField(),
  decision: optionalUuidField(),
  act: optionalUuidField(),
  reason: reasonField(),
});

export const loader = guard.loader({ capability: "arbitration.decide" }, async ({ db, year, url, person, notFound, newKey }) => {
  const asked = (name: string) => url.searchParams.get(name) ?? "";
  const scenario = await findScenario(db, asked("scenario"));
  if (!scenario) throw notFound("scenario", asked("scenario"));
  const [decision, act] = [asked("decision"), asked("act")];
  const which = decision !== "" ? { decision } : act !== "" ? { act } : { lastOf: person.id };
  const decisions = await decisionsTaken(db, scenario.id, which);
  return { year, scenario, decision, act, numbers: decisions.map(({ number }) => number), key: newKey() };
});

/** Takes decisions back: the last act of the person, a decision, or an act. */
export const action = guard.action({ capability: "arbitration.decide" }, async (scene) => {
  const { form, year, locale, context, refused, redirect } = scene;
  const fields = readForm(form, schema, locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const { scenario, decision, act, reason } = fields.value;
  const which = decision === undefined ? (act === undefined ? "last" : { act }) : { decision };
  const made = await takeDecisionBack(context, { scenarioId: scenario, which, reason });
  if (!made.ok) return refused(made.refusal, fields.submission);
  const { taken } = made.value;
  return redirect(`/${year}/arbitration/decisions`, "board.takingBack.done", { count: taken.length, number: taken[0]?.takesBack ?? 0 });
});

export default function TakingBackPage() {
  const { year, scenario, decision, act, numbers, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("board");
  const arbitration = useTranslations("arbitration");
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  const register = `/${year}/arbitration/decisions`;
  return (
    <Page
      title={words("takingBack.heading", { count: numbers.length, number: numbers[0] ?? 0 })}
      crumbs={[
        { label: arbitration("title"), to: `/${year}/arbitration?scenario=${scenario.id}` },
        { label: arbitration("links.decisions"), to: register },
      ]}
      message={words("takingBack.message")}
    >
      {numbers.length === 0 ? (
        <p>
          {answer?.refusal.message ?? words("takingBack.nothing")} <Link to={register}>{arbitration("links.decisions")}</Link>
        </p>
      ) : (
        <Form method="post" className={styles.form}>
          <CommandKey value={key} />
          <input type="hidden" name="scenario" value={scenario.id} />
          <input type="hidden" name="decision" value={decision} />
          <input type="hidden" name="act" value={act} />
          <ErrorSummary errors={fields.errors} general={general} />
          <Fields {...fields}>
            <TextAreaField name="reason" label={arbitration("decide.reason")} rows={2} defaultValue={words("takingBack.reason")} required />
          </Fields>
          <ButtonRow>
            <SubmitButton>{words("takingBack.submit", { count: numbers.length })}</SubmitButton>
          </ButtonRow>
        </Form>
      )}
    </Page>
  );
}
