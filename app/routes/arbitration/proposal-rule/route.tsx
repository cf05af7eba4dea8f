import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { keepProposal } from "#app/commands/keep-proposal.ts";
import { usualProposal } from "#app/domain/arbitration/proposal/criteria.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { measureIn } from "../measure.ts";
import { MeasureChoices } from "../measure-choices.tsx";
import { seenCase } from "../proposing/load-case.ts";
import { MiniBars } from "../proposing/mini-bars.tsx";
import { pictureOf } from "../proposing/picture.ts";
import styles from "../proposing/proposing.module.css";
import { RequestTable } from "../proposing/request-table.tsx";
import { UnitEffects } from "../proposing/unit-effects.tsx";
import { ruledAmounts, ruleNamed } from "../proposing/ways.ts";

export const loader = guard.loader({ capability: "arbitration.read" }, async (scene) => {
  const { year, url, params, notFound, newKey } = scene;
  const rule = ruleNamed(params["rule"]);
  if (!rule) throw notFound("page", params["rule"] ?? "");
  const measure = measureIn(url.searchParams);
  const seen = await seenCase(scene, { landing: rule === "floorAtLanding" });
  if (seen === null || seen === "partial") return { year, measure, rule, seen };
  const { campaign, given, sight, costs, mayPrepare } = seen;
  const picture = pictureOf(given, ruledAmounts(given, rule), { way: rule, measure, sight, costs });
  return { year, measure, rule, campaign, picture, mayPrepare: mayPrepare && given.requests.length > 0, key: newKey() };
});

export const action = guard.action({ capability: "arbitration.prepare" }, async (scene) => {
  const { context, year, params, refused, redirect, notFound } = scene;
  const rule = ruleNamed(params["rule"]);
  if (!rule) throw notFound("page", params["rule"] ?? "");
  const begun = performance.now();
  const seen = await scene.read((db) => seenCase({ ...scene, db }, { landing: true }));
  if (seen === null || seen === "partial") return refused({ kind: "forbidden", capability: "arbitration.prepare" });
  const { campaign, given } = seen;
  const amounts = ruledAmounts(given, rule);
  const kept = await keepProposal(context, {
    ...{ campaignId: campaign.id, way: rule, given, criteria: { id: null, content: usualProposal }, proven: null, continues: null },
    granted: given.requests.map(({ id, asked }) => ({ requestId: id, asked, proposed: amounts.get(id) ?? [], parts: 0, ofParts: 1 })),
    tookMs: performance.now() - begun,
  });
  if (!kept.ok) return refused(kept.refusal);
  return redirect(`/${year}/arbitration/proposal/${kept.value.proposalId}`, "proposal.keptDone", { number: kept.value.number });
});

export default function RulePage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("proposal");
  const arbitration = useTranslations("arbitration");
  const { year, rule } = page;
  const named = { year: String(year - 1) };
  const frame = {
    title: words(`ways.${rule}`, named),
    message: words(`how.${rule}`, named),
    crumbs: [
      { label: arbitration("title"), to: `/${year}/arbitration` },
      { label: words("heading", { year: String(year) }), to: `/${year}/arbitration/proposal` },
    ],
  };
  if (!("picture" in page)) {
    return (
      <Page {...frame}>
        {page.seen === "partial" ? <p>{words("notVisible")}</p> : <EmptyState title={arbitration("noCampaign", { year: String(year) })} />}
      </Page>
    );
  }
  const { picture, mayPrepare, key, measure } = page;
  return (
    <Page
      {...frame}
      actions={
        mayPrepare && (
          <Form method="post">
            <CommandKey value={key} />
            <SubmitButton>{words("keepRule")}</SubmitButton>
          </Form>
        )
      }
    >
      {answer && <Notice kind="refusal" title={answer.refusal.message} />}
      <p className={styles.verdict}>{words("counts", picture.counts)}</p>
      <MeasureChoices measure={measure} />
      <div className={styles.two}>
        <Section title={words("againstEnvelopes")}>
          <MiniBars limits={picture.limits} />
        </Section>
        <Section title={words("perUnit")}>
          <UnitEffects units={picture.units} measure={measure} most={15} />
        </Section>
      </div>
      <RequestTable rows={picture.rows} limits={picture.limits} measure={measure} year={year} way={rule} />
      {mayPrepare && <p className={styles.muted}>{words("keepRuleHint")}</p>}
      <p>
        <Link to={`/${year}/arbitration/proposal`}>{words("back")}</Link>
      </p>
    </Page>
  );
}
