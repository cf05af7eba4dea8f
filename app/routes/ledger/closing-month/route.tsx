import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { closePeriod } from "#app/commands/close-period.ts";
import { guard } from "#app/http/guard.ts";
import { ActForm } from "#app/ui/form/act-form.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { closingAddress } from "../addresses.ts";
import { anchorElsewhere } from "../closing/anchor-elsewhere.server.ts";
import { useClosingCrumbs } from "../closing/crumbs.ts";
import { periodAt, periodIn } from "../closing/period-at.ts";
import { usePeriodName } from "../closing/period-name.ts";

export const loader = guard.loader({ capability: "ledger.close", whole: true }, async (scene) => {
  return { year: scene.year, period: await periodAt(scene), key: scene.newKey() };
});

export const action = guard.action({ capability: "ledger.close", whole: true }, async (scene) => {
  const { context, year, refused, redirect } = scene;
  const period = periodIn(scene);
  const done = await closePeriod(context, { fiscalYear: year, period });
  if (!done.ok) return refused(done.refusal);
  await anchorElsewhere(scene);
  return redirect(closingAddress(year), "closing.month.done", { period, number: done.value.number });
});

export default function MonthClosurePage() {
  const { year, period, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("closing");
  const format = useFormat();
  const name = usePeriodName()(period);
  const debit = format.amountWithUnit(period.debit, "EUR");
  return (
    <Page
      title={words("month.title", { period: name })}
      crumbs={useClosingCrumbs(year)}
      message={words("month.message", { entries: period.entryCount, debit })}
    >
      <ActForm commandKey={key} lastResult={answer?.lastResult} submit={words("month.submit")} look="danger" />
    </Page>
  );
}
