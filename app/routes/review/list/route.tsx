import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { legsOf, together, untoldOf } from "#app/domain/review/bridge.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { BridgeFigure } from "#app/ui/figure/bridge-figure.tsx";
import { BridgeMultiples } from "#app/ui/figure/bridge-multiples.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { parseSort } from "#app/ui/table/sort.ts";
import { narrativesOf } from "#db/queries/review/narrative.ts";
import { accuracyAddress, landingsTestedAddress, unitReviewAddress } from "../../units/addresses.ts";
import { said } from "../../units/said.ts";
import { scopedUnit, unitsInScope } from "../../units/scope.ts";
import { useBridgeParts } from "../bridge-parts.ts";
import { loadReview } from "../load-review.ts";
import { Narrative } from "../narrative.tsx";
import { ReviewChoices } from "../review-choices.tsx";
import { sortedRows, sortKeys } from "../sorted-rows.ts";
import { ReviewTable } from "./review-table.tsx";

export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { db, year, url, notFound, services } = scene;
  const units = await unitsInScope(scene, "execution.read");
  const loaded = await loadReview(scene, units, "all");
  if (!loaded) throw notFound("year", String(year));
  const sort = parseSort(url.searchParams, sortKeys, { key: "untold", descending: true });
  const told = await narrativesOf(db, { year, units: units.map(({ code }) => code), asOf: loaded.known });
  return {
    ...{ year, unit: scopedUnit(url, units), shown: loaded.shown, sort, demo: services.settings.demo },
    rows: sortedRows(loaded.rows, sort),
    narratives: units.flatMap(({ code, label }) => {
      const own = told.get(code);
      return own && own.narrative !== "" ? [{ unit: code, label, narrative: own.narrative }] : [];
    }),
  };
});

export default function ReviewPage() {
  const { year, unit: scope, shown, rows, sort, narratives, demo } = useLoaderData<typeof loader>();
  const words = useTranslations("review");
  const format = useFormat();
  const [search] = useSearchParams();
  const partsOf = useBridgeParts(shown.resource);
  const { resource, asOf, running } = shown;
  const whole = together(rows.map((row) => row.year));
  const unit = displayUnitFor([whole.released, whole.used]);
  const open = rows.filter((row) => untoldOf(row.year) !== 0n).length;
  const kept = search.size === 0 ? "" : `?${search}`;
  const figure = { source: words("source", { year: String(year) }), asOf, resource };
  const named = {
    ...{ resource, year: String(year), day: format.day(asOf), running: String(running) },
    ...{ used: said(format, whole.used, resource, unit), released: said(format, whole.released, resource, unit) },
    ...{
      share: format.share({ part: whole.used, whole: whole.released }),
      untold: said(format, untoldOf(whole), resource, unit),
      count: open,
    },
  };
  return (
    <Page
      title={words("heading", { year: String(year) })}
      message={rows.length === 0 ? words("nothing") : words("message", named)}
      actions={
        <>
          <Link to={landingsTestedAddress(year)} className={buttonClass()}>
            {words("landings.link")}
          </Link>
          <Link to={accuracyAddress(year)} className={buttonClass()}>
            {words("toAccuracy")}
          </Link>
        </>
      }
    >
      {demo && <Fictitious what={words("fictitious")} />}
      {shown.planLeftOut && <p>{words("planLeftOut")}</p>}
      <ReviewChoices shown={shown} />
      {rows.length === 0 ? (
        <EmptyState title={words("nothing")}>{words("nothingHint")}</EmptyState>
      ) : (
        <>
          <Section title={words("way")}>
            <BridgeFigure {...figure} title={words("wayTitle", { ...named, steps: legsOf(whole).length })} parts={partsOf(whole)} />
          </Section>
          <Section title={words("units")}>
            <ReviewTable year={year} shown={shown} rows={rows} sort={sort} search={kept} scope={scope} />
          </Section>
          <Section title={words("each")}>
            <BridgeMultiples
              {...figure}
              title={words("eachTitle", { count: rows.length })}
              scale="share"
              panels={rows.map((row) => ({
                ...{ key: row.unit, label: row.label, to: `${unitReviewAddress(year, row.unit)}${kept}` },
                ...{ verdict: format.share({ part: row.year.used, whole: row.year.released }), parts: partsOf(row.year) },
              }))}
            />
          </Section>
          <Section title={words("stories")}>
            {narratives.length === 0 ? (
              <EmptyState title={words("noStory")}>{words("noStoryHint")}</EmptyState>
            ) : (
              narratives.map((own) => (
                <Narrative key={own.unit} title={own.label} to={unitReviewAddress(year, own.unit)} text={own.narrative} />
              ))
            )}
          </Section>
        </>
      )}
    </Page>
  );
}
