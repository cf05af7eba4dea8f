import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { isCounted } from "#app/domain/alerts/alert.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { Fictitious } from "#app/ui/fictitious.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { sentenceValues } from "#app/ui/format/alert-sentence.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { alertSteps } from "#db/queries/alerts/alert.ts";
import {
  alertActAddress,
  alertsAddress,
  outstandingAddress,
  paymentRequestsAddress,
  unitExecutionAddress,
} from "../../../units/addresses.ts";
import { Facts } from "../../../units/facts.tsx";
import { useExecutionCrumb } from "../../execution-crumb.ts";
import { ActForm } from "../act-page.tsx";
import { alertAtPath } from "../alert-at.ts";
import { AlertStateMark } from "../alert-state.tsx";
import type { ShownAlert } from "../load-alerts.ts";
import { StepList } from "./step-list.tsx";

export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { db, year, mayDo, newKey, services } = scene;
  const alert = await alertAtPath(scene, "execution.read");
  const steps = await alertSteps(db, alert.id);
  const live = alert.state !== "closed";
  return {
    ...{ year, alert, key: newKey(), demo: services.settings.demo },
    steps: steps.map(({ at, id, ...step }) => ({ ...step, id: String(id), at: at.toISOString() })),
    mayAsk: live && mayDo("execution.ask", alert.unit),
    mayExplain: live && mayDo("execution.explain", alert.unit),
  };
});

export default function AlertPage() {
  const { year, alert, steps, mayAsk, mayExplain, key, demo } = useLoaderData<typeof loader>();
  const words = useTranslations("alerts");
  const resources = useTranslations("resources");
  const followed = useTranslations("followUp");
  const format = useFormat();
  const { id, unit, unitLabel, cause, sign, level, resource, size, amount, day, openedOn } = alert;
  const counted = isCounted(cause);
  return (
    <Page
      title={words("one", { unit: unitLabel, cause: inSentence(words(`causes.${cause}`)) })}
      crumbs={[useExecutionCrumb(year), { label: words("title", { year: String(year) }), to: alertsAddress(year) }]}
      marks={
        <>
          <StatePill kind={level === "serious" ? "fault" : "in-progress"}>{words(`levels.${level}`)}</StatePill>
          <AlertStateMark {...alert} />
        </>
      }
      message={words(`sentences.${sign}`, sentenceValues(format, alert))}
      actions={
        <>
          {mayAsk && (
            <Link to={alertActAddress(year, id, "question")} className={buttonClass("primary")}>
              {words("acting.asked.now")}
            </Link>
          )}
          {mayAsk && (
            <Link to={alertActAddress(year, id, "snooze")} className={buttonClass()}>
              {words("acting.snoozed.now")}
            </Link>
          )}
          {mayExplain && !alert.asked && (
            <Link to={alertActAddress(year, id, "explanation")} className={buttonClass()}>
              {words("acting.answered.now")}
            </Link>
          )}
          <Link to={sourceOf(year, alert)} className={buttonClass()}>
            {words(counted ? "seeDocuments" : "seeUnit")}
          </Link>
        </>
      }
    >
      {demo && <Fictitious what={words("what")} />}
      <Facts
        facts={[
          { label: words("measure"), value: resources(resource) },
          ...(cause === "question"
            ? []
            : [
                {
                  label: counted ? words("documents") : words("gap"),
                  value: counted
                    ? String(size)
                    : followed("pointsOff", { gap: format.gap(BigInt(cause === "underuse" ? -size : size)), count: size / 10 }),
                },
                { label: words("amount"), value: <Amount quantity={amount} resource={resource} withUnit /> },
              ]),
          ...(day === null ? [] : [{ label: counted ? words("oldest") : words("exhaustedOn"), value: format.day(day) }]),
          { label: words("since"), value: format.day(openedOn) },
        ]}
      />
      {mayExplain && alert.asked && (
        <div className="no-print">
          <Section title={words("acting.answered.title", { unit: unitLabel })}>
            <ActForm
              alert={alert}
              act="answered"
              commandKey={key}
              lastResult={undefined}
              action={alertActAddress(year, id, "explanation")}
            />
          </Section>
        </div>
      )}
      <Section title={words("history")}>
        <StepList steps={steps} resource={resource} />
      </Section>
      {counted && (
        <p className="no-print">
          <Link to={unitExecutionAddress(year, unit)}>{words("toUnit", { unit: unitLabel })}</Link>
        </p>
      )}
    </Page>
  );
}

/** A title after a colon: « Grand Est : au-dessus des crédits ». */
function inSentence(title: string): string {
  return title.charAt(0).toLocaleLowerCase() + title.slice(1);
}

/** Where the gap is seen: the follow-up of the unit, or the documents that wait. */
function sourceOf(year: number, { cause, unit, resource }: ShownAlert): string {
  const of = `unit=${encodeURIComponent(unit)}`;
  if (cause === "unpaid") return `${paymentRequestsAddress(year)}?${of}`;
  if (cause === "uncertified") return `${outstandingAddress(year)}?${of}&still=months6`;
  return `${unitExecutionAddress(year, unit)}?m=${resource.toLowerCase()}`;
}
