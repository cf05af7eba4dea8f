import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { bandShare } from "#app/domain/landing/estimate.ts";
import { monthOfYear } from "#app/domain/month.ts";
import { alone, traceOf } from "#app/domain/trace/trace-of.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { HorizonErrors } from "#app/ui/figure/horizon-errors.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { followedMeasures } from "../../execution/follow-up/shown.ts";
import { reviewAddress, unitExecutionAddress } from "../../units/addresses.ts";
import { LinkSwitch } from "../../units/link-switch.tsx";
import { MeasureSwitch } from "../../units/measure-switch.tsx";
import { unitsInScope } from "../../units/scope.ts";
import styles from "../../units/units.module.css";
import { type BackTestsShown, loadBackTests, type MissedLanding } from "./load-back-tests.ts";
import { shareOf, TestedTable } from "./tested-table.tsx";

export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { year, services } = scene;
  const units = await unitsInScope(scene, "execution.read");
  return { year, demo: services.settings.demo, shown: await loadBackTests(scene, units) };
});

export default function LandingsTestedPage() {
  const { year, shown, demo } = useLoaderData<typeof loader>();
  const words = useTranslations("review.landings");
  const review = useTranslations("review");
  const crumbs = [{ label: review("heading", { year: String(year) }), to: reviewAddress(year) }];
  if (shown === null) {
    return (
      <Page title={words("heading")} crumbs={crumbs} message={words("none")}>
        <EmptyState title={words("none")}>{words("noneHint")}</EmptyState>
      </Page>
    );
  }
  return (
    <Page title={words("heading")} crumbs={crumbs} message={<Sentence shown={shown} />}>
      {demo && <Fictitious what={review("fictitious")} />}
      <div className={`${styles.inline} no-print`}>
        <MeasureSwitch current={shown.resource} measures={followedMeasures} />
        <LinkSwitch
          name="class"
          label={review("titles")}
          current={shown.spendingClass}
          options={shown.classes.map((value) => ({ value, label: review(`classes.${value}`) }))}
        />
      </div>
      <p className={styles.note}>{words("how")}</p>
      <Horizons shown={shown} />
      <Section title={words("byClass")}>
        <TestedTable
          caption={words("byClass")}
          head={review("titles")}
          rows={shown.byClass}
          nameOf={({ key }) => review(`classes.${key === "personnel" ? "personnel" : "nonPersonnel"}`)}
        />
      </Section>
      <Section title={words("byUnit")}>
        <TestedTable
          caption={words("byUnit")}
          head={review("unit")}
          rows={shown.units}
          sort={shown.sort}
          nameOf={({ key, label }) => <Link to={unitExecutionAddress(year, key)}>{label}</Link>}
        />
      </Section>
      <Section title={words("worst")}>
        <MissedTable shown={shown} />
      </Section>
    </Page>
  );
}

function Sentence({ shown: { all, years } }: { readonly shown: BackTestsShown }) {
  const words = useTranslations("review.landings");
  const format = useFormat();
  const say = (share: number) => format.share(shareOf(share));
  return words("message", {
    ...{ count: all.count, from: String(years[0]), to: String(years.at(-1)), years: years.length },
    ...{ held: say(all.held), band: say(bandShare) },
    ...{ error: say(all.error), lastYear: say(all.lastYearError), linear: say(all.linearError) },
  });
}

/** How the errors shrink as the year goes, and how often the range held at each time. */
function Horizons({ shown: { horizons, years, all } }: { readonly shown: BackTestsShown }) {
  const words = useTranslations("review.landings");
  const format = useFormat();
  const permille = (of: (summary: BackTestsShown["all"]) => number) =>
    horizons.map(({ summary }) => BigInt(Math.round(of(summary) * 1000)));
  const monthName = (months: number, width?: "long") => format.month(monthOfYear(years.at(-1) ?? 0, months), width);
  return (
    <Section title={words("byHorizon")}>
      <HorizonErrors
        title={words("errorsTitle", {
          error: format.share(shareOf(all.error)),
          ...{ lastYear: format.share(shareOf(all.lastYearError)), linear: format.share(shareOf(all.linearError)) },
        })}
        source={words("source", { from: String(years[0]), to: String(years.at(-1)) })}
        asOf={`${years.at(-1)}-12-31`}
        horizons={horizons.map(({ months }) => monthName(months))}
        lines={[
          { key: "landing", label: words("error"), errors: permille(({ error }) => error), judged: true },
          { key: "lastYear", label: words("lastYear"), errors: permille(({ lastYearError }) => lastYearError) },
          { key: "linear", label: words("linear"), errors: permille(({ linearError }) => linearError) },
        ]}
      />
      <TestedTable
        caption={words("byHorizon")}
        head={words("horizon")}
        rows={horizons}
        nameOf={({ key }) => monthName(Number(key), "long")}
      />
    </Section>
  );
}

/** The landings that would have misled most. */
function MissedTable({ shown: { missed, resource } }: { readonly shown: BackTestsShown }) {
  const words = useTranslations("review.landings");
  const review = useTranslations("review");
  const format = useFormat();
  const unit = displayUnitFor(missed.flatMap(({ outturn, high }) => [outturn, high]));
  const amount = (key: "low" | "likely" | "high" | "outturn"): Column<MissedLanding> => ({
    ...{ key, head: words(`missed.${key}`), unit: format.unit(resource, unit), align: "end" },
    cell: (row) => {
      const cut = { spendingClass: row.spendingClass };
      const trace = key === "outturn" ? traceOf("used", { resource, scope: alone(row.unit), year: row.year, cut }) : undefined;
      return <Amount quantity={row[key]} resource={resource} unit={unit} trace={trace} />;
    },
  });
  return (
    <DataTable
      caption={words("worst")}
      hideCaption
      rows={missed}
      rowKey={({ unit: code, spendingClass, year, months }) => `${code} ${spendingClass} ${year} ${months}`}
      empty={<EmptyState title={words("missed.none")} />}
      columns={[
        { key: "unit", head: review("unit"), cell: ({ label }) => label },
        { key: "class", head: review("titles"), cell: ({ spendingClass }) => review(`classes.${spendingClass}`) },
        {
          key: "when",
          head: words("missed.when"),
          cell: ({ year, months }) => words("missed.at", { month: format.month(monthOfYear(year, months), "long"), year: String(year) }),
        },
        amount("low"),
        amount("likely"),
        amount("high"),
        amount("outturn"),
        { ...{ key: "error", head: words("missed.error"), align: "end" }, cell: ({ error }) => format.share(shareOf(error)) },
      ]}
    />
  );
}
