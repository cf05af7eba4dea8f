import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { adoptScenario } from "#app/commands/adopt-scenario.ts";
import { unitsWhere } from "#app/domain/access.ts";
import { costSightOf } from "#app/domain/forecast/staff/cost-sight.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { standingDecisions } from "#db/queries/arbitration/decision.ts";
import { standings } from "#db/queries/arbitration/envelope.ts";
import { findScenario } from "#db/queries/arbitration/scenario.ts";
import { campaignUnits, findCampaign } from "#db/queries/campaign.ts";
import { requestsOf } from "#db/queries/forecast/reading.ts";
import styles from "../arbitration.module.css";
import { EnvelopeTable } from "../envelopes/envelope-table.tsx";

export const loader = guard.loader({ capability: "arbitration.decide" }, async ({ db, year, params, access, mayDo, newKey, notFound }) => {
  const id = params.scenario ?? "";
  const scenario = await findScenario(db, id);
  const campaign = scenario && (await findCampaign(db, scenario.campaignId));
  if (!campaign || campaign.targetYear !== year) throw notFound("scenario", id);
  const units = await campaignUnits(db, campaign.id);
  if (!units.every((unit) => mayDo("arbitration.decide", unit))) throw notFound("scenario", id);
  const visible = unitsWhere(access, "arbitration.decide");
  const decided = await standingDecisions(db, id, visible);
  const requests = await requestsOf(db, campaign.id, visible, costSightOf(access));
  const undecided = requests.filter((request) => request.state !== "draft" && !decided.has(request.id)).length;
  return { year, scenario, undecided, standings: await standings(db, campaign.id, id), key: newKey() };
});

export const action = guard.action(
  { capability: "arbitration.decide" },
  async ({ params, context, year, read, refused, redirect, notFound }) => {
    const id = params.scenario ?? "";
    const scenario = await read((db) => findScenario(db, id));
    if (!scenario) throw notFound("scenario", id);
    const adopted = await adoptScenario(context, { scenarioId: id });
    if (!adopted.ok) return refused(adopted.refusal);
    return redirect(`/${year}/arbitration/scenarios?campaign=${scenario.campaignId}`, "arbitration.adopt.done", { name: scenario.name });
  },
);

export default function AdoptionPage() {
  const { year, scenario, undecided, standings: rows, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("arbitration");
  const common = useTranslations("common");
  const back = `/${year}/arbitration/scenarios?campaign=${scenario.campaignId}`;
  return (
    <Page
      title={words("adopt.heading", { name: scenario.name })}
      crumbs={[
        { label: words("title"), to: `/${year}/arbitration` },
        { label: words("links.scenarios"), to: back },
      ]}
      message={words("adopt.consequence")}
    >
      {answer && <Notice kind="refusal" title={answer.refusal.message} />}
      <EnvelopeTable standings={rows} />
      <Form method="post" className={styles.form}>
        <CommandKey value={key} />
        <p>{words("adopt.undecided", { count: undecided })}</p>
        <ButtonRow>
          <SubmitButton>{words("adopt.confirm")}</SubmitButton>
          <Link className={buttonClass()} to={back}>
            {common("cancel")}
          </Link>
        </ButtonRow>
      </Form>
    </Page>
  );
}
