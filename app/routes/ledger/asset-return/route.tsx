import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { undoDisposal } from "#app/commands/undo-disposal.ts";
import { reasonField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { TextAreaField } from "#app/ui/form/text-fields.tsx";
import { assetAddress } from "../addresses.ts";
import { AssetAct } from "../assets/asset-act.tsx";
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
  return (
    <AssetAct year={year} asset={asset} act="return" commandKey={commandKey} answer={answer} danger>
      <TextAreaField name="reason" label={words("reason")} required rows={2} />
    </AssetAct>
  );
}
