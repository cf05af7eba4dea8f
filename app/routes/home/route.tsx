import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { phaseStates } from "#app/domain/cycle.ts";
import { guard } from "#app/http/guard.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { awaiting } from "#db/queries/home/awaiting.ts";
import { cycleFacts, nextClosing } from "#db/queries/home/cycle.ts";
import { resourceStandings } from "#db/queries/home/resources.ts";
import { CycleRibbon } from "./cycle-ribbon.tsx";
import { ResourceLines } from "./resource-lines.tsx";
import { TaskList } from "./task-list.tsx";

/** What needs me today, and whether we are on course. */
export const loader = guard.loader({ capability: "signed-in" }, async ({ db, access, person, year, today, mayDo }) => {
  const facts = await cycleFacts(db, year, today);
  return {
    year,
    today,
    name: person.name,
    tasks: await awaiting(db, { access, person: person.id, fiscalYear: year, today }),
    phases: phaseStates(facts),
    campaignClosesOn: facts.campaign === "open" ? facts.campaignClosesOn : null,
    nextDue: await nextClosing(db, today),
    standings: mayDo("allotment.read") ? await resourceStandings(db, access, year) : null,
  };
});

export default function HomePage() {
  const { year, today, name, tasks, phases, campaignClosesOn, nextDue, standings } = useLoaderData<typeof loader>();
  const words = useTranslations("home");
  return (
    <Page title={words("title")} message={words("greeting", { name })}>
      <Section title={words("todo.title")}>
        <TaskList tasks={tasks} year={year} today={today} nextDue={nextDue} />
      </Section>
      <Section title={words("cycle.title", { year: String(year) })}>
        <CycleRibbon year={year} phases={phases} campaignClosesOn={campaignClosesOn} />
      </Section>
      {standings && (
        <Section title={words("resources.title", { year: String(year) })}>
          <ResourceLines standings={standings} />
        </Section>
      )}
    </Page>
  );
}
