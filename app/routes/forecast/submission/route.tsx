import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { findingsOf } from "#app/commands/find-faults.ts";
import { submitRequest } from "#app/commands/submit-request.ts";
import { totalled } from "#app/domain/arbitration/amount.ts";
import { costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { askedCells } from "#db/queries/forecast/sheet.ts";
import { confirmedIn } from "../checks/confirmed.ts";
import { Confirmation, FindingList } from "../checks/finding-list.tsx";
import styles from "../forecast.module.css";
import { requestAt } from "../request-at.ts";

export const loader = guard.loader({ capability: "forecast.submit", unit: ({ params }) => params.unit }, async (scene) => {
  const { request, label } = await requestAt(scene.db, scene);
  const view = costView(costSightOf(scene.access), request.unit);
  const asked = totalled(await askedCells(scene.db, request.id, view)).filter(
    ({ targetYear, amount }) => targetYear === scene.year && amount !== 0n,
  );
  const found = await findingsOf(scene.db, { ...request, today: scene.today, view });
  const findings = found.filter(({ requestId }) => requestId === request.id);
  return { year: scene.year, label, request, asked, findings, key: scene.newKey() };
});

export const action = guard.action({ capability: "forecast.submit", unit: ({ params }) => params.unit }, async (scene) => {
  const { request } = await scene.read((db) => requestAt(db, scene));
  const submitted = await submitRequest(scene.context, { requestId: request.id, confirmed: confirmedIn(scene.form) });
  if (!submitted.ok) return scene.refused(submitted.refusal);
  return scene.redirect(`/${scene.year}/forecast/${request.unit}/requests/${request.id}`, "forecast.submit.done", {
    number: request.number,
  });
});

export default function SubmissionPage() {
  const { year, label, request, asked, findings, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("forecast");
  const resources = useTranslations("resources");
  const format = useFormat();
  const back = `/${year}/forecast/${request.unit}/requests/${request.id}`;
  return (
    <Page
      title={words("submit.heading", { number: request.number })}
      crumbs={[
        { label: words("title"), to: `/${year}/forecast` },
        { label, to: `/${year}/forecast/${request.unit}?campaign=${request.campaignId}` },
        { label: words("crumb", { number: request.number }), to: back },
      ]}
      message={request.title}
    >
      {answer && <Notice kind="refusal" title={answer.refusal.message} />}
      <Form method="post" className={styles.confirm}>
        <CommandKey value={key} />
        <p>{asked.length > 0 ? words("submit.asks", { year: String(year) }) : words("submit.nothing", { year: String(year) })}</p>
        <ul>
          {asked.map(({ spendingClass, measure, amount }) => (
            <li key={`${spendingClass} ${measure}`}>
              {words("submit.amount", {
                class: words(`classes.${spendingClass}`),
                measure: resources(`short.${measure}`),
                amount: format.amountWithUnit(amount, measure),
              })}
            </li>
          ))}
        </ul>
        <FindingList findings={findings} place={{ year, unit: request.unit, campaign: request.campaignId }} />
        <Confirmation findings={findings} />
        <p>{words("submit.consequence")}</p>
        <ButtonRow>
          <SubmitButton>{words("submit.confirm")}</SubmitButton>
          <CancelLink to={back} />
        </ButtonRow>
      </Form>
    </Page>
  );
}

function CancelLink({ to }: { readonly to: string }) {
  const words = useTranslations("common");
  return (
    <Link className={buttonClass()} to={to}>
      {words("cancel")}
    </Link>
  );
}
