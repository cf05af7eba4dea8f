import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { changeStaffContract } from "#app/commands/change-staff-contract.ts";
import { dayField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { DateField } from "#app/ui/form/text-fields.tsx";
import { personAddress } from "../addresses.ts";
import { contractAt } from "../contract-at.ts";
import { ContractPage } from "../contract-page.tsx";
import { dayOf } from "../day.ts";
import { staffChoices } from "../place-choices.ts";
import { PlaceFields } from "../place-fields.tsx";
import { placeFields } from "../read-terms.ts";

const schema = z.object({ on: dayField(), ...placeFields });

export const loader = guard.loader({ capability: "workforce.edit" }, async (scene) => {
  return {
    ...{ year: scene.year, contract: await contractAt(scene), on: await dayOf(scene), commandKey: scene.newKey() },
    choices: await staffChoices(scene),
  };
});

export const action = guard.action({ capability: "workforce.edit" }, async ({ form, locale, year, params, context, refused, redirect }) => {
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const { on, post, ratio, ...same } = read.value;
  const changes = { ...same, post: post ?? null, ratio: BigInt(ratio) };
  const done = await changeStaffContract(context, { contractId: params["contract"] ?? "", on, changes });
  return done.ok
    ? redirect(personAddress(year, done.value.number), "workforce.contract.changeDone")
    : refused(done.refusal, read.submission);
});

export default function ChangePage() {
  const { year, contract, on, commandKey, choices } = useLoaderData<typeof loader>();
  const words = useTranslations("workforce");
  return (
    <ContractPage
      year={year}
      act="change"
      contract={contract}
      commandKey={commandKey}
      lastResult={useActionData<typeof action>()?.lastResult}
    >
      <DateField name="on" label={words("fields.on")} hint={words("fields.onHint")} required defaultValue={on} />
      <PlaceFields choices={choices} start={contract} />
    </ContractPage>
  );
}
