import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import { guard } from "#app/http/guard.ts";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { CostsLeftOut } from "#app/ui/planning/costs-left-out.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { arbitratedByUnit, creditsByUnit, requestedByUnit } from "#db/queries/allotment-board.ts";
import { exercise } from "#db/queries/execution-reference.ts";
import { unitYearWithPrevious } from "#db/queries/unit-year.ts";
import { heldBy } from "../../allotment/credit-rows.ts";
import { YearFigure } from "../../execution/year-figure.tsx";
import { forecastAddress, unitAddress, unitAllotmentAddress, unitExecutionAddress, unitsAddress } from "../addresses.ts";
import { pathTo, withBelow } from "../scope.ts";
import { UnitLabel } from "../unit-label.tsx";
import styles from "../units.module.css";
import { ladderOf } from "./ladder.ts";
import { LadderTable } from "./ladder-table.tsx";

export const loader = guard.loader({ capability: "planning.read", unit: ({ params }) => params.code }, async (scene) => {
  const { db, year, params, access, today, notFound, services } = scene;
  const visible = await visibleUnits(db, access, "planning.read", today);
  const below = withBelow(visible, params.code ?? "");
  const [unit, ...others] = below;
  if (!unit) throw notFound("unit", params.code ?? "");
  const codes = below.map(({ code }) => code);
  const credits = await creditsByUnit(db, year, codes);
  const sight = costSightOf(access);
  const partial = codes.some((code) => costView(sight, code) !== "whole");
  const [requested, arbitrated] = [await requestedByUnit(db, year, codes, sight), await arbitratedByUnit(db, year, codes, sight)];
  const days = await exercise(db, year);
  return {
    ...{ year, unit, partial, demo: services.settings.demo },
    path: pathTo(visible, unit.code).slice(0, -1),
    below: others.map((own) => ({ ...own, depth: own.depth - unit.depth - 1 })),
    ladder: (["AE", "CP", "ETPT"] as const).map((resource) => ladderOf(resource, requested, arbitrated, heldBy(credits, codes, resource))),
    points: await unitYearWithPrevious(db, year, codes, today),
    asOf: days && days.lastDay < today ? days.lastDay : today,
  };
});

export default function UnitSheetPage() {
  const { year, unit, partial, path, below, ladder, points, asOf, demo } = useLoaderData<typeof loader>();
  const words = useTranslations("units.page");
  return (
    <Page
      title={`${unit.label} · ${year}`}
      crumbs={[
        { label: words("title", { year: String(year) }), to: unitsAddress(year) },
        ...path.map(({ code, shortLabel }) => ({ label: shortLabel, to: unitAddress(year, code) })),
      ]}
      message={
        below.length > 0 ? words("withBelow", { kind: words(`kinds.${unit.kind}`), count: below.length }) : words(`kinds.${unit.kind}`)
      }
      actions={
        <>
          <Link to={forecastAddress(year, unit.code)} className={buttonClass()}>
            {words("forecast")}
          </Link>
          <Link to={unitAllotmentAddress(year, unit.code)} className={buttonClass()}>
            {words("allotment")}
          </Link>
          <Link to={unitExecutionAddress(year, unit.code)} className={buttonClass()}>
            {words("execution")}
          </Link>
        </>
      }
    >
      {demo && <Fictitious what={words("amounts")} />}
      <Section title={words("ladder")}>
        <LadderTable ladder={ladder} />
        <CostsLeftOut when={partial} />
      </Section>
      {points.length > 0 && <YearFigure unit={unit.shortLabel} points={points} asOf={asOf} />}
      {below.length > 0 && (
        <Section title={words("below")}>
          <ul className={styles.list}>
            {below.map(({ code, label, depth }) => (
              <li key={code}>
                <UnitLabel code={code} label={label} depth={depth} to={unitAddress(year, code)} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}
