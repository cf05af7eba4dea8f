import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { explainVariance, tellReview } from "#app/commands/explain-variance.ts";
import { gapToTell, type ReviewedYear, shareTold, together, untoldOf } from "#app/domain/review/bridge.ts";
import { reviewedResources } from "#app/domain/review/cause.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { BridgeFigure } from "#app/ui/figure/bridge-figure.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { explanationVersions } from "#db/queries/review/explanation.ts";
import { narrativesOf } from "#db/queries/review/narrative.ts";
import { yearsOf } from "#db/queries/review/reviewed-years.ts";
import { reviewAddress, unitAddress, unitExecutionAddress, unitReviewAddress } from "../../units/addresses.ts";
import { said } from "../../units/said.ts";
import { withBelow } from "../../units/scope.ts";
import { useBridgeParts } from "../bridge-parts.ts";
import { loadReview } from "../load-review.ts";
import { Narrative } from "../narrative.tsx";
import { ReviewChoices } from "../review-choices.tsx";
import { classesOf } from "../shown.ts";
import { ExplanationForm } from "./explanation-form.tsx";
import { explanationSchema, storySchema } from "./read-explanation.ts";
import { StoryForm } from "./story-form.tsx";
import { VersionsTable } from "./versions-table.tsx";

export const loader = guard.loader({ capability: "execution.read", unit: ({ params }) => params.unit }, async (scene) => {
  const { db, year, params, access, today, url, mayDo, newKey, notFound, services } = scene;
  const below = withBelow(await visibleUnits(db, access, "execution.read", today), params.unit ?? "");
  const [unit] = below;
  if (!unit) throw notFound("unit", params.unit ?? "");
  const loaded = await loadReview(scene, below, "nonPersonnel");
  if (!loaded) throw notFound("year", String(year));
  const { shown, years, rows, known: asOf } = loaded;
  const told = { year, resource: shown.resource, units: [unit.code], asOf };
  const versions = (await explanationVersions(db, told)).filter(({ spendingClass }) =>
    classesOf(shown.spendingClass).includes(spendingClass),
  );
  const story = (await narrativesOf(db, { year, units: [unit.code], asOf })).get(unit.code);
  return {
    ...{ year, unit, below: below.length - 1, shown, keys: [newKey(), newKey()] as const, demo: services.settings.demo },
    whole: together(rows.map((row) => row.year)),
    own: together(yearsOf(years, [unit.code], classesOf(shown.spendingClass))),
    stands: rows.length > 0,
    versions: versions.map(({ unit: _, at, ...version }) => ({ ...version, at: at.toISOString() })),
    story: story && { ...story, at: story.at.toISOString() },
    mayExplain: mayDo("review.explain", unit.code) && searchOf(url).on === undefined,
  };
});

export const action = guard.action({ capability: "review.explain", unit: ({ params }) => params.unit }, async (scene) => {
  const { form, locale, year, params, url, context, refused, redirect } = scene;
  const unit = params.unit ?? "";
  const back = `${unitReviewAddress(year, unit)}${url.search}`;
  if (form.get("act") === "tell") {
    const read = readForm(form, storySchema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const done = await tellReview(context, { year, unit, ...read.value });
    return done.ok ? redirect(back, "review.storyKept", {}) : refused(done.refusal, read.submission);
  }
  const read = readForm(form, explanationSchema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const resource = reviewedResources.find((each) => each === searchOf(url).measure) ?? "CP";
  const done = await explainVariance(context, { year, unit, resource, ...read.value });
  return done.ok ? redirect(back, "review.explained", {}) : refused(done.refusal, read.submission);
});

export default function UnitReviewPage() {
  const { year, unit, below, shown, whole, own, stands, versions, story, mayExplain, keys, demo } = useLoaderData<typeof loader>();
  const words = useTranslations("review");
  const format = useFormat();
  const [search] = useSearchParams();
  const partsOf = useBridgeParts(shown.resource);
  const { resource, spendingClass, asOf, running } = shown;
  const shownUnit = displayUnitFor([whole.released, whole.used]);
  const kept = search.size === 0 ? "" : `?${search}`;
  const amounts = {
    ...{ resource, used: said(format, whole.used, resource, shownUnit), released: said(format, whole.released, resource, shownUnit) },
    share: format.share({ part: whole.used, whole: whole.released }),
  };
  const [latest] = versions;
  const share = shareTold(own);
  return (
    <Page
      title={words("unitHeading", { unit: unit.label, year: String(year) })}
      crumbs={[{ label: words("heading", { year: String(year) }), to: `${reviewAddress(year)}${kept}` }]}
      message={
        stands
          ? words("unitMessage", {
              ...amounts,
              ...{ day: format.day(asOf), running: String(running), count: below },
              told: toldWord(share, own, format.share({ part: share ?? 0n, whole: 1000n })),
            })
          : words("unitNothing")
      }
      actions={
        <>
          <Link to={unitExecutionAddress(year, unit.code)} className={buttonClass()}>
            {words("toExecution")}
          </Link>
          <Link to={unitAddress(year, unit.code)} className={buttonClass()}>
            {words("toUnit")}
          </Link>
        </>
      }
    >
      {demo && <Fictitious what={words("fictitious")} />}
      {shown.planLeftOut && <p>{words("planLeftOut")}</p>}
      <ReviewChoices shown={shown} />
      {stands ? (
        <BridgeFigure
          title={words("unitWay", { ...amounts, unit: unit.shortLabel, year: String(year) })}
          source={words("source", { year: String(year) })}
          asOf={asOf}
          resource={resource}
          parts={partsOf(whole)}
        />
      ) : (
        <EmptyState title={words("unitNothing")}>{words("nothingHint")}</EmptyState>
      )}
      <Section title={words("why")}>
        {mayExplain && spendingClass !== "all" ? (
          <div className="no-print">
            <ExplanationForm
              key={`${resource} ${spendingClass} ${latest?.version ?? 0}`}
              {...{ resource, spendingClass }}
              gap={gapToTell(own)}
              causes={latest?.causes ?? []}
              version={latest?.version ?? 0}
              commandKey={keys[0]}
            />
          </div>
        ) : (
          spendingClass === "all" && mayExplain && <p className="no-print">{words("chooseTitles")}</p>
        )}
        {versions.length > 0 ? <VersionsTable versions={versions} resource={resource} /> : <p>{words("nothingTold")}</p>}
      </Section>
      <Section title={words("storyHeading")}>
        {story && story.narrative !== "" && (
          <Narrative title={words("storyBy", { author: story.author, at: format.instant(story.at) })} text={story.narrative} />
        )}
        {mayExplain && (
          <div className="no-print">
            <StoryForm key={story?.version ?? 0} narrative={story?.narrative ?? ""} version={story?.version ?? 0} commandKey={keys[1]} />
          </div>
        )}
        {!mayExplain && !story && <p>{words("noStory")}</p>}
      </Section>
    </Page>
  );
}

/** Which sentence says how far the gap of the unit itself is told. */
function toldWord(share: bigint | null, own: ReviewedYear, said: string): string {
  if (share === null) return "none";
  if (untoldOf(own) === 0n) return "whole";
  return Object.keys(own.told).length === 0 ? "nothing" : said;
}
