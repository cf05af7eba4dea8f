import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { askWaiver } from "#app/commands/waive-check.ts";
import { isWaivable } from "#app/domain/ledger/reopening.ts";
import { reasonField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ActForm } from "#app/ui/form/act-form.tsx";
import { TextAreaField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { exerciseNamed } from "#db/queries/ledger/exercise.ts";
import { readiness } from "#db/queries/ledger/readiness.ts";
import { waiverAddress } from "../addresses.ts";
import { useClosingCrumbs } from "../closing/crumbs.ts";

export const loader = guard.loader({ capability: "ledger.close", whole: true }, async (scene) => {
  const { db, year, today, url, notFound, newKey } = scene;
  const asked = url.searchParams.get("check") ?? "";
  const exercise = await exerciseNamed(db, year);
  const check =
    exercise && isWaivable(asked)
      ? (await readiness(db, exercise, today, { provedAlready: true })).find(({ name }) => name === asked)
      : undefined;
  if (!check || check.count === 0 || check.amount === null) throw notFound("closingWaiver", asked);
  return { year, name: check.name, amount: check.amount, resource: check.resource, key: newKey() };
});

const schema = z.object({ reason: reasonField() });

export const action = guard.action(
  { capability: "ledger.close", whole: true },
  async ({ form, context, year, url, locale, refused, redirect }) => {
    const read = readForm(form, schema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const done = await askWaiver(context, { fiscalYear: year, check: url.searchParams.get("check") ?? "", reason: read.value.reason });
    if (!done.ok) return refused(done.refusal, read.submission);
    return redirect(waiverAddress(year, done.value.waiverId), "closing.waiver.asked");
  },
);

export default function NewWaiverPage() {
  const { year, name, amount, resource, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("closing");
  const format = useFormat();
  const said = { check: words(`check.${name}`), amount: format.amountWithUnit(amount, resource) };
  return (
    <Page title={words("waiver.title")} crumbs={useClosingCrumbs(year)} message={words("waiver.message", said)}>
      <ActForm commandKey={key} lastResult={answer?.lastResult} submit={words("waiver.submit")}>
        <TextAreaField name="reason" label={words("waiver.reason")} required />
      </ActForm>
    </Page>
  );
}
