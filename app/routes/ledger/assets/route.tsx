import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { sum } from "#app/domain/quantity.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { assetTies, capitalisableLines, registeredAssets } from "#db/queries/ledger/assets.ts";
import { exerciseNamed } from "#db/queries/ledger/exercise.ts";
import { assetsAddress, depreciationAddress, ledgerCrumbs, newAssetAddress } from "../addresses.ts";
import ledgerStyles from "../ledger.module.css";
import { RegisterTable } from "./register-table.tsx";
import { TieTable } from "./tie-table.tsx";

export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const { db, year, url, mayDo, services, notFound } = scene;
  const exercise = await exerciseNamed(db, year);
  if (!exercise) throw notFound("year", String(year));
  const account = url.searchParams.get("account") ?? "";
  const assets = await registeredAssets(db, { on: exercise.lastDay, heldSince: exercise.firstDay });
  const candidates = await capitalisableLines(db, { fiscalYear: year });
  return {
    year,
    lastDay: exercise.lastDay,
    account,
    accounts: [...new Set(assets.map((asset) => asset.account))].sort(),
    assets: assets.filter((asset) => account === "" || asset.account === account),
    ties: await assetTies(db, { fiscalYear: year, lastDay: exercise.lastDay }),
    candidates: { count: candidates.length, amount: sum(candidates.map(({ amount }) => amount)) },
    mayPost: mayDo("ledger.post"),
    demo: services.settings.demo,
  };
});

/** The register at the end of the exercise, and whether the ledger says the same. */
export default function AssetsPage() {
  const { year, lastDay, account, accounts, assets, ties, candidates, mayPost, demo } = useLoaderData<typeof loader>();
  const words = useTranslations("assets");
  const ledger = useTranslations("ledger");
  const format = useFormat();
  const gaps = ties.filter(({ gap }) => gap !== 0n);
  return (
    <Page
      title={`${words("title")} ${year}`}
      crumbs={ledgerCrumbs(ledger("title"), year)}
      message={words("sentence", { count: assets.length, day: format.day(lastDay) })}
      marks={
        <StatePill kind={gaps.length === 0 ? "done" : "fault"}>
          {gaps.length === 0 ? words("tied") : words("untied", { count: gaps.length })}
        </StatePill>
      }
      actions={
        <>
          {mayPost && (
            <Link to={newAssetAddress(year)} className={buttonClass("primary")}>
              {candidates.count === 0 ? words("new") : words("capitalise", { count: candidates.count })}
            </Link>
          )}
          <Link to={depreciationAddress(year)} className={buttonClass()}>
            {words("depreciation")}
          </Link>
          <ExportMenu file={`${assetsAddress(year)}/file`} />
        </>
      }
    >
      {demo && <Fictitious what={words("what")} />}
      {accounts.length > 1 && <AccountFilter accounts={accounts} chosen={account} />}
      <RegisterTable
        year={year}
        assets={assets}
        empty={
          <EmptyState title={words("empty")}>{candidates.count > 0 && words("emptyCandidates", { count: candidates.count })}</EmptyState>
        }
      />
      <Section title={words("tie.title")}>
        <TieTable year={year} ties={ties} />
      </Section>
    </Page>
  );
}

function AccountFilter({ accounts, chosen }: { readonly accounts: readonly string[]; readonly chosen: string }) {
  const words = useTranslations("assets");
  return (
    <nav aria-label={words("accounts")} className="no-print">
      <ul className={ledgerStyles.filters}>
        {["", ...accounts].map((account) => (
          <li key={account}>
            <Link
              to={account === "" ? "?" : `?account=${account}`}
              className={buttonClass()}
              aria-current={account === chosen ? "true" : undefined}
              preventScrollReset
            >
              {account === "" ? words("allAccounts") : words("ofAccount", { account })}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
