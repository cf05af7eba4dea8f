import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { correctStaffContract, removeStaffContract } from "#app/commands/change-staff-contract.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { DateField } from "#app/ui/form/text-fields.tsx";
import { Section } from "#app/ui/shell/page.tsx";
import styles from "../../units/units.module.css";
import { peopleAddress, personAddress } from "../addresses.ts";
import { contractAt } from "../contract-at.ts";
import { ContractPage } from "../contract-page.tsx";
import { staffChoices } from "../place-choices.ts";
import { PlaceFields } from "../place-fields.tsx";
import { termFields, termsIn } from "../read-terms.ts";

const schema = z.object(termFields);

export const loader = guard.loader({ capability: "workforce.edit" }, async (scene) => {
  return {
    ...{ year: scene.year, contract: await contractAt(scene), keys: { save: scene.newKey(), remove: scene.newKey() } },
    choices: await staffChoices(scene),
  };
});

/** What was written wrong says something else; or goes, when it should never have been written. */
export const action = guard.action({ capability: "workforce.edit" }, async ({ form, locale, year, params, context, refused, redirect }) => {
  const contractId = params["contract"] ?? "";
  if (form.get("intent") === "removal") {
    const removed = await removeStaffContract(context, { contractId });
    return removed.ok ? redirect(peopleAddress(year), "workforce.contract.removed") : refused(removed.refusal);
  }
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const done = await correctStaffContract(context, { contractId, terms: termsIn(read.value) });
  return done.ok
    ? redirect(personAddress(year, done.value.number), "workforce.contract.correctionDone")
    : refused(done.refusal, read.submission);
});

export default function CorrectionPage() {
  const { year, contract, keys, choices } = useLoaderData<typeof loader>();
  const words = useTranslations("workforce");
  return (
    <ContractPage
      year={year}
      act="correction"
      contract={contract}
      commandKey={keys.save}
      lastResult={useActionData<typeof action>()?.lastResult}
      after={
        <Section title={words("contract.removalTitle")}>
          <Form method="post">
            <p className={styles.note}>{words("contract.removalMessage")}</p>
            <CommandKey value={keys.remove} />
            <input type="hidden" name="intent" value="removal" />
            <SubmitButton look="danger">{words("contract.removal")}</SubmitButton>
          </Form>
        </Section>
      }
    >
      <div className={styles.columns}>
        <DateField name="firstDay" label={words("columns.firstDay")} required defaultValue={contract.firstDay} />
        <DateField
          name="lastDay"
          label={words("columns.lastDay")}
          hint={words("fields.lastDayHint")}
          defaultValue={contract.lastDay ?? ""}
        />
      </div>
      <PlaceFields choices={choices} start={contract} />
    </ContractPage>
  );
}
