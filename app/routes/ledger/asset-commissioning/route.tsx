import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { commissionAsset } from "#app/commands/commission-asset.ts";
import { dayField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { DateField } from "#app/ui/form/text-fields.tsx";
import { assetAddress } from "../addresses.ts";
import { AssetAct } from "../assets/asset-act.tsx";
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
  const { account, inProgressAccount } = asset;
  const moved =
    inProgressAccount === null ? {} : { consequence: words("consequence.commissionMoved", { from: inProgressAccount, to: account }) };
  return (
    <AssetAct year={year} asset={asset} act="commission" commandKey={commandKey} answer={answer} {...moved}>
      <DateField name="on" label={words("commissionedOn")} defaultValue={today} min={asset.acquiredOn} required />
    </AssetAct>
  );
}
