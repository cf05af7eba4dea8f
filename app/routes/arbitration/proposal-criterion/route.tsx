import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { saveProposalCriteria } from "#app/commands/save-proposal-criteria.ts";
import { guard } from "#app/http/guard.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { criteriaOf, findCriteria } from "#db/queries/arbitration/proposal/criteria.ts";
import { CriteriaForm } from "../proposing/criteria-form.tsx";
import { seenCase } from "../proposing/load-case.ts";
import { offered } from "../proposing/load-criteria.ts";
import styles from "../proposing/proposing.module.css";
import { readCriteria } from "../proposing/read-criteria.ts";

export const loader = guard.loader({ capability: "arbitration.read" }, async (scene) => {
  const { db, year, params, newKey, notFound } = scene;
  const id = params["criteria"] ?? "";
  const own = await findCriteria(db, id);
  const seen = own && (await seenCase(scene, { campaignId: own.campaignId }));
  if (!own || !seen || seen === "partial" || seen.campaign.id !== own.campaignId) throw notFound("criteria", id);
  const history = (await criteriaOf(db, own.campaignId, own.name)).map(({ content: _, ...one }) => one);
  return { year, own, history, mayPrepare: seen.mayPrepare && own.inForce, ...offered(seen), key: newKey() };
});

export const action = guard.action({ capability: "arbitration.prepare" }, async (scene) => {
  const { form, locale, context, year, params, refused, redirect } = scene;
  const read = readCriteria(form, locale, year);
  if (!read.ok) return refused(read.refusal, read.submission);
  const campaignId = String(form.get("campaign") ?? "");
  const { content, submission } = read.value;
  const kept = await saveProposalCriteria(context, { campaignId, name: "", content, replaces: params["criteria"] ?? "" });
  if (!kept.ok) return refused(kept.refusal, submission);
  return redirect(`/${year}/arbitration/proposal?campaign=${campaignId}&criteria=${kept.value.criteriaId}`, "proposal.criteria.replaced");
});

export default function CriterionPage() {
  const { year, own, history, mayPrepare, units, tags, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("proposal.criteria");
  const proposal = useTranslations("proposal");
  const arbitration = useTranslations("arbitration");
  const format = useFormat();
  const home = `/${year}/arbitration/proposal`;
  const current = history.find(({ inForce }) => inForce);
  return (
    <Page
      title={words("named", { name: own.name })}
      crumbs={[
        { label: arbitration("title"), to: `/${year}/arbitration` },
        { label: proposal("heading", { year: String(year) }), to: home },
        { label: words("heading", { year: String(year) }), to: `${home}/criteria` },
      ]}
      message={words("by", { author: own.author, at: format.instant(own.at.toISOString()) })}
      actions={
        <Link className={buttonClass()} to={`${home}/criteria?from=${own.id}`}>
          {words("copy")}
        </Link>
      }
    >
      {!own.inForce && current && (
        <Notice kind="information" title={words("replacedBy")}>
          <Link to={`${home}/criteria/${current.id}`}>{words("current")}</Link>
        </Notice>
      )}
      <p className={styles.note}>
        {proposal("note.criteria", {
          name: own.name,
          obligatory: own.content.points.obligatory,
          inescapable: own.content.points.inescapable,
          discretionary: own.content.points.discretionary,
          rank: own.content.percentByRank,
        })}{" "}
        {words(`obligatoryIs.${own.content.obligatory}`)}{" "}
        {words(`baselineIs.${own.content.baseline}`, { least: own.content.baselineLeast })}
      </p>
      {mayPrepare && (
        <Section title={words("change")}>
          <CriteriaForm
            content={own.content}
            name={own.name}
            units={units}
            tags={tags}
            campaign={own.campaignId}
            commandKey={key}
            answer={answer}
          />
        </Section>
      )}
      <Section title={words("history")}>
        <ul className={styles.plain}>
          {history.map((one) => (
            <li key={one.id}>
              {one.id === own.id ? (
                words("by", { author: one.author, at: format.instant(one.at.toISOString()) })
              ) : (
                <Link to={`${home}/criteria/${one.id}`}>
                  {words("by", { author: one.author, at: format.instant(one.at.toISOString()) })}
                </Link>
              )}
            </li>
          ))}
        </ul>
      </Section>
    </Page>
  );
}
