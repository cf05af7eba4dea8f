import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { planSitting } from "#app/commands/plan-sitting.ts";
import { seesWhole, sittingPeople } from "#app/commands/sitting-people.ts";
import { proposedAgenda, usualMinutes } from "#app/domain/arbitration/sitting/agenda.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import type { Db } from "#db/client.ts";
import { standingDecisions } from "#db/queries/arbitration/decision.ts";
import { scenariosOf } from "#db/queries/arbitration/scenario.ts";
import { campaignUnits, shownCampaign } from "#db/queries/campaign.ts";
import { requestsOf } from "#db/queries/forecast/reading.ts";
import { useSittingCrumbs } from "../crumbs.ts";
import { sittingAddress } from "../sitting-place.ts";
import { PlanForm } from "./plan-form.tsx";
import { sittingSchema } from "./read-sitting.ts";

export const loader = guard.loader(
  { capability: "arbitration.read" },
  async ({ db, year, url, access, person, today, newKey, notFound }) => {
    const campaign = await shownCampaign(db, year, url.searchParams.get("campaign"));
    if (!campaign || !seesWhole(access, await campaignUnits(db, campaign.id))) throw notFound("campaign", String(year));
    const scenarios = await scenariosOf(db, campaign.id);
    const people = await sittingPeople(db, campaign.id, today);
    const named = (some: typeof people.readers) => some.map(({ id, name }) => ({ id: String(id), name }));
    return {
      ...{ year, campaign, today, person: String(person.id), commandKey: newKey(), minutes: usualMinutes },
      open: scenarios.filter(({ state }) => state === "open").map(({ id, name }) => ({ id, name })),
      scenarios: scenarios.map(({ id, name }) => ({ id, name })),
      people: { readers: named(people.readers), chairs: named(people.chairs), secretaries: named(people.secretaries) },
    };
  },
);

export const action = guard.action({ capability: "arbitration.read" }, async ({ form, locale, context, year, read, refused, redirect }) => {
  const fields = readForm(form, sittingSchema, locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const { campaign, scenario, compared, on, at, agenda, minutes, ...same } = fields.value;
  const points = agenda === "none" ? [] : await read((db) => undecidedPoints(db, { campaign, scenario, year, by: agenda, minutes }));
  const planned = await planSitting(context, {
    ...same,
    ...{ campaignId: campaign, scenarioId: scenario, comparedWith: compared, plannedOn: on, plannedAt: at, agenda: points },
  });
  if (!planned.ok) return refused(planned.refusal, fields.submission);
  return redirect(sittingAddress(year, planned.value.sittingId), "sittings.plan.done", { number: planned.value.number });
});

/** What is still to decide in the scenario, the heaviest first. */
async function undecidedPoints(
  db: Db,
  { campaign, scenario, ...how }: { campaign: string; scenario: string; year: number; by: "unit" | "request"; minutes: number },
) {
  const units = new Set(await campaignUnits(db, campaign));
  const decided = await standingDecisions(db, scenario, units);
  const requests = (await requestsOf(db, campaign, units, "everywhere")).filter(({ id, state }) => state !== "draft" && !decided.has(id));
  return proposedAgenda(requests, how);
}

export default function NewSittingPage() {
  const plan = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("sittings");
  const arbitration = useTranslations("arbitration");
  const { year, campaign, open, people } = plan;
  return (
    <Page title={words("plan.heading", { year: String(year) })} crumbs={useSittingCrumbs(year)} message={words("plan.message")}>
      {open.length === 0 && (
        <EmptyState title={words("plan.noScenario")}>
          <Link to={`/${year}/arbitration/scenarios?campaign=${campaign.id}`}>{arbitration("createScenario")}</Link>
        </EmptyState>
      )}
      {open.length > 0 && people.chairs.length === 0 && <EmptyState title={words("plan.noChair")} />}
      {open.length > 0 && people.chairs.length > 0 && <PlanForm {...plan} answer={answer} />}
    </Page>
  );
}
