import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { creditsByUnit } from "#db/queries/allotment-board.ts";
import { commitmentsPage } from "#db/queries/execution.ts";
import { exercise } from "#db/queries/execution-reference.ts";
import { unitYearWithPrevious } from "#db/queries/unit-year.ts";
import { holdingRows } from "../../allotment/credit-rows.ts";
import { HoldingTable } from "../../allotment/holding-table.tsx";
import { commitmentsAddress, newCommitmentAddress, plannedAddress, unitAddress, unitAllotmentAddress } from "../../units/addresses.ts";
import { MeasureSwitch } from "../../units/measure-switch.tsx";
import { withBelow } from "../../units/scope.ts";
import { CommitmentTable } from "../commitment-table.tsx";
import { useExecutionCrumb } from "../execution-crumb.ts";
import { followedMeasures } from "../follow-up/shown.ts";
import { YearFigure } from "../year-figure.tsx";
import { LandingFigure } from "./landing-figure.tsx";
import { loadLanding } from "./load-landing.ts";
import { YearTotals } from "./year-totals.tsx";

export const loader = guard.loader({ capability: "execution.read", unit: ({ params }) => params.unit }, async (scene) => {
  const { db, year, params, access, today, mayDo, notFound, services } = scene;
  const below = withBelow(await visibleUnits(db, access, "execution.read", today), params.unit ?? "");
  const [unit] = below;
  const days = await exercise(db, year);
  if (!unit || !days) throw notFound("unit", params.unit ?? "");
  const codes = below.map(({ code }) => code);
  return {
    ...{ year, unit, demo: services.settings.demo, below: codes.length - 1 },
    asOf: today < days.lastDay ? today : days.lastDay,
    points: await unitYearWithPrevious(db, year, codes, today),
    landing: await loadLanding(scene, codes),
    rows: holdingRows(await creditsByUnit(db, year, codes)),
    commitments: await commitmentsPage(db, { year, units: codes, outstanding: true, limit: 10 }),
    mayCommit: mayDo("execution.commit", unit.code),
  };
});

export default function UnitExecutionPage() {
  const { year, unit, below, asOf, points, landing, rows, commitments, mayCommit, demo } = useLoaderData<typeof loader>();
  const words = useTranslations("execution");
  const planned = useTranslations("planned");
  const own = useTranslations("followUp");
  return (
    <Page
      title={words("unitHeading", { unit: unit.label, year: String(year) })}
      crumbs={[useExecutionCrumb(year)]}
      message={below > 0 ? words("withBelow", { count: below }) : undefined}
      actions={
        <>
          {mayCommit && (
            <Link to={`${newCommitmentAddress(year)}?for=${encodeURIComponent(unit.code)}`} className={buttonClass("primary")}>
              {words("newCommitment")}
            </Link>
          )}
          <Link to={`${plannedAddress(year)}?unit=${encodeURIComponent(unit.code)}`} className={buttonClass()}>
            {planned("title")}
          </Link>
          <Link to={unitAllotmentAddress(year, unit.code)} className={buttonClass()}>
            {words("seeAllotment")}
          </Link>
          <Link to={unitAddress(year, unit.code)} className={buttonClass()}>
            {words("seeUnit")}
          </Link>
        </>
      }
    >
      {demo && <Fictitious what={words("byUnit")} />}
      <YearFigure unit={unit.shortLabel} points={points} asOf={asOf} />
      {landing && (
        <Section title={own("where")} actions={<MeasureSwitch current={landing.measure} measures={followedMeasures} />}>
          <LandingFigure unit={unit.shortLabel} {...landing} />
        </Section>
      )}
      <Section title={words("beside")}>
        <YearTotals year={year} points={points} />
      </Section>
      <Section title={words("holds")}>
        <HoldingTable rows={rows} caption={words("holds")} />
      </Section>
      <Section
        title={words("outstandingCommitments")}
        actions={<Link to={`${commitmentsAddress(year)}?unit=${encodeURIComponent(unit.code)}`}>{words("allCommitments")}</Link>}
      >
        <CommitmentTable year={year} commitments={commitments} empty={<EmptyState title={words("noOutstanding")} />} />
      </Section>
    </Page>
  );
}
