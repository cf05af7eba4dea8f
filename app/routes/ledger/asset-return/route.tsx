import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { undoDisposal } from "#app/commands/undo-disposal.ts";
import { reasonField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { TextAreaField } from "#app/ui/form/text-fields.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { assetAddress, assetsAddress, ledgerCrumbs } from "../addresses.ts";
import { ActForm } from "../assets/act-form.tsx";
import { assetOf } from "../assets/asset-of.ts";

export const loader = guard.loader({ capability: "ledger.reverse", whole: true }, async (scene) => {
  return { year: scene.year, asset: await assetOf(scene), commandKey: scene.newKey() };
});

const schema = z.object({ reason: reasonField() });

export const action = guard.action(
  { capability: "ledger.reverse", whole: true },
  async ({ form, params, context, year, locale, refused, redirect }) => {
    const read = readForm(form, schema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const assetId = params["asset"] ?? "";
    const done = await undoDisposal(context, { assetId, ...read.value });
    return done.ok ? redirect(assetAddress(year, assetId), "assets.done.returned") : refused(done.refusal, read.submission);
  },
);

export default function ReturnPage() {
  const { year, asset, commandKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("assets");
  const ledger = useTranslations("ledger");
  const { id, code, label } = asset;
  return (
    <Page
      title={words("act.return")}
      crumbs={ledgerCrumbs(
        ledger("title"),
        year,
        { label: words("title"), to: assetsAddress(year) },
        { label: code, to: assetAddress(year, id) },
      )}
      message={`${code} · ${label}`}
    >
      <ActForm commandKey={commandKey} answer={answer} submit={words("act.return")} consequence={words("consequence.return")} danger>
        <TextAreaField name="reason" label={words("reason")} required rows={2} />
      </ActForm>
    </Page>
  );
}
