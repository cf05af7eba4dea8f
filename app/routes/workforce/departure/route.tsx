import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { recordDeparture } from "#app/commands/change-staff-contract.ts";
import { dayField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { DateField } from "#app/ui/form/text-fields.tsx";
import { personAddress } from "../addresses.ts";
import { contractAt } from "../contract-at.ts";
import { ContractPage } from "../contract-page.tsx";
import { dayOf } from "../day.ts";

const schema = z.object({ lastDay: dayField() });

export const loader = guard.loader({ capability: "workforce.edit" }, async (scene) => {
  return { year: scene.year, contract: await contractAt(scene), on: await dayOf(scene), commandKey: scene.newKey() };
});

export const action = guard.action({ capability: "workforce.edit" }, async ({ form, locale, year, params, context, refused, redirect }) => {
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const done = await recordDeparture(context, { contractId: params["contract"] ?? "", ...read.value });
  return done.ok
    ? redirect(personAddress(year, done.value.number), "workforce.contract.departureDone")
    : refused(done.refusal, read.submission);
});

export default function DeparturePage() {
  const { year, contract, on, commandKey } = useLoaderData<typeof loader>();
  const words = useTranslations("workforce");
  return (
    <ContractPage
      year={year}
      act="departure"
      contract={contract}
      commandKey={commandKey}
      lastResult={useActionData<typeof action>()?.lastResult}
    >
      <DateField
        name="lastDay"
        label={words("fields.lastDay")}
        hint={words("fields.lastDayIs")}
        required
        defaultValue={contract.lastDay ?? on}
      />
    </ContractPage>
  );
}
