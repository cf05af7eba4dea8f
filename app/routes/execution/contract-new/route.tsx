import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { addContract } from "#app/commands/save-contract.ts";
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
import { contractAddress, contractsAddress } from "../../units/addresses.ts";
import styles from "../../units/units.module.css";
import { contractChoices } from "../contract-choices.ts";
import { ContractFields } from "../contract-fields.tsx";
import { useExecutionCrumb } from "../execution-crumb.ts";
import { contractFields, termsIn } from "../read-contract.ts";

const schema = z.object({ code: codeField(), ...contractFields });

export const loader = guard.loader({ capability: "execution.refer" }, async (scene) => {
  return { year: scene.year, commandKey: scene.newKey(), ...(await contractChoices(scene)) };
});

export const action = guard.action({ capability: "execution.refer" }, async ({ form, locale, year, context, refused, redirect }) => {
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const done = await addContract(context, termsIn(read.value));
  if (!done.ok) return refused(done.refusal, read.submission);
  return redirect(contractAddress(year, done.value.code), "acts.contracts.added", { code: done.value.code });
});

export default function NewContractPage() {
  const { year, commandKey, units, parties } = useLoaderData<typeof loader>();
  const words = useTranslations("acts.contracts");
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  return (
    <Page
      title={words("newTitle")}
      crumbs={[useExecutionCrumb(year), { label: words("title"), to: contractsAddress(year) }]}
      message={words("message")}
    >
      <Form method="post" className={styles.form}>
        <CommandKey value={commandKey} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          <TextField name="code" label={words("code")} required width="medium" />
          <ContractFields units={units} parties={parties} />
          <ButtonRow>
            <SubmitButton>{words("save")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
    </Page>
  );
}
