import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { addParty } from "#app/commands/save-party.ts";
import { codeField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { partiesAddress, partyInExecutionAddress } from "../../units/addresses.ts";
import styles from "../../units/units.module.css";
import { useExecutionCrumb } from "../execution-crumb.ts";
import { PartyFields } from "../party-fields.tsx";
import { partyFields } from "../read-party.ts";

const schema = z.object({ code: codeField(), ...partyFields });

export const loader = guard.loader({ capability: "execution.refer" }, async ({ year, newKey }) => ({ year, commandKey: newKey() }));

export const action = guard.action({ capability: "execution.refer" }, async ({ form, locale, year, context, refused, redirect }) => {
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const done = await addParty(context, read.value);
  if (!done.ok) return refused(done.refusal, read.submission);
  return redirect(partyInExecutionAddress(year, done.value.code), "acts.parties.added", { code: done.value.code });
});

export default function NewPartyPage() {
  const { year, commandKey } = useLoaderData<typeof loader>();
  const words = useTranslations("acts.parties");
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  return (
    <Page title={words("newTitle")} crumbs={[useExecutionCrumb(year), { label: words("title"), to: partiesAddress(year) }]}>
      <Form method="post" className={styles.form}>
        <CommandKey value={commandKey} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          <TextField name="code" label={words("code")} required width="medium" />
          <PartyFields />
          <ButtonRow>
            <SubmitButton>{words("save")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
    </Page>
  );
}
