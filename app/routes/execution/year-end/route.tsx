import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { yearEndSteps } from "#app/domain/execution/year-end/steps.ts";
import { guard } from "#app/http/guard.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { closingAddress } from "../../ledger/addresses.ts";
import { yearEndAddress } from "../../units/addresses.ts";
import { useExecutionCrumb } from "../execution-crumb.ts";
import { isOpen, loadYearEnd } from "./load-year-end.ts";
import { PostedList } from "./posted-list.tsx";
import { StageTable } from "./stage-table.tsx";
import { StepTable } from "./step-table.tsx";

export const loader = guard.loader({ capability: "execution.read", whole: true }, async (scene) => {
  const { mayDo } = scene;
  const { totals, ...shown } = await loadYearEnd(scene);
  const open = totals.filter(isOpen);
  return {
    ...shown,
    ...{ open, ended: totals.filter((total) => !isOpen(total)) },
    may: {
      close: mayDo("ledger.close"),
      request: mayDo("execution.request"),
      pay: mayDo("execution.pay"),
      seeLedger: mayDo("ledger.read"),
    },
  };
});

/** The end of the credits of an exercise: what is left to do, in its order, until every open stage is at zero. */
export default function YearEndPage() {
  const page = useLoaderData<typeof loader>();
  const { exercise, facts, states, open, ended, lapses, may } = page;
  const { year } = exercise;
  const words = useTranslations("yearEnd");
  const format = useFormat();
  const left = yearEndSteps.filter((step) => states[step] === "blocking" || states[step] === "toDo").length;
  const over = facts.open === 0 && facts.overruns <= facts.overrunsWaived;
  const done = over && left === 0;
  return (
    <Page
      title={words("title", { year: String(year) })}
      crumbs={[useExecutionCrumb(year)]}
      message={
        facts.ended
          ? words(over ? "message.over" : "message.left", { year: String(year), count: left, stages: facts.open })
          : words("message.running", { year: String(year), day: format.day(exercise.lastDay) })
      }
      marks={
        <StatePill kind={facts.closed ? "locked" : done && facts.ended ? "done" : facts.ended ? "late" : "in-progress"}>
          {words(facts.closed ? "mark.closed" : done && facts.ended ? "mark.over" : facts.ended ? "mark.ending" : "mark.running")}
        </StatePill>
      }
      actions={
        <>
          {may.seeLedger && (
            <Link to={closingAddress(year)} className={buttonClass()}>
              {words("toClosing")}
            </Link>
          )}
          <ExportMenu file={`${yearEndAddress(year)}/file`} />
        </>
      }
    >
      <Section title={words("steps")}>
        <StepTable page={page} />
      </Section>
      <Section id="stages" title={words("openStages")}>
        <StageTable caption={words("openStages")} totals={open} empty={words("noneOpen")} />
      </Section>
      <Section title={words("endedStages")}>
        <StageTable caption={words("endedStages")} totals={ended} empty={words("noneEnded")} />
      </Section>
      {lapses.length > 0 && (
        <Section id="posted" title={words("posted")}>
          <PostedList year={year} lapses={lapses} mayUndo={may.close && !facts.closed} seesLedger={may.seeLedger} />
        </Section>
      )}
    </Page>
  );
}
