import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { setEnvelopes } from "#app/commands/set-envelope.ts";
import { guard } from "#app/http/guard.ts";
import { translatorFor } from "#app/messages/index.ts";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { namedScope, scopeTreesOf } from "#db/queries/arbitration/ceiling.ts";
import { CompareTable } from "./compare-table.tsx";
import { HistoryTable } from "./history-table.tsx";
import { loadPlace } from "./load-place.ts";
import { ManualForm } from "./manual-form.tsx";
import { measuresSet, placeIn } from "./place.ts";
import { PlaceForm } from "./place-form.tsx";
import { readEnvelopes } from "./read-envelopes.ts";

export const loader = guard.loader({ capability: "arbitration.prepare" }, async (scene) => {
  const { year, url, newKey, notFound } = scene;
  const place = await loadPlace(scene);
  if (!place) throw notFound("campaign", url.searchParams.get("campaign") ?? String(year));
  return { year, ...place, keys: { compared: place.compared.map(() => newKey()), manual: newKey(), lift: newKey() } };
});

export const action = guard.action({ capability: "arbitration.prepare" }, async (scene) => {
  const { form, url, year, locale, context, refused, redirect, read } = scene;
  const given = readEnvelopes(form, url, year, locale);
  if (!given.ok) return refused(given.refusal, given.submission);
  const { campaign, act, envelopes } = given.value;
  const set = await setEnvelopes(context, { campaignId: campaign, envelopes });
  if (!set.ok) return refused(set.refusal, given.submission);
  const { scope, measure } = placeIn(url.searchParams);
  const label = await read(async (db) => namedScope(scope, await scopeTreesOf(db, campaign)).label);
  const place = label === "" ? translatorFor(locale, "envelopes")("whole") : label;
  const done = act === "lift" ? "envelopes.lifted" : "envelopes.done";
  return redirect(`/${year}/arbitration/envelopes?campaign=${campaign}&m=${measure.toLowerCase()}`, done, { place });
});

export default function EnvelopePage() {
  const page = useLoaderData<typeof loader>();
  const {
    year,
    campaign,
    spendingClass,
    measure,
    scope,
    years,
    rate,
    compared,
    current,
    asked,
    change,
    lastExecuted,
    moved,
    history,
    choices,
    keys,
  } = page;
  const answer = useActionData<typeof action>();
  const words = useTranslations("envelopes");
  const arbitration = useTranslations("arbitration");
  const forecast = useTranslations("forecast");
  const resources = useTranslations("resources");
  const format = useFormat();
  const place = { spendingClass, measure, scope };
  const twin = measuresSet(place).length > 1;
  const names = [
    page.isWhole ? words("whole") : scope.label,
    forecast(`classes.${spendingClass}`),
    twin ? "AE = CP" : resources(`short.${measure}`),
  ];
  return (
    <Page
      title={words("setHeading", { place: names.join(" · ") })}
      crumbs={[
        { label: arbitration("title"), to: `/${year}/arbitration?campaign=${campaign.id}` },
        {
          label: words("heading", { first: String(year), last: String(years.at(-1)) }),
          to: `/${year}/arbitration/envelopes?campaign=${campaign.id}&m=${measure.toLowerCase()}`,
        },
      ]}
      message={words("setMessage")}
    >
      {answer && <ErrorSummary errors={{}} general={[answer.refusal.message]} />}
      <PlaceForm {...{ place, rate, campaign: campaign.id, choices }} />
      <Section title={words("compare.title")}>
        {moved && (
          <Notice
            kind="information"
            title={words("moved", {
              year: String(moved.year),
              amount: format.amountWithUnit(moved.amount, measure, { unit: displayUnitFor([moved.amount]) }),
            })}
          />
        )}
        <CompareTable {...{ compared, current, asked, years, measure, change, lastExecuted, campaign: campaign.id, keys: keys.compared }} />
      </Section>
      <Section title={words("manual.title")}>
        <ManualForm {...{ years, current, measure, isTwin: twin, campaign: campaign.id, keys, answer }} />
      </Section>
      <HistoryTable history={history} />
    </Page>
  );
}
