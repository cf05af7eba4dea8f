import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { setEnvelope } from "#app/commands/set-envelope.ts";
import { standingsOf } from "#app/domain/arbitration/envelope.ts";
import { plannedYears } from "#app/domain/forecast/request.ts";
import { amountField, choiceField, uuidField, wholeNumberField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { askedTotals, decidedTotals, envelopesOf } from "#db/queries/arbitration/envelope.ts";
import { scenariosOf, shownScenario } from "#db/queries/arbitration/scenario.ts";
import { campaignUnits, shownCampaign } from "#db/queries/campaign.ts";
import { boardMeasures } from "../measure.ts";
import { EnvelopeForm } from "./envelope-form.tsx";
import { EnvelopeTable } from "./envelope-table.tsx";

const schema = z.object({
  campaign: uuidField(),
  spendingClass: choiceField(["personnel", "nonPersonnel"]),
  resource: choiceField(boardMeasures),
  targetYear: wholeNumberField({ minimum: 2010, maximum: 2045 + plannedYears }),
});

export const loader = guard.loader({ capability: "arbitration.read" }, async ({ db, year, url, mayDo, newKey }) => {
  const campaign = await shownCampaign(db, year, url.searchParams.get("campaign"));
  if (!campaign) return { year, campaign: null, standings: [], whole: true, maySet: false, key: newKey() };
  const units = await campaignUnits(db, campaign.id);
  const whole = units.every((unit) => mayDo("arbitration.read", unit));
  const scenario = shownScenario(await scenariosOf(db, campaign.id), url.searchParams.get("scenario"));
  const standings = whole
    ? standingsOf({
        envelopes: await envelopesOf(db, campaign.id),
        asked: await askedTotals(db, campaign.id),
        decided: scenario ? await decidedTotals(db, scenario.id) : [],
      })
    : [];
  return { year, campaign, standings, whole, maySet: units.every((unit) => mayDo("arbitration.prepare", unit)), key: newKey() };
});

export const action = guard.action({ capability: "arbitration.prepare" }, async ({ form, locale, context, year, refused, redirect }) => {
  const resource = boardMeasures.find((measure) => measure === form.get("resource")) ?? "CP";
  const fields = readForm(form, schema.extend({ amount: amountField(resource, { sign: "notNegative" }) }), locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const { campaign, ...envelope } = fields.value;
  const set = await setEnvelope(context, { campaignId: campaign, ...envelope });
  if (!set.ok) return refused(set.refusal, fields.submission);
  return redirect(`/${year}/arbitration/envelopes?campaign=${campaign}`, "arbitration.envelopes.done");
});

export default function EnvelopesPage() {
  const { year, campaign, standings, whole, maySet, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("arbitration");
  return (
    <Page
      title={words("envelopes.heading", { year: String(year) })}
      crumbs={[{ label: words("title"), to: `/${year}/arbitration` }]}
      message={words("envelopes.message")}
    >
      {campaign === null && <EmptyState title={words("noCampaign", { year: String(year) })} />}
      {whole && campaign ? <EnvelopeTable standings={standings} /> : null}
      {!whole && <p>{words("notVisible")}</p>}
      {campaign && maySet && (
        <Section title={words("envelopes.set")}>
          <EnvelopeForm campaign={campaign.id} year={year} commandKey={key} answer={answer} />
        </Section>
      )}
    </Page>
  );
}
