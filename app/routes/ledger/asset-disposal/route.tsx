import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { disposeAsset } from "#app/commands/dispose-asset.ts";
import { choiceField, dayField, optionalAmountField, reasonField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { AmountField, DateField, TextAreaField } from "#app/ui/form/text-fields.tsx";
import { assetAddress } from "../addresses.ts";
import { AssetAct } from "../assets/asset-act.tsx";
import { assetOf } from "../assets/asset-of.ts";

export const loader = guard.loader({ capability: "ledger.post", whole: true }, async (scene) => {
  return { year: scene.year, asset: await assetOf(scene), today: scene.today, commandKey: scene.newKey() };
});

const kinds = ["scrapping", "sale", "transfer"] as const;
const schema = z.object({
  on: dayField(),
  kind: choiceField(kinds),
  proceeds: optionalAmountField("EUR", { sign: "notNegative" }),
  reason: reasonField(),
});

export const action = guard.action(
  { capability: "ledger.post", whole: true },
  async ({ form, params, context, year, locale, refused, redirect }) => {
    const read = readForm(form, schema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const assetId = params["asset"] ?? "";
    const { proceeds = 0n, ...input } = read.value;
    const done = await disposeAsset(context, { ...input, assetId, proceeds });
    return done.ok ? redirect(assetAddress(year, assetId), "assets.done.disposed") : refused(done.refusal, read.submission);
  },
);

export default function DisposalPage() {
  const { year, asset, today, commandKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("assets");
  return (
    <AssetAct year={year} asset={asset} act="dispose" commandKey={commandKey} answer={answer} danger>
      <DateField
        name="on"
        label={words("disposal.on")}
        defaultValue={today}
        {...(asset.commissionedOn ? { min: asset.commissionedOn } : {})}
        required
      />
      <SelectField
        name="kind"
        label={words("disposal.kind")}
        defaultValue="scrapping"
        required
        options={kinds.map((value) => ({ value, label: words(`disposal.kinds.${value}`) }))}
      />
      <AmountField name="proceeds" label={words("disposal.proceeds")} resource="EUR" />
      <TextAreaField name="reason" label={words("reason")} required rows={2} />
    </AssetAct>
  );
}
