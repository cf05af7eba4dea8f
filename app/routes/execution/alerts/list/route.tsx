import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { alertCauses } from "#app/domain/alerts/alert.ts";
import { landedResources } from "#app/domain/landing/manual.ts";
import { guard } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";
import { alertSettingsAddress, alertsAddress } from "../../../units/addresses.ts";
import { LinkSwitch } from "../../../units/link-switch.tsx";
import units from "../../../units/units.module.css";
import { useExecutionCrumb } from "../../execution-crumb.ts";
import { loadAlerts } from "../load-alerts.ts";
import { shownStates } from "../shown-states.ts";
import { AlertTable } from "./alert-table.tsx";

export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { db, year, url, access, today, services } = scene;
  return {
    ...{ year, unit: searchOf(url).unit ?? null, demo: services.settings.demo },
    ...(await loadAlerts(scene)),
    maySet: await holdsWholeLedger(db, access, "execution.ask", today),
  };
});

export default function AlertsPage() {
  const { year, asked, alerts, maySet, demo } = useLoaderData<typeof loader>();
  const words = useTranslations("alerts");
  const resources = useTranslations("resources.short");
  const count = (level: "serious" | "watch") => alerts.filter((alert) => alert.state === "open" && alert.level === level).length;
  return (
    <Page
      title={words("title", { year: String(year) })}
      crumbs={[useExecutionCrumb(year)]}
      message={words("message", { serious: count("serious"), watch: count("watch") })}
      actions={
        <>
          {maySet && (
            <Link to={alertSettingsAddress(year)} className={buttonClass()}>
              {words("settings.title")}
            </Link>
          )}
          <ExportMenu file={`${alertsAddress(year)}/file`} />
        </>
      }
    >
      {demo && <Fictitious what={words("what")} />}
      <div className={`${units.inline} no-print`}>
        <LinkSwitch
          name="state"
          label={words("state")}
          isNamed
          current={asked.state}
          options={shownStates.map((value) => ({ value, label: words(`states.${value}`) }))}
        />
        <LinkSwitch
          name="level"
          label={words("level")}
          isNamed
          current={asked.level ?? ""}
          options={[
            { value: "", label: words("anyLevel") },
            { value: "serious", label: words("levels.serious") },
            { value: "watch", label: words("levels.watch") },
          ]}
        />
        <LinkSwitch
          name="m"
          label={words("measure")}
          isNamed
          current={asked.resource?.toLowerCase() ?? ""}
          options={[
            { value: "", label: words("anyMeasure") },
            ...landedResources.map((resource) => ({ value: resource.toLowerCase(), label: resources(resource) })),
          ]}
        />
      </div>
      {alerts.length === 0 && <EmptyState title={words("empty")}>{words("emptyWhy")}</EmptyState>}
      {alertCauses.map((cause) => {
        const own = alerts.filter((alert) => alert.cause === cause);
        return (
          own.length > 0 && (
            <Section key={cause} id={cause} title={words("group", { cause: words(`causes.${cause}`), count: own.length })}>
              <AlertTable year={year} cause={cause} alerts={own} />
            </Section>
          )
        );
      })}
    </Page>
  );
}
