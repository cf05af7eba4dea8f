import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { createScenario } from "#app/commands/create-scenario.ts";
import { unitsWhere } from "#app/domain/access.ts";
import { choiceField, textField, uuidField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { standingDecisions } from "#db/queries/arbitration/decision.ts";
import { scenariosOf } from "#db/queries/arbitration/scenario.ts";
import { campaignUnits, shownCampaign } from "#db/queries/campaign.ts";
import { ScenarioForm } from "./scenario-form.tsx";
import { ScenarioTable } from "./scenario-table.tsx";

const schema = z.object({
  campaign: uuidField(),
  name: textField({ maximum: 100 }),
  startFrom: choiceField(["asked", "previousYear", "proposal"]),
});

export const loader = guard.loader({ capability: "arbitration.read" }, async ({ db, year, url, access, mayDo, newKey }) => {
  const campaign = await shownCampaign(db, year, url.searchParams.get("campaign"));
  if (!campaign) return { year, campaign: null, rows: [], may: { create: false, adopt: false }, key: newKey() };
  const units = await campaignUnits(db, campaign.id);
  const visible = unitsWhere(access, "arbitration.read");
  const scenarios = await scenariosOf(db, campaign.id);
  const adopted = scenarios.some(({ state }) => state === "adopted");
  const rows = [];
  for (const scenario of scenarios) rows.push({ ...scenario, decisions: (await standingDecisions(db, scenario.id, visible)).size });
  const everywhere = (capability: "arbitration.prepare" | "arbitration.decide") => units.every((unit) => mayDo(capability, unit));
  const may = { create: everywhere("arbitration.prepare"), adopt: !adopted && everywhere("arbitration.decide") };
  return { year, campaign, rows, may, key: newKey() };
});

export const action = guard.action({ capability: "arbitration.prepare" }, async ({ form, locale, context, year, refused, redirect }) => {
  const fields = readForm(form, schema, locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const { campaign, name, startFrom } = fields.value;
  const created = await createScenario(context, { campaignId: campaign, name, startFrom });
  if (!created.ok) return refused(created.refusal, fields.submission);
  return redirect(`/${year}/arbitration/scenarios?campaign=${campaign}`, "arbitration.scenarios.done", { name });
});

export default function ScenariosPage() {
  const { year, campaign, rows, may, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("arbitration");
  return (
    <Page
      title={words("scenarios.heading", { year: String(year) })}
      crumbs={[{ label: words("title"), to: `/${year}/arbitration` }]}
      message={words("scenarios.message")}
    >
      {campaign ? (
        <ScenarioTable rows={rows} year={year} mayAdopt={may.adopt} />
      ) : (
        <EmptyState title={words("noCampaign", { year: String(year) })} />
      )}
      {campaign && may.create && (
        <Section title={words("scenarios.new")}>
          <ScenarioForm campaign={campaign.id} commandKey={key} answer={answer} />
        </Section>
      )}
    </Page>
  );
}
