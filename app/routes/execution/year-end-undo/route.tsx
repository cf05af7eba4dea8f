import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { undoLapse } from "#app/commands/undo-lapse.ts";
import { documentNumber } from "#app/domain/execution/document-number.ts";
import { reasonField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ActForm } from "#app/ui/form/act-form.tsx";
import { TextAreaField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { standingLapses } from "#db/queries/year-end.ts";
import { yearEndAddress } from "../../units/addresses.ts";
import { useYearEndCrumbs } from "../year-end/crumbs.ts";

export const loader = guard.loader({ capability: "ledger.close", whole: true }, async ({ db, year, params, notFound, newKey }) => {
  const lapse = (await standingLapses(db, year)).find(({ id }) => id === params["movement"]);
  if (!lapse) throw notFound("movement", params["movement"] ?? "");
  return { year, key: newKey(), number: documentNumber("MV", year, lapse.number), on: lapse.on };
});

const schema = z.object({ reason: reasonField() });

export const action = guard.action({ capability: "ledger.close", whole: true }, async (scene) => {
  const { form, context, year, params, locale, refused, redirect } = scene;
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const done = await undoLapse(context, { fiscalYear: year, movementId: params["movement"] ?? "", reason: read.value.reason });
  if (!done.ok) return refused(done.refusal, read.submission);
  return redirect(yearEndAddress(year), "yearEnd.undo.done", { number: done.value.number });
});

export default function LapseUndoingPage() {
  const { year, key, number, on } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("yearEnd");
  const format = useFormat();
  return (
    <Page
      title={words("undo.title", { number })}
      crumbs={useYearEndCrumbs(year)}
      message={words("undo.message", { number, day: format.day(on) })}
    >
      <ActForm commandKey={key} lastResult={answer?.lastResult} look="danger" submit={words("undo.submit")}>
        <TextAreaField name="reason" label={words("reason")} required rows={2} />
      </ActForm>
    </Page>
  );
}
