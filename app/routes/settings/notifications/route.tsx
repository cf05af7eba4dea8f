import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { chooseDigest } from "#app/commands/choose-digest.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { locales } from "#app/messages/locale.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { digestChoice } from "#db/queries/digest.ts";
import styles from "../../units/units.module.css";
import { choiceSchema } from "./read-choice.ts";

const address = "/settings/notifications";

export const loader = guard.loader({ capability: "signed-in" }, async ({ db, person, newKey }) => {
  return { choice: await digestChoice(db, person.id), key: newKey() };
});

export const action = guard.action({ capability: "signed-in" }, async ({ form, locale, context, refused, redirect }) => {
  const read = readForm(form, choiceSchema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const done = await chooseDigest(context, { ...read.value, wanted: read.value.wanted === "yes" });
  return done.ok ? redirect(address, "notifications.saved", {}) : refused(done.refusal, read.submission);
});

export default function NotificationsPage() {
  const { choice, key } = useLoaderData<typeof loader>();
  const words = useTranslations("notifications");
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  return (
    <Page title={words("title")} message={words("message")}>
      <Form method="post" className={styles.form}>
        <CommandKey value={key} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          <SelectField
            name="wanted"
            label={words("wanted")}
            defaultValue={choice.wanted ? "yes" : "no"}
            options={(["yes", "no"] as const).map((value) => ({ value, label: words(`choices.${value}`) }))}
          />
          <TextField
            name="email"
            type="email"
            label={words("email")}
            hint={words("emailHint")}
            autoComplete="email"
            defaultValue={choice.email ?? ""}
          />
          <SelectField
            name="locale"
            label={words("locale")}
            defaultValue={choice.locale}
            options={locales.map((value) => ({ value, label: words(`locales.${value}`) }))}
          />
          <ButtonRow>
            <SubmitButton>{words("save")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
    </Page>
  );
}
