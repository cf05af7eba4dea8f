import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { askReopening } from "#app/commands/ask-reopening.ts";
import { longestTermHours } from "#app/domain/ledger/reopening.ts";
import { reasonField, wholeNumberField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ActForm } from "#app/ui/form/act-form.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { TextAreaField, TextField } from "#app/ui/form/text-fields.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { reopeningTerm } from "#db/queries/ledger/reopening-term.ts";
import { reopeningAddress, reopeningSettingsAddress } from "../addresses.ts";
import { useClosingCrumbs } from "../closing/crumbs.ts";
import { periodAt } from "../closing/period-at.ts";
import { usePeriodName } from "../closing/period-name.ts";

export const loader = guard.loader({ capability: "ledger.close", whole: true }, async (scene) => {
  const asked = scene.url.searchParams.get("period");
  const { year, db, newKey } = scene;
  return { year, period: asked === null ? null : await periodAt(scene, asked), usual: await reopeningTerm(db), key: newKey() };
});

const schema = z.object({ reason: reasonField(), termHours: wholeNumberField({ minimum: 1, maximum: longestTermHours }) });

export const action = guard.action(
  { capability: "ledger.close", whole: true },
  async ({ form, context, year, url, locale, refused, redirect }) => {
    const read = readForm(form, schema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const asked = url.searchParams.get("period");
    const period = asked === null ? {} : { period: Number(asked) };
    const done = await askReopening(context, { fiscalYear: year, ...period, ...read.value });
    if (!done.ok) return refused(done.refusal, read.submission);
    return redirect(reopeningAddress(year, done.value.reopeningId), "closing.reopening.asked");
  },
);

export default function NewReopeningPage() {
  const { year, period, usual, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("closing");
  const nameOf = usePeriodName();
  return (
    <Page
      title={
        period === null ? words("reopening.askTitle", { year: String(year) }) : words("reopening.askTitleMonth", { period: nameOf(period) })
      }
      crumbs={useClosingCrumbs(year)}
      actions={
        <Link to={reopeningSettingsAddress(year)} className={buttonClass()}>
          {words("settings.link")}
        </Link>
      }
      message={words("reopening.askMessage")}
    >
      <ActForm commandKey={key} lastResult={answer?.lastResult} submit={words("reopening.submit")}>
        <TextAreaField name="reason" label={words("reopening.reason")} hint={words("reopening.reasonHint")} required />
        <TextField
          name="termHours"
          label={words("reopening.term")}
          hint={words("reopening.termHint", { hours: usual })}
          width="short"
          defaultValue={String(usual)}
          required
        />
      </ActForm>
    </Page>
  );
}
