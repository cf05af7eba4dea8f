import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { createScenario } from "#app/commands/create-scenario.ts";
import { unitsWhere } from "#app/domain/access.ts";
import { scenarioStarts } from "#app/domain/arbitration/scenario/state.ts";
import { costSightOf } from "#app/domain/forecast/staff/cost-sight.ts";
import { choiceField, textField, uuidField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { CostsLeftOut } from "#app/ui/planning/costs-left-out.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { campaignUnits, shownCampaign } from "#db/queries/campaign.ts";
import { measureIn } from "../measure.ts";
import { MeasureChoices } from "../measure-choices.tsx";
import { scenarioAddress } from "../scenario/scenario-address.ts";
import { listedScenarios } from "./read-scenarios.ts";
import { ScenarioForm } from "./scenario-form.tsx";
import { ScenarioTable } from "./scenario-table.tsx";

const schema = z.object({
  campaign: uuidField(),
  name: textField({ maximum: 100 }),
  startFrom: z.union([choiceField(scenarioStarts), uuidField()]),
});

export const loader = guard.loader({ capability: "arbitration.read" }, async ({ db, year, url, access, mayDo, newKey }) => {
  const campaign = await shownCampaign(db, year, url.searchParams.get("campaign"));
  const measure = measureIn(url.searchParams);
  if (!campaign)
    return { year, measure, campaign: null, rows: [], costsHidden: false, may: { prepare: false, adopt: false }, key: newKey() };
  const all = await campaignUnits(db, campaign.id);
  const visible = unitsWhere(access, "arbitration.read");
  const units = new Set(all.filter((unit) => visible.has(unit)));
  const sight = costSightOf(access);
  const rows = await listedScenarios(db, campaign, { units, sight, measure, whole: units.size === all.length });
  const everywhere = (capability: "arbitration.prepare" | "arbitration.decide") => all.every((unit) => mayDo(capability, unit));
  const adopted = rows.some(({ state }) => state === "adopted");
  const may = { prepare: !adopted && everywhere("arbitration.prepare"), adopt: !adopted && everywhere("arbitration.decide") };
  const costsHidden = sight !== "everywhere" && [...units].some((unit) => !sight.has(unit));
  return { year, measure, campaign, rows, costsHidden, may, key: newKey() };
});

export const action = guard.action({ capability: "arbitration.prepare" }, async ({ form, locale, context, year, refused, redirect }) => {
  const fields = readForm(form, schema, locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const { campaign, name, startFrom } = fields.value;
  const start = scenarioStarts.find((own) => own === startFrom);
  const from = start ? { startFrom: start } : ({ startFrom: "scenario", parentId: startFrom } as const);
  const created = await createScenario(context, { campaignId: campaign, name, ...from });
  if (!created.ok) return refused(created.refusal, fields.submission);
  return redirect(scenarioAddress(year, created.value.scenarioId), "arbitration.scenarios.done", { name });
});

/** The scenarios of a campaign, and a new one. */
export default function ScenariosPage() {
  const { year, measure, campaign, rows, costsHidden, may, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("arbitration");
  const [search] = useSearchParams();
  return (
    <Page
      title={words("scenarios.heading", { year: String(year) })}
      crumbs={[{ label: words("title"), to: `/${year}/arbitration` }]}
      message={words("scenarios.message")}
    >
      {campaign ? (
        <>
          <MeasureChoices measure={measure} />
          <ScenarioTable rows={rows} year={year} measure={measure} may={may} />
          <CostsLeftOut when={costsHidden} />
        </>
      ) : (
        <EmptyState title={words("noCampaign", { year: String(year) })} />
      )}
      {campaign && may.prepare && (
        <Section id="new" title={words("scenarios.new")}>
          <ScenarioForm
            campaign={campaign.id}
            scenarios={rows}
            from={rows.find(({ id }) => id === search.get("from"))?.id}
            commandKey={key}
            answer={answer}
          />
        </Section>
      )}
    </Page>
  );
}
