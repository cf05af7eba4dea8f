import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { seesWhole } from "#app/commands/sitting-people.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { minutesOf } from "#db/queries/arbitration/minutes.ts";
import { decisionCounts, sittingsOf } from "#db/queries/arbitration/sitting.ts";
import { campaignUnits, shownCampaign } from "#db/queries/campaign.ts";
import { useSittingCrumbs } from "../crumbs.ts";
import { SittingState } from "../sitting-state.tsx";

export const loader = guard.loader({ capability: "arbitration.read" }, async ({ db, year, url, access, mayDo }) => {
  const campaign = await shownCampaign(db, year, url.searchParams.get("campaign"));
  if (!campaign) return { year, campaign: null, rows: [], mayPlan: false, isWhole: true };
  const units = await campaignUnits(db, campaign.id);
  const isWhole = seesWhole(access, units);
  const everywhere = (capability: "arbitration.prepare" | "arbitration.decide") => units.every((unit) => mayDo(capability, unit));
  const mayPlan = isWhole && (everywhere("arbitration.prepare") || everywhere("arbitration.decide"));
  const counts = await decisionCounts(db, campaign.id);
  const minutes = new Map((await minutesOf(db, campaign.id)).map(({ sittingId, number }) => [sittingId, number]));
  const sittings = isWhole ? await sittingsOf(db, campaign.id) : [];
  const rows = sittings.map((own) => ({ ...own, decisions: counts.get(own.id) ?? 0, minutes: minutes.get(own.id) ?? null }));
  return { year, campaign, rows, mayPlan, isWhole };
});

export default function SittingsPage() {
  const { year, campaign, rows, mayPlan, isWhole } = useLoaderData<typeof loader>();
  const words = useTranslations("sittings");
  const arbitration = useTranslations("arbitration");
  const format = useFormat();
  const plan = mayPlan && campaign && (
    <Link className={buttonClass("primary")} to={`/${year}/arbitration/sessions/new?campaign=${campaign.id}`}>
      {words("new")}
    </Link>
  );
  return (
    <Page
      title={words("heading", { year: String(year) })}
      crumbs={useSittingCrumbs(year).slice(0, 1)}
      message={words("message")}
      actions={rows.length > 0 ? plan : undefined}
    >
      {!campaign && <EmptyState title={arbitration("noCampaign", { year: String(year) })} />}
      {campaign && !isWhole && <p>{arbitration("notVisible")}</p>}
      {campaign && isWhole && (
        <DataTable
          caption={words("table", { label: campaign.label })}
          rows={rows}
          rowKey={({ id }) => id}
          main
          empty={
            <EmptyState title={words("empty")}>
              <p>{words("emptyHint")}</p>
              {plan}
            </EmptyState>
          }
          columns={[
            { key: "number", head: words("columns.number"), cell: (row) => String(row.number) },
            {
              key: "title",
              head: words("columns.title"),
              cell: (row) => <Link to={`/${year}/arbitration/sessions/${row.id}`}>{row.title}</Link>,
            },
            {
              key: "when",
              head: words("columns.when"),
              cell: (row) => words("whenAt", { day: format.day(row.plannedOn), time: row.plannedAt }),
            },
            { key: "chair", head: words("columns.chair"), cell: (row) => row.chairName },
            { key: "scenario", head: words("columns.scenario"), cell: (row) => row.scenario },
            { key: "state", head: words("columns.state"), cell: (row) => <SittingState state={row.state} /> },
            { key: "decisions", head: words("columns.decisions"), align: "end", cell: (row) => format.count(row.decisions) },
            {
              key: "minutes",
              head: words("columns.minutes"),
              cell: (row) => (row.minutes === null ? "" : words("minutes.heading", { number: row.minutes })),
            },
          ]}
        />
      )}
    </Page>
  );
}
