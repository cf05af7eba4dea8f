import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { within } from "#app/domain/trace/trace-of.ts";
import { guard } from "#app/http/guard.ts";
import { knownOn } from "#app/http/search.ts";
import { AsKnown } from "#app/ui/as-known.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { alertsOf } from "#db/queries/alerts/alert.ts";
import { creditsByUnit } from "#db/queries/allotment-board.ts";
import { commitmentsPage } from "#db/queries/execution.ts";
import { exercise } from "#db/queries/execution-reference.ts";
import { unitYearWithPrevious } from "#db/queries/unit-year.ts";
import { holdingRows } from "../../allotment/credit-rows.ts";
import { HoldingTable } from "../../allotment/holding-table.tsx";
import {
  askingAddress,
  commitmentsAddress,
  landingAddress,
  newCommitmentAddress,
  plannedAddress,
  unitAddress,
  unitAllotmentAddress,
} from "../../units/addresses.ts";
import { MeasureSwitch } from "../../units/measure-switch.tsx";
import { withBelow } from "../../units/scope.ts";
import { AlertLines } from "../alerts/alert-lines.tsx";
import { CommitmentTable } from "../commitment-table.tsx";
import { useExecutionCrumb } from "../execution-crumb.ts";
import { followedMeasures } from "../follow-up/shown.ts";
import { YearFigure } from "../year-figure.tsx";
import { LandingFigure } from "./landing-figure.tsx";
import { loadLanding } from "./load-landing.ts";
import styles from "./unit.module.css";
import { YearTotals } from "./year-totals.tsx";

export const loader = guard.loader({ capability: "execution.read", unit: ({ params }) => params.unit }, async (scene) => {
  const { db, year, params, access, today, mayDo, notFound, services } = scene;
  const below = withBelow(await visibleUnits(db, access, "execution.read", today), params.unit ?? "");
  const [unit] = below;
  const days = await exercise(db, year);
  if (!unit || !days) throw notFound("unit", params.unit ?? "");
  const codes = below.map(({ code }) => code);
  const known = knownOn(scene.url, today);
  const read = known?.on ?? today;
  return {
    ...{ year, unit, demo: services.settings.demo, below: codes.length - 1 },
    ...{ known: known?.on ?? null, asOf: read < days.lastDay ? read : days.lastDay },
    points: await unitYearWithPrevious(db, year, codes, read, known),
    landing: await loadLanding(scene, codes),
    rows: holdingRows(await creditsByUnit(db, year, codes, known)),
    // Where commitments and alerts stand is of today.
    commitments: known ? [] : await commitmentsPage(db, { year, units: codes, outstanding: true, limit: 10 }),
    mayCommit: mayDo("execution.commit", unit.code),
    mayAsk: mayDo("execution.ask", unit.code),
    alerts: known ? [] : await alertsOf(db, { year, units: codes, states: ["open", "answered", "snoozed"] }),
  };
});

export default function UnitExecutionPage() {
  const { year, unit, below, asOf, known, points, landing, rows, commitments, mayCommit, mayAsk, alerts, demo } =
    useLoaderData<typeof loader>();
  const words = useTranslations("execution");
  const planned = useTranslations("planned");
  const own = useTranslations("followUp");
  const alertWords = useTranslations("alerts");
  const [search] = useSearchParams();
  const place = { scope: within(unit.code), year, ...(known === null ? {} : { asOf: { on: known, known: true } }) };
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
      <AsKnown day={known} />
      {demo && <Fictitious what={words("byUnit")} />}
      <div className={styles.sheet}>
        <div className={landing ? "no-print" : undefined}>
          <YearFigure unit={unit.shortLabel} points={points} asOf={asOf} place={place} />
        </div>
        {landing && (
          <Section
            title={own("where")}
            actions={
              <>
                <MeasureSwitch current={landing.measure} measures={followedMeasures} />
                <Link to={landingAddress(year, unit.code, landing.measure)}>{own("landed.open")}</Link>
                {mayAsk && (
                  <Link to={askingAddress(year, { unit: unit.code, resource: landing.measure, month: search.get("month") ?? undefined })}>
                    {alertWords("acting.asked.now")}
                  </Link>
                )}
              </>
            }
          >
            <LandingFigure unit={unit.shortLabel} {...landing} />
          </Section>
        )}
        {alerts.length > 0 && (
          <div className="no-print">
            <Section title={alertWords("title", { year: String(year) })}>
              <AlertLines year={year} alerts={alerts} />
            </Section>
          </div>
        )}
        <Section title={words("beside")}>
          <YearTotals place={place} points={points} />
        </Section>
        <Section title={words("holds")}>
          <HoldingTable rows={rows} caption={words("holds")} place={place} />
        </Section>
        {known === null && (
          <div className="no-print">
            <Section
              title={words("outstandingCommitments")}
              actions={<Link to={`${commitmentsAddress(year)}?unit=${encodeURIComponent(unit.code)}`}>{words("allCommitments")}</Link>}
            >
              <CommitmentTable
                year={year}
                commitments={commitments}
                scope={place.scope}
                empty={<EmptyState title={words("noOutstanding")} />}
              />
            </Section>
          </div>
        )}
      </div>
    </Page>
  );
}
