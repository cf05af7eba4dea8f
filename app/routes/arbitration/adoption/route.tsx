import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { adoptScenario } from "#app/commands/adopt-scenario.ts";
import { checkAdoption } from "#app/domain/arbitration/envelope.ts";
import { guard } from "#app/http/guard.ts";
import { wordsOf } from "#app/http/refusal.ts";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { standings } from "#db/queries/arbitration/envelope.ts";
import { findScenario, scenariosOf, undecidedRequests } from "#db/queries/arbitration/scenario.ts";
import { preparedBesideDecisions } from "#db/queries/arbitration/scenario-reading.ts";
import styles from "../arbitration.module.css";
import { EnvelopeTable } from "../envelopes/envelope-table.tsx";
import { crumbsOf } from "../scenario/crumbs.ts";
import { scenarioAddress } from "../scenario/scenario-address.ts";
import { scenarioAt } from "../scenario/scenario-at.ts";

export const loader = guard.loader({ capability: "arbitration.decide" }, async (scene) => {
  const { db, year, locale } = scene;
  const { scenario, campaign, may, adopted } = await scenarioAt(db, scene);
  if (!may.decide) throw scene.notFound("scenario", scenario.id);
  const rows = await standings(db, campaign.id, scenario.id);
  const fits = checkAdoption(rows, campaign.targetYear);
  const others = (await scenariosOf(db, campaign.id)).filter((own) => own.id !== scenario.id && own.state === "open");
  return {
    ...{ year, scenario, adopted, standings: rows },
    lacking: await undecidedRequests(db, scenario.id),
    prepared: await preparedBesideDecisions(db, scenario.id),
    others: others.map(({ name }) => name),
    misfit: fits.ok ? null : wordsOf(fits.refusal, locale),
    key: scene.newKey(),
  };
});

export const action = guard.action(
  { capability: "arbitration.decide" },
  async ({ params, context, year, read, refused, redirect, notFound }) => {
    const id = params["scenario"] ?? "";
    const scenario = await read((db) => findScenario(db, id));
    if (!scenario) throw notFound("scenario", id);
    const adopted = await adoptScenario(context, { scenarioId: id });
    if (!adopted.ok) return refused(adopted.refusal);
    return redirect(`/${year}/arbitration/scenarios?campaign=${scenario.campaignId}`, "arbitration.adopt.done", { name: scenario.name });
  },
);

/** What adopting a scenario would do: totals against envelopes, what still lacks a decision, what will no longer be written. */
export default function AdoptionPage() {
  const { year, scenario, adopted, standings: rows, lacking, prepared, others, misfit, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("arbitration");
  const own = useTranslations("scenarios");
  const common = useTranslations("common");
  const ready = lacking.length === 0 && misfit === null && !adopted;
  return (
    <Page
      title={words("adopt.heading", { name: scenario.name })}
      crumbs={crumbsOf(words, { year, scenario })}
      message={words("adopt.consequence")}
    >
      {answer && <Notice kind="refusal" title={answer.refusal.message} />}
      {adopted && <Notice kind="information" title={words("decide.adopted")} />}
      {lacking.length > 0 && <Notice kind="warning" title={own("adopt.lacking", { count: lacking.length })} />}
      {misfit !== null && <Notice kind="warning" title={misfit} />}
      {ready && <Notice kind="success" title={own("adopt.ready")} />}
      {prepared > 0 && <Notice kind="information" title={own("adopt.prepared", { count: prepared })} />}
      <EnvelopeTable standings={rows} />
      {lacking.length > 0 && (
        <DataTable
          caption={own("adopt.lackingTable")}
          rows={lacking}
          rowKey={(row) => row.id}
          columns={[
            { key: "unit", head: own("columns.unit"), cell: (row) => row.unitLabel },
            { key: "request", head: own("columns.request"), cell: (row) => `${row.number}. ${row.title}` },
            {
              key: "decide",
              head: own("columns.actions"),
              cell: (row) => <Link to={`/${year}/arbitration/requests/${row.id}?scenario=${scenario.id}`}>{own("adopt.decide")}</Link>,
            },
          ]}
        />
      )}
      {others.length > 0 && !adopted && (
        <p>{own("adopt.others", { names: others.map((name) => own("adopt.quoted", { name })).join(", ") })}</p>
      )}
      <Form method="post" className={styles.form}>
        <CommandKey value={key} />
        <ButtonRow>
          {ready && <SubmitButton>{words("adopt.confirm")}</SubmitButton>}
          <Link className={buttonClass()} to={scenarioAddress(year, scenario.id)}>
            {common("cancel")}
          </Link>
        </ButtonRow>
      </Form>
    </Page>
  );
}
