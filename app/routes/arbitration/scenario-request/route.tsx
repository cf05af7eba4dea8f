import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { prepareAmounts } from "#app/commands/prepare-amounts.ts";
import { amountUnder, sameAmountKey, totalled } from "#app/domain/arbitration/amount.ts";
import { costSightOf, costView, seen } from "#app/domain/forecast/staff/cost-sight.ts";
import { readForm } from "#app/http/form.ts";
import { guard, type LoaderScene } from "#app/http/guard.ts";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import type { Db } from "#db/client.ts";
import { frameOf } from "#db/queries/arbitration/scenario-frame.ts";
import { cellsIn } from "#db/queries/arbitration/scenario-reading.ts";
import { AmountFields } from "../amount-fields.tsx";
import { amountsSchema, amountsTyped } from "../amounts-schema.ts";
import styles from "../arbitration.module.css";
import { requestAt } from "../request-at.ts";
import { crumbsOf } from "../scenario/crumbs.ts";
import { scenarioAddress } from "../scenario/scenario-address.ts";
import { scenarioAt } from "../scenario/scenario-at.ts";

type Scene = Pick<LoaderScene, "params" | "year" | "access" | "mayDo" | "notFound">;

/** What a scenario gives a whole request, under each key that the reader sees. */
async function preparedOf(db: Db, scene: Scene) {
  const { scenario, may } = await scenarioAt(db, scene);
  const { request, label } = await requestAt(db, scene);
  if (!may.prepare || request.campaignId !== scenario.campaignId) throw scene.notFound("request", request.id);
  const cells = await cellsIn(db, await frameOf(db, scenario), { requests: [request.id] });
  const shown = seen(cells, (cell) => cell.spendingClass, costView(costSightOf(scene.access), request.unit));
  return { scenario, request, label, given: totalled(shown), asked: totalled(shown.map((cell) => ({ ...cell, amount: cell.asked }))) };
}

export const loader = guard.loader({ capability: "arbitration.prepare" }, async (scene) => {
  return { year: scene.year, ...(await preparedOf(scene.db, scene)), key: scene.newKey() };
});

export const action = guard.action({ capability: "arbitration.prepare" }, async (scene) => {
  const { form, locale, year, context, read, refused, redirect } = scene;
  const { scenario, request, given } = await read((db) => preparedOf(db, scene));
  const fields = readForm(form, z.object({ amounts: amountsSchema(given) }), locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const amounts = amountsTyped(fields.value.amounts, given).filter(
    (own) => !given.some((held) => sameAmountKey(held, own) && held.amount === own.amount),
  );
  if (amounts.length === 0) return refused({ kind: "nothing-changes", by: "amounts" }, fields.submission);
  const revision = String(form.get("seen") ?? "");
  const at = { scenarioId: scenario.id, seen: /^\d{1,18}$/.test(revision) ? BigInt(revision) : 0n };
  const prepared = await prepareAmounts(context, { ...at, amounts: [], request: { id: request.id, amounts } });
  if (!prepared.ok) return refused(prepared.refusal, fields.submission);
  return redirect(scenarioAddress(year, scenario.id), "scenarios.saved", { count: amounts.length });
});

/** The amounts of a whole request in a scenario: each is spread over its lines. */
export default function ScenarioRequestPage() {
  const { year, scenario, request, label, given, asked, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("scenarios");
  const arbitration = useTranslations("arbitration");
  const common = useTranslations("common");
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  const differs = given.some((own) => own.amount !== amountUnder(asked, own));
  return (
    <Page
      title={words("request.heading", { unit: label, number: request.number, title: request.title })}
      crumbs={crumbsOf(arbitration, { year, scenario })}
      message={words(differs ? "request.differs" : "request.same")}
    >
      {answer && general.length === 0 && <Notice kind="refusal" title={answer.refusal.message} />}
      <Form method="post" className={styles.form} key={scenario.revision.toString()}>
        <CommandKey value={key} />
        <input type="hidden" name="seen" value={scenario.revision.toString()} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          <AmountFields legend={words("columns.amount")} hint={words("request.hint")} amounts={given} filled />
          <ButtonRow>
            <SubmitButton>{words("save")}</SubmitButton>
            <Link className={buttonClass()} to={scenarioAddress(year, scenario.id)}>
              {common("cancel")}
            </Link>
          </ButtonRow>
        </Fields>
      </Form>
    </Page>
  );
}
