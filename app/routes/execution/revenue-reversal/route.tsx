import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { takeBackRevenue } from "#app/commands/take-back-revenue.ts";
import { reasonField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { revenueSteps, revenuesPage } from "#db/queries/execution-revenue.ts";
import { revenueAddress, revenuesAddress } from "../../units/addresses.ts";
import { useExecutionCrumb } from "../execution-crumb.ts";
import { ReversalForm } from "../reversal-form.tsx";

const schema = z.object({ reason: reasonField() });

export const loader = guard.loader({ capability: "execution.revenue" }, async (scene) => {
  const { db, year, params, url, access, today, newKey, notFound } = scene;
  const id = params.revenue ?? "";
  const units = (await visibleUnits(db, access, "execution.revenue", today)).map(({ code }) => code);
  const [revenue] = await revenuesPage(db, { year, units, id, limit: 1 });
  if (!revenue) throw notFound("revenue", id);
  const asked = url.searchParams.get("act");
  const step = asked === null ? null : (await revenueSteps(db, id)).find((own) => own.id === asked);
  if (step === undefined) throw notFound("revenueAct", asked ?? "");
  return { year, revenue, step, commandKey: newKey() };
});

export const action = guard.action({ capability: "execution.revenue" }, async (scene) => {
  const { form, locale, url, year, params, context, refused, redirect } = scene;
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const revenueId = params.revenue ?? "";
  const done = await takeBackRevenue(context, { revenueId, actId: url.searchParams.get("act") ?? undefined, reason: read.value.reason });
  if (!done.ok) return refused(done.refusal, read.submission);
  const { number, movement } = done.value;
  if (movement === null) return redirect(revenueAddress(year, revenueId), "acts.revenue.takenBackFlash", { number });
  return redirect(revenueAddress(year, revenueId), "acts.revenue.takenBackWithCredits", { number, movement });
});

/** An act on a title, or the title itself, is about to be taken back: for how much, and what goes with it. */
export default function RevenueReversalPage() {
  const { year, revenue, step, commandKey } = useLoaderData<typeof loader>();
  const words = useTranslations("acts.revenue");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  const [number, amount, day] = step ? [step.number, step.amount, step.on] : [revenue.number, revenue.amount, revenue.issuedOn];
  const said = format.amountWithUnit(amount, "EUR");
  return (
    <Page
      title={words("takeBackTitle", { act: step?.act ?? "title", number })}
      crumbs={[
        useExecutionCrumb(year),
        { label: words("title"), to: revenuesAddress(year) },
        { label: revenue.number, to: revenueAddress(year, revenue.id) },
      ]}
      message={words("takeBackMessage", { amount: said, day: format.day(day) })}
    >
      {step?.movement != null && <p>{words("takeBackCredits", { movement: step.movement, amount: said })}</p>}
      <ReversalForm {...{ commandKey, fields, general }} label={words("reason")} submit={words("takeBackSubmit", { amount: said })} />
    </Page>
  );
}
