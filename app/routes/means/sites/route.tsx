import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";
import { scopedUnit } from "../../units/scope.ts";
import { newSiteAddress, sitesAddress } from "../addresses.ts";
import { Deadlines } from "../deadline-table.tsx";
import { loadMeans } from "../load-means.ts";
import { useSiteCrumbs } from "../means-crumbs.ts";
import { MeansLinks } from "../means-links.tsx";
import { YearsFigure } from "../years-figure.tsx";
import { SiteTable } from "./site-table.tsx";

/** Where people work, what it costs over the years, and what is to be decided of the leases. */
export const loader = guard.loader({ capability: "planning.read" }, async (scene) => {
  const { db, year, url, access, today, mayDo, services } = scene;
  const { units, rows, years, deadlines, target, surface, residents } = await loadMeans(scene);
  return {
    ...{ year, today, unit: scopedUnit(url, units), demo: services.settings.demo, mayEdit: mayDo("forecast.edit") },
    ...{ rows, years, deadlines, target, surface, residents },
    whole: await holdsWholeLedger(db, access, "campaign.manage", today),
  };
});

export type SitesData = ReturnType<typeof useLoaderData<typeof loader>>;

export default function SitesPage() {
  const data = useLoaderData<typeof loader>();
  const { year, today, unit, demo, mayEdit, whole, rows, years, deadlines } = data;
  const words = useTranslations("means");
  const format = useFormat();
  const [, ...crumbs] = useSiteCrumbs(year).toReversed();
  return (
    <Page
      title={words("sites")}
      crumbs={crumbs}
      message={rows.length > 0 ? <Sentence data={data} /> : undefined}
      actions={
        mayEdit && (
          <Link to={newSiteAddress(year)} className={buttonClass("primary")}>
            {words("actions.newSite")}
          </Link>
        )
      }
    >
      <MeansLinks {...{ year, unit, whole }} here="sites" />
      {demo && <Fictitious what={words("what")} />}
      {rows.length === 0 ? (
        <EmptyState title={words("noSites")}>{mayEdit && <Link to={newSiteAddress(year)}>{words("actions.newSite")}</Link>}</EmptyState>
      ) : (
        <>
          {deadlines.length > 0 && (
            <Section title={words("deadlines.title")}>
              <Deadlines year={year} rows={deadlines} />
            </Section>
          )}
          <Section title={words("list", { year: String(year) })} actions={<ExportMenu file={`${sitesAddress(year)}/file`} />}>
            <SiteTable data={data} />
          </Section>
          <Section title={words("years.title")} actions={<ExportMenu file={`${sitesAddress(year)}/schedule`} />}>
            <YearsFigure years={years} asOf={format.day(today)} what="all" />
          </Section>
        </>
      )}
    </Page>
  );
}

function Sentence({ data: { year, rows, years, deadlines, target, surface, residents } }: { readonly data: SitesData }) {
  const words = useTranslations("means");
  const format = useFormat();
  const each = residents === 0 ? null : (surface * 2n + BigInt(residents)) / (BigInt(residents) * 2n);
  return words("message", {
    ...{ count: rows.length, surface: format.amount(surface, "DAY"), year: String(year) },
    each: each === null ? "none" : format.amount(each, "DAY"),
    side: each === null ? "none" : each > target ? "over" : "under",
    target: format.amount(target, "DAY"),
    cost: format.amountWithUnit((years[0]?.rent ?? 0n) + (years[0]?.charges ?? 0n), "CP", { unit: "keur" }),
    soon: deadlines.filter(({ state }) => state !== "coming").length,
  });
}
