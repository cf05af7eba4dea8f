import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { registerAssets } from "#app/commands/register-assets.ts";
import { isAssetAccount } from "#app/domain/ledger/assets/asset.ts";
import { guard } from "#app/http/guard.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { assetProrata, capitalisableLines } from "#db/queries/ledger/assets.ts";
import { postableAccounts } from "#db/queries/ledger/choices.ts";
import { exerciseNamed } from "#db/queries/ledger/exercise.ts";
import { assetAddress, assetsAddress, ledgerCrumbs } from "../addresses.ts";
import { AssetForm } from "./asset-form.tsx";
import { readAsset } from "./read-asset.ts";

export const loader = guard.loader({ capability: "ledger.post", whole: true }, async (scene) => {
  const { db, access, year, url, newKey, notFound } = scene;
  const exercise = await exerciseNamed(db, year);
  if (!exercise) throw notFound("year", String(year));
  const candidates = await capitalisableLines(db, { fiscalYear: year });
  const asked = url.searchParams.get("account");
  const chosen = candidates.find(({ account }) => account === asked)?.account ?? null;
  const accounts = await postableAccounts(db, exercise.lastDay);
  return {
    year,
    exercise,
    commandKey: newKey(),
    chosen,
    accountsWithLines: [...new Set(candidates.map(({ account }) => account))],
    candidates: chosen === null ? candidates : candidates.filter(({ account }) => account === chosen),
    prorata: await assetProrata(db),
    accounts: accounts.filter(({ code }) => isAssetAccount(code)),
    units: (await visibleUnits(db, access, "ledger.post", exercise.lastDay)).map(({ code, shortLabel }) => ({ code, label: shortLabel })),
  };
});

export const action = guard.action(
  { capability: "ledger.post", whole: true },
  async ({ form, context, year, locale, refused, redirect }) => {
    const read = readAsset(form, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const registered = await registerAssets(context, { assets: [read.asset] });
    if (!registered.ok) return refused(registered.refusal, read.submission);
    const [asset] = registered.value.assets;
    return redirect(asset ? assetAddress(year, asset.id) : assetsAddress(year), "assets.done.registered", { code: asset?.code ?? "" });
  },
);

/** « À immobiliser »: the lines of the books that no asset holds yet, and the asset that they make. */
export default function NewAssetPage() {
  const { year, ...form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("assets");
  const ledger = useTranslations("ledger");
  return (
    <Page
      title={words("new")}
      crumbs={ledgerCrumbs(ledger("title"), year, { label: words("title"), to: assetsAddress(year) })}
      message={words("newSentence")}
    >
      <AssetForm {...form} year={year} answer={answer} />
    </Page>
  );
}
