import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { commissionAsset } from "#app/commands/commission-asset.ts";
import { dayField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { DateField } from "#app/ui/form/text-fields.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { assetAddress, assetsAddress, ledgerCrumbs } from "../addresses.ts";
import { ActForm } from "../assets/act-form.tsx";
import { assetOf } from "../assets/asset-of.ts";

export const loader = guard.loader({ capability: "ledger.post", whole: true }, async (scene) => {
  return { year: scene.year, asset: await assetOf(scene), today: scene.today, commandKey: scene.newKey() };
});

const schema = z.object({ on: dayField() });

export const action = guard.action(
  { capability: "ledger.post", whole: true },
  async ({ form, params, context, year, locale, refused, redirect }) => {
    const read = readForm(form, schema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const assetId = params["asset"] ?? "";
    const done = await commissionAsset(context, { assetId, ...read.value });
    return done.ok ? redirect(assetAddress(year, assetId), "assets.done.commissioned") : refused(done.refusal, read.submission);
  },
);

export default function CommissioningPage() {
  const { year, asset, today, commandKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("assets");
  const ledger = useTranslations("ledger");
  const { id, code, label, account, inProgressAccount } = asset;
  return (
    <Page
      title={words("act.commission")}
      crumbs={ledgerCrumbs(
        ledger("title"),
        year,
        { label: words("title"), to: assetsAddress(year) },
        { label: code, to: assetAddress(year, id) },
      )}
      message={`${code} · ${label}`}
    >
      <ActForm
        commandKey={commandKey}
        answer={answer}
        submit={words("act.commission")}
        consequence={
          inProgressAccount === null
            ? words("consequence.commission")
            : words("consequence.commissionMoved", { from: inProgressAccount, to: account })
        }
      >
        <DateField name="on" label={words("commissionedOn")} defaultValue={today} min={asset.acquiredOn} required />
      </ActForm>
    </Page>
  );
}
