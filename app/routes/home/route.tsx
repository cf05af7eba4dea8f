import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { snoozeTask } from "#app/commands/snooze-task.ts";
import { phaseStates } from "#app/domain/cycle.ts";
import { taskName } from "#app/domain/home/to-do.ts";
import { addDays } from "#app/domain/month.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { cycleFacts, nextClosing } from "#db/queries/home/cycle.ts";
import { resourceStandings } from "#db/queries/home/resources.ts";
import { AlertLines } from "../execution/alerts/alert-lines.tsx";
import { alertsAddress } from "../units/addresses.ts";
import { scopedUnit, unitsInScope } from "../units/scope.ts";
import { CycleRibbon } from "./cycle-ribbon.tsx";
import styles from "./home.module.css";
import { LatestDecisions, LatestMovements } from "./latest.tsx";
import { loadBelow, loadMeasures, loadRoom, loadToDo } from "./load-home.ts";
import { MeasureLines } from "./measure-lines.tsx";
import { snoozeSchema } from "./read-snooze.ts";
import { ResourceLines } from "./resource-lines.tsx";
import { RoomPanels } from "./room-panels.tsx";
import { TaskList } from "./task-list.tsx";

/** What needs me today, and whether we are on course. */
export const loader = guard.loader({ capability: "signed-in" }, async (scene) => {
  const { db, access, person, year, today, url, mayDo, newKey } = scene;
  const facts = await cycleFacts(db, year, today);
  const toDo = await loadToDo(scene);
  const follows = mayDo("execution.read");
  const followed = follows ? await unitsInScope(scene, "execution.read") : [];
  const units = followed.map(({ code }) => code);
  const measures = follows ? await loadMeasures(scene, units) : [];
  return {
    ...{ year, today, follows, toDo, measures, unit: scopedUnit(url, followed) },
    name: person.name,
    keys: Object.fromEntries([...toDo.shown, ...toDo.more, ...toDo.aside].map((task) => [taskName(task), newKey()])),
    snoozes: [
      { key: "tomorrow" as const, until: addDays(today, 1) },
      { key: "week" as const, until: addDays(today, 7) },
    ],
    phases: phaseStates(facts),
    campaignClosesOn: facts.campaign === "open" ? facts.campaignClosesOn : null,
    nextDue: await nextClosing(db, today),
    standings: measures.length === 0 && mayDo("allotment.read") ? await resourceStandings(db, access, year) : null,
    below: await loadBelow(scene, units),
    room: await loadRoom(scene),
  };
});

export const action = guard.action({ capability: "signed-in" }, async ({ form, locale, year, context, refused, redirect }) => {
  const read = readForm(form, snoozeSchema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const done = await snoozeTask(context, read.value);
  return done.ok ? redirect(`/${year}/home`, "home.todo.snoozed", {}) : refused(done.refusal, read.submission);
});

export default function HomePage() {
  const { year, today, follows, unit, name, toDo, keys, snoozes, phases, campaignClosesOn, nextDue, measures, standings, below, room } =
    useLoaderData<typeof loader>();
  const words = useTranslations("home");
  const format = useFormat();
  const { general } = fieldsOf(useActionData<typeof action>()?.lastResult);
  return (
    <Page title={words("title")} message={words("situation", { name, day: format.day(today) })}>
      <div className={styles.sheet}>
        {general.length > 0 && <ErrorSummary general={general} />}
        <Section title={words("todo.title")}>
          <TaskList {...{ toDo, year, today, nextDue, snoozes, keys }} />
        </Section>
        {measures.length > 0 && (
          <Section title={words("measures.title", { year: String(year) })}>
            <MeasureLines year={year} unit={unit} lines={measures} />
          </Section>
        )}
        {standings && (
          <Section title={words("resources.title", { year: String(year) })}>
            <ResourceLines standings={standings} />
          </Section>
        )}
        <Section title={words("cycle.title", { year: String(year) })}>
          <CycleRibbon {...{ year, today, phases, campaignClosesOn }} deadlines={below.deadlines} />
        </Section>
        <RoomPanels year={year} room={room} />
        {follows && (
          <Section
            title={words("gaps.title")}
            actions={
              below.alertCount > below.alerts.length && (
                <Link to={`${alertsAddress(year)}?state=live`}>{words("gaps.all", { count: below.alertCount })}</Link>
              )
            }
          >
            {below.alerts.length === 0 ? <EmptyState title={words("gaps.none")} /> : <AlertLines year={year} alerts={below.alerts} />}
          </Section>
        )}
        {below.decisions && (
          <Section title={words("latest.decisions")}>
            <LatestDecisions decisions={below.decisions} />
          </Section>
        )}
        {below.movements && (
          <Section title={words("latest.movements")}>
            <LatestMovements year={year} movements={below.movements} />
          </Section>
        )}
      </div>
    </Page>
  );
}
