import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { saveProposalCriteria } from "#app/commands/save-proposal-criteria.ts";
import { usualProposal } from "#app/domain/arbitration/proposal/criteria.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { criteriaOf, findCriteria } from "#db/queries/arbitration/proposal/criteria.ts";
import { CriteriaForm } from "../proposing/criteria-form.tsx";
import { seenCase } from "../proposing/load-case.ts";
import { offered } from "../proposing/load-criteria.ts";
import { readCriteria } from "../proposing/read-criteria.ts";

export const loader = guard.loader({ capability: "arbitration.read" }, async (scene) => {
  const { db, year, url, newKey } = scene;
  const seen = await seenCase(scene);
  if (seen === null || seen === "partial") return { year, seen };
  const model = await findCriteria(db, url.searchParams.get("from"));
  const rows = (await criteriaOf(db, seen.campaign.id)).map(({ content: _, ...own }) => own);
  return {
    ...{ year, rows, campaign: seen.campaign.id, mayPrepare: seen.mayPrepare, ...offered(seen) },
    content: model?.campaignId === seen.campaign.id ? model.content : usualProposal,
    key: newKey(),
  };
});

export const action = guard.action({ capability: "arbitration.prepare" }, async ({ form, locale, context, year, refused, redirect }) => {
  const read = readCriteria(form, locale, year);
  if (!read.ok) return refused(read.refusal, read.submission);
  const { name, content, submission } = read.value;
  const campaignId = String(form.get("campaign") ?? "");
  const kept = await saveProposalCriteria(context, { campaignId, name, content, replaces: null });
  if (!kept.ok) return refused(kept.refusal, submission);
  return redirect(`/${year}/arbitration/proposal?campaign=${campaignId}&criteria=${kept.value.criteriaId}`, "proposal.criteria.done", {
    name,
  });
});

export default function CriteriaPage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("proposal.criteria");
  const proposal = useTranslations("proposal");
  const arbitration = useTranslations("arbitration");
  const format = useFormat();
  const { year } = page;
  const home = `/${year}/arbitration/proposal`;
  return (
    <Page
      title={words("heading", { year: String(year) })}
      crumbs={[
        { label: arbitration("title"), to: `/${year}/arbitration` },
        { label: proposal("heading", { year: String(year) }), to: home },
      ]}
      message={words("message")}
    >
      {"rows" in page ? (
        <>
          <DataTable
            caption={words("table")}
            rows={page.rows}
            rowKey={(row) => row.id}
            empty={<EmptyState title={words("none")}>{words("noneHint")}</EmptyState>}
            main
            columns={[
              { key: "name", head: words("name"), cell: (row) => <Link to={`${home}/criteria/${row.id}`}>{row.name}</Link> },
              { key: "author", head: words("author"), cell: (row) => row.author },
              { key: "at", head: words("at"), cell: (row) => format.instant(row.at.toISOString()) },
              {
                key: "use",
                head: words("use"),
                cell: (row) => (
                  <Link to={`${home}?campaign=${page.campaign}&criteria=${row.id}`}>
                    {words("useThese")}
                    <span className="visually-hidden"> {row.name}</span>
                  </Link>
                ),
              },
            ]}
          />
          {page.mayPrepare && (
            <Section title={words("new")}>
              <CriteriaForm
                content={page.content}
                name={null}
                units={page.units}
                tags={page.tags}
                campaign={page.campaign}
                commandKey={page.key}
                answer={answer}
              />
            </Section>
          )}
        </>
      ) : page.seen === "partial" ? (
        <p>{proposal("notVisible")}</p>
      ) : (
        <EmptyState title={arbitration("noCampaign", { year: String(year) })} />
      )}
    </Page>
  );
}
