import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { moveScenario } from "#app/commands/move-scenario.ts";
import { type ScenarioAct, scenarioActs, scenarioMoves } from "#app/domain/arbitration/scenario/state.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { TextAreaField } from "#app/ui/form/text-fields.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import styles from "../arbitration.module.css";
import { crumbsOf } from "../scenario/crumbs.ts";
import { scenarioAddress } from "../scenario/scenario-address.ts";
import { scenarioAt } from "../scenario/scenario-at.ts";

export const loader = guard.loader({ capability: "arbitration.prepare" }, async (scene) => {
  const { scenario, may } = await scenarioAt(scene.db, scene);
  if (!may.prepare) throw scene.notFound("scenario", scenario.id);
  return { year: scene.year, scenario, act: actIn(scene.url), key: scene.newKey() };
});

export const action = guard.action({ capability: "arbitration.prepare" }, async (scene) => {
  const { form, url, year, context, read, refused, redirect } = scene;
  const { scenario } = await read((db) => scenarioAt(db, scene));
  const act = actIn(url);
  const moved = await moveScenario(context, { scenarioId: scenario.id, act, reason: String(form.get("reason") ?? "").slice(0, 2_000) });
  if (!moved.ok) return refused(moved.refusal);
  return redirect(scenarioAddress(year, scenario.id), `scenarios.stateDone.${act}`, { name: scenario.name });
});

/** Freezing a scenario, opening it again, setting it aside, taking it up again: what follows from it, and why. */
export default function ScenarioStatePage() {
  const { year, scenario, act, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("scenarios");
  const arbitration = useTranslations("arbitration");
  const common = useTranslations("common");
  const { needsReason } = scenarioMoves[act];
  return (
    <Page
      title={words(`stateHeadings.${act}`, { name: scenario.name })}
      crumbs={crumbsOf(arbitration, { year, scenario })}
      message={words(`stateNotes.${act}`)}
    >
      {answer && <Notice kind="refusal" title={answer.refusal.message} />}
      <Form method="post" className={styles.form}>
        <CommandKey value={key} />
        <TextAreaField name="reason" label={words("reason")} required={needsReason} />
        <ButtonRow>
          <SubmitButton>{words(`stateActs.${act}`)}</SubmitButton>
          <Link className={buttonClass()} to={scenarioAddress(year, scenario.id)}>
            {common("cancel")}
          </Link>
        </ButtonRow>
      </Form>
    </Page>
  );
}

function actIn(url: URL): ScenarioAct {
  return scenarioActs.find((act) => act === url.searchParams.get("act")) ?? "freeze";
}
