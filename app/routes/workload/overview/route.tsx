import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { HeatMap, type HeatRow } from "#app/ui/figure/heat-map.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";
import { workForecasts } from "#db/queries/workload/forecasts.ts";
import { scopedUnit, unitsInScope } from "../../units/scope.ts";
import styles from "../../units/units.module.css";
import { workforceAddress } from "../../workforce/addresses.ts";
import {
  newWorkItemAddress,
  teamAddress,
  workForecastsAddress,
  workloadAddress,
  workloadFileAddress,
  workloadSettingsAddress,
  workMonthsAddress,
} from "../addresses.ts";
import { ForecastTable, forecastRows } from "../forecast-table.tsx";
import { ItemTable } from "../item-table.tsx";
import { LoadFigure } from "../load-figure.tsx";
import { loadOverview, type UnitOfWork } from "./load-overview.ts";

export const loader = guard.loader({ capability: "planning.read" }, async (scene) => {
  const { db, year, url, access, today, mayDo, services } = scene;
  const units = await unitsInScope(scene, "planning.read");
  return {
    ...{ year, unit: scopedUnit(url, units), demo: services.settings.demo },
    overview: await loadOverview(scene, units),
    forecasts: forecastRows(await workForecasts(db, year)),
    mayPlan: mayDo("workload.plan"),
    mayArrange: await holdsWholeLedger(db, access, "workload.arrange", today),
  };
});

export default function WorkloadPage() {
  const { year, unit, demo, overview, forecasts, mayPlan, mayArrange } = useLoaderData<typeof loader>();
  const words = useTranslations("workload");
  const format = useFormat();
  const { units, months, thresholds, candidates, after, asOf } = overview;
  return (
    <Page
      title={words("title", { year: String(year) })}
      message={<Sentence units={units} year={year} />}
      actions={
        <>
          {mayPlan && (
            <Link to={newWorkItemAddress(year, unit ?? undefined)} className={buttonClass("primary")}>
              {words("newItem")}
            </Link>
          )}
          <Link to={workforceAddress(year)} className={buttonClass()}>
            {words("staff")}
          </Link>
          <Link to={workMonthsAddress(year, { unit })} className={buttonClass()}>
            {words("months.link")}
          </Link>
          {mayArrange && (
            <Link to={workloadSettingsAddress(year)} className={buttonClass()}>
              {words("settings.title")}
            </Link>
          )}
        </>
      }
    >
      {demo && <Fictitious what={words("what")} />}
      {after !== null && (
        <p>
          {words("asForecast", { name: after.name, on: format.instant(after.at) })} <Link to={workloadAddress(year)}>{words("today")}</Link>
        </p>
      )}
      {units.length === 0 ? (
        <EmptyState title={words("nothing")}>{mayPlan && <Link to={newWorkItemAddress(year)}>{words("newItem")}</Link>}</EmptyState>
      ) : (
        <>
          <Section title={words("byMonth")}>
            <LoadFigure title={words("figure.title", { year: String(year) })} asOf={asOf} months={months} thresholds={thresholds} />
          </Section>
          <Section title={words("byUnit")} actions={<ExportMenu file={workloadFileAddress(year)} />}>
            <LoadMap year={year} asOf={asOf} units={units} months={months.map(({ month }) => month)} />
          </Section>
        </>
      )}
      {candidates.length > 0 && (
        <Section title={words("candidates")}>
          <p className={styles.note}>{words("candidatesNote")}</p>
          <ItemTable year={year} items={candidates} caption={words("candidates")} />
        </Section>
      )}
      <Section
        title={words("forecasts")}
        actions={
          mayArrange && (
            <Link to={workForecastsAddress(year)} className={buttonClass()}>
              {words("keep")}
            </Link>
          )
        }
      >
        <ForecastTable year={year} forecasts={forecasts} />
      </Section>
    </Page>
  );
}

/** Units in months: how loaded each is, in points around its capacity. */
function LoadMap({ year, asOf, units, months }: { year: number; asOf: string; units: readonly UnitOfWork[]; months: readonly string[] }) {
  const words = useTranslations("workload");
  const format = useFormat();
  const cell = ({ load, capacity }: { load: bigint; capacity: bigint }) =>
    capacity <= 0n
      ? ("none" as const)
      : {
          gap: (load * 1000n) / capacity - 1000n,
          text: load === 0n ? "–" : format.share({ part: load, whole: capacity }),
        };
  const rows = units.map(
    (own): HeatRow => ({ key: own.code, label: own.label, to: teamAddress(year, own.code), cells: own.months.map(cell), whole: cell(own) }),
  );
  const over = units.filter(({ load, capacity }) => load > capacity).length;
  return (
    <HeatMap
      main
      title={words("map.title", { over, count: units.length })}
      unit={words("map.unit")}
      source={words("source")}
      asOf={asOf}
      months={months}
      rows={rows}
      wholeHead={words("map.year")}
    />
  );
}

/** Do the works fit the people, and where do they not? */
function Sentence({ units, year }: { readonly units: readonly UnitOfWork[]; readonly year: number }) {
  const words = useTranslations("workload");
  const format = useFormat();
  const load = units.reduce((sum, own) => sum + own.load, 0n);
  const capacity = units.reduce((sum, own) => sum + own.capacity, 0n);
  if (capacity === 0n) return words("noCapacity", { year: String(year) });
  return words("message", {
    share: format.share({ part: load, whole: capacity }),
    over: units.filter(({ months }) => months.some((own) => own.load > own.capacity)).length,
    count: units.length,
  });
}
