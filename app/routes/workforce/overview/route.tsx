import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { within } from "#app/domain/trace/trace-of.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { scopedUnit, unitsInScope } from "../../units/scope.ts";
import styles from "../../units/units.module.css";
import { arrivalAddress, dataProcessingFileAddress, staffFilesAddress, vacantPostsAddress, workforceAddress } from "../addresses.ts";
import { workforceRights } from "../rights.ts";
import { WorkforceLinks } from "../workforce-links.tsx";
import { EtptFigure } from "./etpt-figure.tsx";
import { FlowStrip } from "./flow-strip.tsx";
import { loadOverview, type Overview } from "./load-overview.ts";
import { SchemeList } from "./scheme-list.tsx";
import { CategoryTable, DataProcessingTable, NatureTable, UnitTable } from "./staff-tables.tsx";

/** People are counted for everybody who reads the plan; their names are elsewhere, for those who may see them. */
export const loader = guard.loader({ capability: "planning.read" }, async (scene) => {
  const { year, url, services } = scene;
  const units = await unitsInScope(scene, "planning.read");
  return {
    ...{ year, unit: scopedUnit(url, units), demo: services.settings.demo, may: await workforceRights(scene) },
    overview: await loadOverview(scene, units),
  };
});

export default function WorkforcePage() {
  const { year, unit, demo, may, overview } = useLoaderData<typeof loader>();
  const words = useTranslations("workforce");
  const { known, outlook, scheme, vacancies, units, dataProcessing } = overview;
  const search = unit === null ? "" : `&unit=${encodeURIComponent(unit)}`;
  const isEmpty = !known && outlook.ceiling === 0n && outlook.posted === 0n;
  return (
    <Page
      title={words("title", { year: String(year) })}
      message={<Sentence overview={overview} year={year} />}
      actions={
        may.edit && (
          <Link to={arrivalAddress(year, unit === null ? {} : { unit })} className={buttonClass("primary")}>
            {words("arrival.title")}
          </Link>
        )
      }
    >
      <WorkforceLinks year={year} unit={unit} may={may} />
      {demo && <Fictitious what={words("what")} />}
      {isEmpty ? (
        <EmptyState title={words("nobody")}>{may.edit && <Link to={staffFilesAddress(year)}>{words("links.files")}</Link>}</EmptyState>
      ) : (
        <>
          {!known && <Notice kind="information">{words("noContracts")}</Notice>}
          <Section title={words("consumed")}>
            <EtptFigure year={year} overview={overview} />
          </Section>
          <Section title={words("byNature")}>
            <NatureTable year={year} overview={overview} scope={within(unit)} />
          </Section>
          {known && (
            <>
              <Section title={words("flows.heading")} actions={<ExportMenu file={`${workforceAddress(year)}/file`} />}>
                <div className={styles.stack}>
                  <FlowStrip year={year} overview={overview} />
                  <SchemeList scheme={scheme} />
                </div>
              </Section>
              <Section title={words("vacancies.title")}>
                <p>
                  {words("vacancies.sentence", { open: vacancies.open, vacant: vacancies.vacant })}{" "}
                  {vacancies.vacant > 0 && <Link to={vacantPostsAddress(year) + search}>{words("vacancies.see")}</Link>}
                </p>
              </Section>
              <Section title={words("byCategory")}>
                <CategoryTable overview={overview} />
              </Section>
            </>
          )}
          {dataProcessing !== null && dataProcessing.length > 0 && (
            <Section title={words("dataProcessing.title")} actions={<ExportMenu file={dataProcessingFileAddress(year)} />}>
              <p className={styles.note}>{words("dataProcessing.note")}</p>
              <DataProcessingTable rows={dataProcessing} />
            </Section>
          )}
          {units.length > 1 && (
            <Section title={words("byUnit")}>
              <UnitTable year={year} overview={overview} />
            </Section>
          )}
        </>
      )}
    </Page>
  );
}

function Sentence({ overview, year }: { readonly overview: Overview; readonly year: number }) {
  const words = useTranslations("workforce");
  const format = useFormat();
  const { day, heads, fte, outlook } = overview;
  const { landing, ceiling, room } = outlook;
  return words("message", {
    ...{ day: format.day(day), heads, fte: format.amount(fte * 12n, "ETPT"), year: String(year) },
    ...{ landing: format.amount(landing, "ETPT"), ceiling: format.amount(ceiling, "ETPT") },
    side: ceiling === 0n ? "none" : room < 0n ? "over" : "under",
    room: format.amount(room < 0n ? -room : room, "ETPT"),
  });
}
