import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { findingsOf } from "#app/commands/find-faults.ts";
import { submitSheet } from "#app/commands/submit-request.ts";
import { costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { shownCampaign } from "#db/queries/campaign.ts";
import { draftRequests } from "#db/queries/forecast/checks.ts";
import { unitLabel } from "#db/queries/forecast/reading.ts";
import { confirmedIn } from "../checks/confirmed.ts";
import { Confirmation, FindingList } from "../checks/finding-list.tsx";
import styles from "../forecast.module.css";

/** What a unit still has in draft, what the checks find in it, and the one act that hands it all in. */
export const loader = guard.loader({ capability: "forecast.submit", unit: ({ params }) => params.unit }, async (scene) => {
  const { db, year, today, params, url, access, newKey, notFound } = scene;
  const unit = params.unit ?? "";
  const campaign = await shownCampaign(db, year, url.searchParams.get("campaign"));
  if (!campaign) throw notFound("campaign", url.search);
  const view = costView(costSightOf(access), unit);
  const drafts = await draftRequests(db, campaign.id, unit, view);
  return {
    ...{ year, unit, campaign: campaign.id },
    label: (await unitLabel(db, unit, `${year}-01-01`)) ?? unit,
    count: drafts.length,
    findings: await findingsOf(db, { campaignId: campaign.id, unit, today, view }),
    key: newKey(),
  };
});

export const action = guard.action({ capability: "forecast.submit", unit: ({ params }) => params.unit }, async (scene) => {
  const { context, form, params, year, refused, redirect } = scene;
  const [unit, campaignId] = [params.unit ?? "", String(form.get("campaign") ?? "")];
  const submitted = await submitSheet(context, { campaignId, unit, confirmed: confirmedIn(form) });
  if (!submitted.ok) return refused(submitted.refusal);
  return redirect(`/${year}/forecast/${unit}?campaign=${campaignId}`, "checks.submitted", { count: submitted.value.count });
});

export default function SheetSubmissionPage() {
  const { year, unit, campaign, label, count, findings, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("checks");
  const forecast = useTranslations("forecast");
  const common = useTranslations("common");
  const back = `/${year}/forecast/${unit}?campaign=${campaign}`;
  const isBlocked = findings.some(({ level }) => level === "blocking");
  return (
    <Page
      title={words("heading", { unit: label })}
      crumbs={[
        { label: forecast("title"), to: `/${year}/forecast` },
        { label, to: back },
      ]}
      message={words("message", { count })}
    >
      {answer && <Notice kind="refusal" title={answer.refusal.message} />}
      {count === 0 ? (
        <EmptyState title={words("nothing")}>
          <Link to={back}>{words("back")}</Link>
        </EmptyState>
      ) : (
        <Form method="post" className={styles.confirm}>
          <CommandKey value={key} />
          <input type="hidden" name="campaign" value={campaign} />
          <FindingList findings={findings} place={{ year, unit, campaign }} />
          <p>{isBlocked ? words("blocked") : words("consequence")}</p>
          {!isBlocked && <Confirmation findings={findings} />}
          <ButtonRow>
            {!isBlocked && <SubmitButton>{words("submit", { count })}</SubmitButton>}
            <Link className={buttonClass()} to={back}>
              {common("cancel")}
            </Link>
          </ButtonRow>
        </Form>
      )}
    </Page>
  );
}
