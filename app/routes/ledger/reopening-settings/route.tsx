import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { saveReopeningTerm } from "#app/commands/save-reopening-term.ts";
import { longestTermHours } from "#app/domain/ledger/reopening.ts";
import { wholeNumberField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ActForm } from "#app/ui/form/act-form.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { reopeningTerm } from "#db/queries/ledger/reopening-term.ts";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";
import { reopeningSettingsAddress } from "../addresses.ts";
import { useClosingCrumbs } from "../closing/crumbs.ts";

/** The chief accountant's and the administrator's, who does not read the ledger. */
export const loader = guard.loader({ capability: "ledger.arrange", whole: true }, async (scene) => {
  const { db, year, access, today, newKey } = scene;
  const reads = await holdsWholeLedger(db, access, "ledger.read", today);
  return { year, reads, termHours: await reopeningTerm(db), key: newKey() };
});

const schema = z.object({ termHours: wholeNumberField({ minimum: 1, maximum: longestTermHours }) });

export const action = guard.action(
  { capability: "ledger.arrange", whole: true },
  async ({ form, context, year, locale, refused, redirect }) => {
    const read = readForm(form, schema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const saved = await saveReopeningTerm(context, read.value);
    if (!saved.ok) return refused(saved.refusal, read.submission);
    return redirect(reopeningSettingsAddress(year), "closing.settings.saved", { hours: saved.value.termHours });
  },
);

export default function ReopeningSettingsPage() {
  const { year, reads, termHours, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("closing");
  const crumbs = useClosingCrumbs(year);
  return (
    <Page title={words("settings.title")} crumbs={reads ? crumbs : []} message={words("settings.message")}>
      <ActForm commandKey={key} lastResult={answer?.lastResult} submit={words("settings.submit")}>
        <TextField
          name="termHours"
          label={words("reopening.term")}
          hint={words("settings.hint")}
          width="short"
          defaultValue={String(termHours)}
          required
        />
      </ActForm>
    </Page>
  );
}
