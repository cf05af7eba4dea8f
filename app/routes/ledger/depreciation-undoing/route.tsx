import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { undoDepreciation } from "#app/commands/undo-depreciation.ts";
import { isIdentifier } from "#app/domain/execution/identifier.ts";
import { reasonField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { TextAreaField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { depreciationRun } from "#db/queries/ledger/assets.ts";
import { assetsAddress, depreciationAddress, ledgerCrumbs } from "../addresses.ts";
import { ActForm } from "../assets/act-form.tsx";

export const loader = guard.loader({ capability: "ledger.reverse", whole: true }, async (scene) => {
  const { db, params, year, newKey, notFound } = scene;
  const id = params["run"] ?? "";
  const run = isIdentifier(id) ? await depreciationRun(db, id) : undefined;
  if (!run || run.fiscalYear !== year) throw notFound("depreciationRun", id);
  return { year, run, commandKey: newKey() };
});

const schema = z.object({ reason: reasonField() });

export const action = guard.action(
  { capability: "ledger.reverse", whole: true },
  async ({ form, params, context, year, locale, refused, redirect }) => {
    const read = readForm(form, schema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const undone = await undoDepreciation(context, { runId: params["run"] ?? "", ...read.value });
    return undone.ok ? redirect(depreciationAddress(year), "assets.done.undone") : refused(undone.refusal, read.submission);
  },
);

export default function DepreciationUndoingPage() {
  const { year, run, commandKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("assets");
  const ledger = useTranslations("ledger");
  const format = useFormat();
  return (
    <Page
      title={words("run.undoTitle", { entry: run.entryName })}
      crumbs={ledgerCrumbs(
        ledger("title"),
        year,
        { label: words("title"), to: assetsAddress(year) },
        { label: words("depreciation"), to: depreciationAddress(year) },
      )}
      message={words("run.undoSentence", { amount: format.amountWithUnit(run.amount, "EUR"), count: run.assetCount })}
    >
      <ActForm commandKey={commandKey} answer={answer} submit={words("run.undo")} consequence={words("consequence.undo")} danger>
        <TextAreaField name="reason" label={words("reason")} required rows={2} />
      </ActForm>
    </Page>
  );
}
