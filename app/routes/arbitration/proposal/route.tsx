import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { searchProposal } from "#app/commands/search-proposal.ts";
import { usualProposal } from "#app/domain/arbitration/proposal/criteria.ts";
import { changesBetween, digestsOf, hasChanged } from "#app/domain/arbitration/proposal/inputs.ts";
import { plainRules } from "#app/domain/arbitration/proposal/plain-rules.ts";
import { textField, uuidField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { boardProposal } from "#db/queries/arbitration/proposal/board.ts";
import { criteriaOf } from "#db/queries/arbitration/proposal/criteria.ts";
import { grantedIn, proposalsOf } from "#db/queries/arbitration/proposal/proposal.ts";
import { measureIn } from "../measure.ts";
import { MeasureChoices } from "../measure-choices.tsx";
import { useGapWords } from "../proposing/gap-words.ts";
import { seenCase } from "../proposing/load-case.ts";
import { pictureOf } from "../proposing/picture.ts";
import { ProposalCard } from "../proposing/proposal-card.tsx";
import styles from "../proposing/proposing.module.css";
import { ruledAmounts } from "../proposing/ways.ts";
import { KeptTable } from "./kept-table.tsx";

const schema = z.object({ campaign: uuidField(), criteria: textField({ minimum: 0, maximum: 36 }) });

export const loader = guard.loader({ capability: "arbitration.read" }, async (scene) => {
  const { db, year, url, newKey } = scene;
  const measure = measureIn(url.searchParams);
  const seen = await seenCase(scene, { landing: true });
  if (seen === null || seen === "partial") return { year, measure, seen };
  const { campaign, given, mayPrepare } = seen;
  const show = { measure, sight: seen.sight, costs: seen.costs };
  const criteria = await criteriaOf(db, campaign.id);
  const chosen = criteria.find(({ id }) => id === url.searchParams.get("criteria")) ?? null;
  const kept = await proposalsOf(db, campaign.id);
  const latest = kept.find((own) => own.way === "computed" && (chosen === null || own.criteriaName === chosen.name));
  const granted = latest && (await grantedIn(db, latest.id));
  const amounts = granted && new Map([...granted].map(([id, { proposed }]) => [id, proposed]));
  return {
    ...{ year, measure, campaign, mayPrepare, chosen: chosen?.id ?? null },
    requests: given.requests.length,
    envelopes: given.envelopes.length,
    criteria: criteria.map(({ id, name, author }) => ({ id, name, author })),
    rules: plainRules.map((rule) => ({ rule, picture: pictureOf(given, ruledAmounts(given, rule), { ...show, way: rule }) })),
    computed: latest &&
      amounts && {
        ...{ id: latest.id, number: latest.number, criteriaName: latest.criteriaName },
        proven: latest.worth !== null && latest.bound !== null ? { worth: latest.worth, bound: latest.bound } : null,
        picture: pictureOf(given, amounts, { ...show, way: "computed" }),
      },
    kept: kept.map(({ inputs, criteria: content, ...own }) => ({
      ...own,
      changed: hasChanged(changesBetween(inputs, digestsOf(given, content, own.way).inputs)),
    })),
    board: (await boardProposal(db, campaign.id))?.proposalId ?? null,
    usual: usualProposal.points,
    key: newKey(),
  };
});

export const action = guard.action({ capability: "arbitration.prepare" }, async ({ form, locale, context, year, refused, redirect }) => {
  const fields = readForm(form, schema, locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const { campaign, criteria } = fields.value;
  const asked = await searchProposal(context, { campaignId: campaign, criteriaId: criteria === "" ? null : criteria, continues: null });
  if (!asked.ok) return refused(asked.refusal, fields.submission);
  return redirect(`/${year}/arbitration/proposal/searches/${asked.value.jobId}`);
});

export default function ProposalPage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("proposal");
  const arbitration = useTranslations("arbitration");
  const gapWords = useGapWords();
  const { year, measure } = page;
  const frame = { title: words("heading", { year: String(year) }), crumbs: [{ label: arbitration("title"), to: `/${year}/arbitration` }] };
  if (!("rules" in page)) {
    return (
      <Page {...frame}>
        {page.seen === "partial" ? <p>{words("notVisible")}</p> : <EmptyState title={arbitration("noCampaign", { year: String(year) })} />}
      </Page>
    );
  }
  const { campaign, computed, rules, criteria, kept, mayPrepare, chosen, key, board } = page;
  const here = `/${year}/arbitration/proposal`;
  const search = `?campaign=${campaign.id}&m=${measure.toLowerCase()}`;
  const compute = mayPrepare && (
    <Form method="post" className={styles.form}>
      <CommandKey value={key} />
      <input type="hidden" name="campaign" value={campaign.id} />
      <SelectField
        name="criteria"
        label={words("criteria.choose")}
        none={words("criteria.usual")}
        defaultValue={chosen ?? ""}
        options={criteria.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SubmitButton>{computed ? words("computeAgain") : words("compute")}</SubmitButton>
    </Form>
  );
  return (
    <Page
      {...frame}
      message={words("message", { requests: page.requests, envelopes: page.envelopes })}
      actions={
        <Link className={buttonClass()} to={`${here}/criteria?campaign=${campaign.id}`}>
          {words("criteria.link")}
        </Link>
      }
    >
      {answer && <Notice kind="refusal" title={answer.refusal.message} />}
      {page.envelopes === 0 && (
        <Notice kind="information" title={words("noEnvelope", { year: String(year) })}>
          <Link to={`/${year}/arbitration/envelopes?campaign=${campaign.id}`}>{arbitration("setEnvelope")}</Link>
        </Notice>
      )}
      <MeasureChoices measure={measure} />
      {page.requests === 0 ? (
        <EmptyState title={words("nothingAsked")} />
      ) : (
        <Section title={words("side")}>
          <ul className={styles.cards}>
            {rules.map(({ rule, picture }) => (
              <ProposalCard
                key={rule}
                title={words(`ways.${rule}`, { year: String(year - 1) })}
                how={words(`how.${rule}`, { year: String(year - 1) })}
                picture={picture}
                year={year}
              >
                <Link className={buttonClass()} to={`${here}/rules/${rule}${search}`}>
                  {words("open")}
                  <span className="visually-hidden"> {words(`ways.${rule}`, { year: String(year - 1) })}</span>
                </Link>
              </ProposalCard>
            ))}
            <ProposalCard
              title={words("ways.computed", { year: String(year - 1) })}
              how={
                computed?.proven
                  ? `${gapWords(computed.proven)} ${words("with", { criteria: computed.criteriaName ?? words("criteria.usual") })}`
                  : words("how.computed")
              }
              picture={computed?.picture ?? null}
              year={year}
              computed
            >
              <div className={styles.form}>
                {computed && (
                  <Link className={buttonClass(mayPrepare ? "plain" : "primary")} to={`${here}/${computed.id}${search}`}>
                    {words("openNumber", { number: computed.number })}
                  </Link>
                )}
                {compute}
                {!compute && !computed && <p className={styles.muted}>{words("notComputed")}</p>}
              </div>
            </ProposalCard>
          </ul>
        </Section>
      )}
      {kept.length > 0 && (
        <Section title={words("kept.title")}>
          <KeptTable rows={kept} year={year} board={board} search={search} />
        </Section>
      )}
    </Page>
  );
}
