import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { sum } from "#app/domain/quantity.ts";
import { within } from "#app/domain/trace/trace-of.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { outstandingAddress, scheduleAddress } from "../../units/addresses.ts";
import { said } from "../../units/said.ts";
import styles from "../../units/units.module.css";
import { useExecutionCrumb } from "../execution-crumb.ts";
import { BandTable } from "./band-table.tsx";
import { loadSchedule } from "./load-schedule.ts";
import { ScheduleFigure } from "./schedule-figure.tsx";
import { UnitScheduleTable } from "./unit-schedule-table.tsx";

export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  return { ...(await loadSchedule(scene)), demo: scene.services.settings.demo };
});

export default function SchedulePage() {
  const { year, on, from, unit, bands, byUnit, demo } = useLoaderData<typeof loader>();
  const words = useTranslations("outstanding");
  const format = useFormat();
  const whole = sum(bands.map(({ due }) => due));
  const shown = displayUnitFor([whole]);
  const short = bands.find(({ room }) => room !== null && room < 0n);
  const first = bands.find(({ room }) => room !== null);
  const named = short ?? first;
  const message = {
    ...{ amount: said(format, whole, "EUR", shown), first: String(from), due: said(format, bands[0]?.due ?? 0n, "EUR", shown) },
    ...{
      year: String(named?.year ?? from),
      room: said(format, named?.room == null ? 0n : named.room < 0n ? -named.room : named.room, "EUR", shown),
    },
  };
  return (
    <Page
      title={words("schedule.heading", { year: String(year) })}
      crumbs={[useExecutionCrumb(year), { label: words("title"), to: outstandingAddress(year, { unit }) }]}
      message={words(short ? "schedule.short" : first ? "schedule.room" : "schedule.message", message)}
      actions={
        <>
          <Link to={outstandingAddress(year, { unit })} className={buttonClass()}>
            {words("title")}
          </Link>
          <ExportMenu file={`${scheduleAddress(year)}/file`} />
        </>
      }
    >
      {demo && <Fictitious what={words("schedule.title")} />}
      {whole === 0n ? (
        <EmptyState title={words("schedule.nothing", { day: format.day(on) })} />
      ) : (
        <>
          <ScheduleFigure year={year} on={on} bands={bands} unit={unit} />
          <Section title={words("schedule.byYear")}>
            <BandTable {...{ year, on, bands, unit }} />
            <p className={styles.note}>{words("schedule.note")}</p>
          </Section>
          <Section title={words("schedule.byUnit")}>
            <UnitScheduleTable {...{ year, on }} rows={byUnit} scope={within(unit)} />
          </Section>
        </>
      )}
    </Page>
  );
}
