import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { setPeriodLock } from "#app/commands/set-period-lock.ts";
import { choiceField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ActForm } from "#app/ui/form/act-form.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { closingAddress } from "../addresses.ts";
import { anchorElsewhere } from "../closing/anchor-elsewhere.server.ts";
import { useClosingCrumbs } from "../closing/crumbs.ts";
import { periodAt, periodIn } from "../closing/period-at.ts";
import { usePeriodName } from "../closing/period-name.ts";

export const loader = guard.loader({ capability: "ledger.close", whole: true }, async (scene) => {
  return { year: scene.year, period: await periodAt(scene), key: scene.newKey() };
});

const schema = z.object({ status: choiceField(["open", "locked"]) });

export const action = guard.action({ capability: "ledger.close", whole: true }, async (scene) => {
  const { form, context, year, locale, refused, redirect } = scene;
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const done = await setPeriodLock(context, { fiscalYear: year, period: periodIn(scene), status: read.value.status });
  if (!done.ok) return refused(done.refusal, read.submission);
  const { period, status } = done.value;
  if (status === "locked") await anchorElsewhere(scene);
  return redirect(closingAddress(year), status === "locked" ? "closing.lock.locked" : "closing.lock.unlocked", { period });
});

export default function LockPage() {
  const { year, period, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("closing");
  const name = usePeriodName()(period);
  const locking = period.status === "open";
  const entries = period.entryCount;
  return (
    <Page
      title={words(locking ? "lock.lockTitle" : "lock.unlockTitle", { period: name })}
      crumbs={useClosingCrumbs(year)}
      message={words(locking ? "lock.lockMessage" : "lock.unlockMessage", { entries })}
    >
      <ActForm commandKey={key} lastResult={answer?.lastResult} submit={words(locking ? "lock.lockNow" : "lock.unlockNow")}>
        <input type="hidden" name="status" value={locking ? "locked" : "open"} />
      </ActForm>
    </Page>
  );
}
