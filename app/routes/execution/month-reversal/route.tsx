import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { takeBackFact } from "#app/commands/take-back-fact.ts";
import { capabilityOfFact, factKinds, resourceOfFacts } from "#app/domain/execution/monthly.ts";
import { reasonField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { factRecords } from "#db/queries/execution-months.ts";
import { monthsAddress } from "../../units/addresses.ts";
import { useExecutionCrumb } from "../execution-crumb.ts";
import { ReversalForm } from "../reversal-form.tsx";

const schema = z.object({ reason: reasonField() });

export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { db, year, params, access, today, newKey, notFound } = scene;
  const kind = factKinds.find((own) => own === params.kind);
  const id = params.fact ?? "";
  if (!kind) throw notFound("page", params.kind ?? "");
  const units = (await visibleUnits(db, access, capabilityOfFact[kind], today)).map(({ code }) => code);
  const [record] = await factRecords(db, { year, kind, units, id });
  if (!record) throw notFound("monthlyFact", id);
  return { year, kind, record, commandKey: newKey() };
});

export const action = guard.action({ capability: "execution.read" }, async (scene) => {
  const { form, locale, year, params, context, refused, redirect, notFound } = scene;
  const kind = factKinds.find((own) => own === params.kind);
  if (!kind) throw notFound("page", params.kind ?? "");
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const done = await takeBackFact(context, { kind, factId: params.fact ?? "", reason: read.value.reason });
  if (!done.ok) return refused(done.refusal, read.submission);
  return redirect(monthsAddress(year, kind), "acts.months.takenBackFlash", { unit: done.value.unit });
});

/** The record of a month for one unit is about to be taken back: what that takes away, with its reason. */
export default function MonthReversalPage() {
  const { year, kind, record, commandKey } = useLoaderData<typeof loader>();
  const words = useTranslations("acts.months");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  const resource = resourceOfFacts[kind];
  const { unit, month, on, entry, amount, overrun } = record;
  const said = (quantity: bigint) => format.amountWithUnit(quantity, resource);
  return (
    <Page
      title={words("takeBackTitle", { unit, month: format.month(month, "longWithYear") })}
      crumbs={[
        useExecutionCrumb(year),
        { label: words("title", { kind, year: String(year) }), to: `${monthsAddress(year, kind)}?month=${month}` },
      ]}
      message={words("takeBackMessage", { amount: said(amount), entry: entry.name, day: format.day(on) })}
    >
      {overrun > 0n && <p>{words("takeBackOverrun", { amount: said(overrun) })}</p>}
      <ReversalForm
        {...{ commandKey, fields, general }}
        label={words("reason")}
        submit={words("takeBackSubmit", { amount: said(amount) })}
      />
    </Page>
  );
}
