import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { termsOf } from "#app/domain/ledger/assets/asset.ts";
import { depreciationPlan } from "#app/domain/ledger/assets/depreciation-plan.ts";
import { guard } from "#app/http/guard.ts";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { liveDisposal } from "#db/queries/ledger/asset-changes.ts";
import { depreciationsOf, sourcesOf } from "#db/queries/ledger/assets.ts";
import { assetAddress, assetsAddress, ledgerCrumbs } from "../addresses.ts";
import { assetOf } from "../assets/asset-of.ts";
import { AssetPill } from "../assets/asset-pill.tsx";
import { AssetFacts } from "./asset-facts.tsx";
import { PlanTable, planByYear } from "./plan-table.tsx";
import { SourceTable } from "./source-table.tsx";

export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const { db, year, mayDo, services } = scene;
  const asset = await assetOf(scene);
  const terms = termsOf(asset);
  return {
    year,
    asset,
    disposal: (await liveDisposal(db, asset.id)) ?? null,
    plan: planByYear(terms ? depreciationPlan(terms) : [], await depreciationsOf(db, asset.id)),
    sources: await sourcesOf(db, asset.id),
    may: { post: mayDo("ledger.post"), reverse: mayDo("ledger.reverse") },
    demo: services.settings.demo,
  };
});

/** The sheet of an asset: what it is, where it comes from, how it wears, what may still be done with it. */
export default function AssetPage() {
  const { year, asset, disposal, plan, sources, may, demo } = useLoaderData<typeof loader>();
  const words = useTranslations("assets");
  const ledger = useTranslations("ledger");
  const format = useFormat();
  const here = assetAddress(year, asset.id);
  const untouched = asset.depreciated === 0n && asset.commissioningEntry === null && disposal === null;
  return (
    <Page
      title={`${asset.code} · ${asset.label}`}
      crumbs={ledgerCrumbs(ledger("title"), year, { label: words("title"), to: assetsAddress(year) })}
      message={words("sheetSentence", {
        gross: format.amountWithUnit(asset.gross, "EUR"),
        net:
          asset.state === "disposed" || asset.gross === asset.depreciated
            ? `0 ${format.unit("EUR")}`
            : format.amountWithUnit(asset.gross - asset.depreciated, "EUR"),
      })}
      marks={<AssetPill state={asset.state} />}
      actions={
        <>
          {may.post && asset.state === "inProgress" && (
            <Link to={`${here}/commissioning`} className={buttonClass("primary")}>
              {words("act.commission")}
            </Link>
          )}
          {may.post && (asset.state === "inUse" || asset.state === "fullyDepreciated") && (
            <Link to={`${here}/disposal`} className={buttonClass()}>
              {words("act.dispose")}
            </Link>
          )}
          {may.reverse && disposal !== null && (
            <Link to={`${here}/return`} className={buttonClass()}>
              {words("act.return")}
            </Link>
          )}
          {may.post && untouched && (
            <Link to={`${here}/withdrawal`} className={buttonClass()}>
              {words("act.withdraw")}
            </Link>
          )}
          <ExportMenu file={`${here}/file`} />
        </>
      }
    >
      {demo && <Fictitious what={words("what")} />}
      <AssetFacts year={year} asset={asset} disposal={disposal} />
      <Section title={words("plan.title")}>
        <PlanTable plan={plan} />
      </Section>
      <Section title={words("sources.title")}>
        <SourceTable year={year} sources={sources} />
      </Section>
    </Page>
  );
}
