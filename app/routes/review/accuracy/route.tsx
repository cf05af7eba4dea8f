import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { Horizon } from "#app/domain/review/accuracy.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { AccuracyMap, type AccuracyRow } from "#app/ui/figure/accuracy-map.tsx";
import { ScatterFigure } from "#app/ui/figure/scatter-figure.tsx";
import { SlopeFigure } from "#app/ui/figure/slope-figure.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";
import { reviewAddress, unitReviewAddress } from "../../units/addresses.ts";
import { unitsInScope } from "../../units/scope.ts";
import { ReviewChoices } from "../review-choices.tsx";
import { type AccuracyOfUnit, type AccuracyShown, loadAccuracy } from "./load-accuracy.ts";
import { ProgrammeTables } from "./programme-tables.tsx";

export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { db, year, access, today, services } = scene;
  const units = await unitsInScope(scene, "execution.read");
  const whole = await holdsWholeLedger(db, access, "execution.read", today);
  return { year, demo: services.settings.demo, shown: (await loadAccuracy(scene, units, whole)) ?? null };
});

/** How many of those that missed most are named on the drawings. */
const namedUnits = 4;

export default function AccuracyPage() {
  const { year, shown, demo } = useLoaderData<typeof loader>();
  const words = useTranslations("review.accuracy");
  const review = useTranslations("review");
  const crumbs = [{ label: review("heading", { year: String(year) }), to: reviewAddress(year) }];
  if (shown === null || shown.rows.length === 0) {
    return (
      <Page title={words("heading")} crumbs={crumbs} message={words("none")}>
        {shown && <ReviewChoices shown={shown} />}
        <EmptyState title={words("none")}>{words("noneHint")}</EmptyState>
      </Page>
    );
  }
  return (
    <Page title={words("heading")} crumbs={crumbs} message={<Sentence shown={shown} />}>
      {demo && <Fictitious what={review("fictitious")} />}
      <ReviewChoices shown={shown} />
      <Figures year={year} shown={shown} />
      {shown.programme && (
        <Section title={words("programme")}>
          <ProgrammeTables resource={shown.resource} {...shown.programme} />
        </Section>
      )}
    </Page>
  );
}

function Sentence({ shown: { years, whole, rows, horizons } }: { readonly shown: AccuracyShown }) {
  const words = useTranslations("review.accuracy");
  const format = useFormat();
  const first = horizons.find((horizon) => whole.byHorizon[horizon] !== null);
  const own = first && whole.byHorizon[first];
  if (!first || !own) return words("none");
  return words("message", {
    ...{ horizon: first, from: String(years[0]), to: String(years.at(-1)), count: rows.length },
    ...{ gap: format.gap(own.bias), direction: own.bias > 30n ? "over" : own.bias < -30n ? "under" : "level" },
  });
}

function Figures({ year, shown }: { readonly year: number; readonly shown: AccuracyShown }) {
  const words = useTranslations("review.accuracy");
  const review = useTranslations("review");
  const format = useFormat();
  const { years, horizons, rows, whole, sort } = shown;
  const [from, to] = [String(years[0]), String(years.at(-1))];
  const common = { source: words("source", { from, to }), asOf: `${to}-12-31` };
  const worst = [...rows].sort((left, right) => Number((right.all?.error ?? 0n) - (left.all?.error ?? 0n))).slice(0, namedUnits);
  const isNamed = ({ unit }: AccuracyOfUnit) => worst.some((own) => own.unit === unit);
  const nameOf = (horizon: Horizon) => words(`horizons.${horizon}`);
  const rowOf = (own: AccuracyOfUnit): AccuracyRow => ({
    ...{ key: own.unit, label: own.label, to: unitReviewAddress(year, own.unit) },
    cells: horizons.map((horizon) => own.byHorizon[horizon]),
  });
  const wholeRow: AccuracyRow = { ...rowOf(whole), key: "whole", label: words("whole"), to: undefined, subtotal: true };
  const errorOf = new Map([...rows.map((own) => [own.unit, own.all] as const), ["whole", whole.all] as const]);
  const foretold = rows.flatMap((own) => (own.all ? [{ ...own, all: own.all }] : []));
  const good = foretold.filter(({ all }) => all.error <= 30n).length;
  const level = foretold.filter(({ all }) => all.bias <= 30n && all.bias >= -30n).length;
  return (
    <>
      <Section title={words("map")}>
        <AccuracyMap
          {...common}
          title={words("mapTitle", { count: good, of: foretold.length })}
          rowHead={review("unit")}
          horizons={horizons.map((key) => ({ key, label: nameOf(key) }))}
          rows={[wholeRow, ...rows.map(rowOf)]}
          sort={sort}
          main
          after={[
            {
              ...{ key: "error", head: words("error"), unit: "%", align: "end", sortable: true },
              cell: ({ key }) => format.gap(errorOf.get(key)?.error ?? 0n).replace(/^[+−]/, ""),
            },
            { ...{ key: "count", head: words("count"), align: "end" }, cell: ({ key }) => String(errorOf.get(key)?.count ?? 0) },
          ]}
        />
      </Section>
      <Section title={words("slopes")}>
        <SlopeFigure
          {...common}
          title={words("slopesTitle", { year: to })}
          horizons={horizons.map(nameOf)}
          lines={[{ ...whole, unit: "whole", label: words("whole") }, ...rows].map((own) => ({
            ...{ key: own.unit, label: own.label, named: own.unit === "whole" || isNamed(own) },
            gaps: horizons.map((horizon) => own.lastYear[horizon]),
          }))}
        />
      </Section>
      <Section title={words("scatter")}>
        <ScatterFigure
          {...common}
          title={words("scatterTitle", { count: level, of: foretold.length })}
          points={foretold.map((own) => ({
            ...{ key: own.unit, label: own.label, named: isNamed(own) },
            ...{ bias: own.all.bias, volatility: own.all.volatility },
          }))}
        />
      </Section>
    </>
  );
}
