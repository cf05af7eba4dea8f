import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { stepLockFor } from "#app/commands/campaign-windows.ts";
import { departureFor } from "#app/commands/find-faults.ts";
import { saveRequest } from "#app/commands/save-request.ts";
import { takesRequests } from "#app/domain/campaign/campaign.ts";
import { warningsOf } from "#app/domain/forecast/request.ts";
import { costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import { transitions } from "#app/domain/forecast/transition.ts";
import { atField, readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { CostsLeftOut } from "#app/ui/planning/costs-left-out.tsx";
import { RequestHistory } from "#app/ui/planning/request-history.tsx";
import { RequestStatePill } from "#app/ui/planning/request-state-pill.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { checkSettings } from "#db/queries/forecast/checks.ts";
import { detailsOf } from "#db/queries/forecast/detail.ts";
import { sheetRevision, stepsOf } from "#db/queries/forecast/reading.ts";
import { schedulesOf } from "#db/queries/forecast/schedule.ts";
import { linesOf } from "#db/queries/forecast/sheet.ts";
import { attachmentsOf } from "#db/queries/ledger/attachment.ts";
import { ComponentTable } from "../component-table.tsx";
import { namedLines } from "../named-lines.ts";
import { requestAt, unitLabels } from "../request-at.ts";
import { choicesFor, linesShown, liveLines } from "../request-form/choices.ts";
import { RequestForm } from "../request-form/form.tsx";
import { linesFromForm } from "../request-form/read.ts";
import { requestSchema } from "../request-form/schema.ts";
import { RequestLines } from "../request-lines.tsx";
import { loadStaff } from "../staff/load-staff.ts";
import { StaffPart } from "../staff/staff-part.tsx";
import { AttachmentsSection } from "./attachments-section.tsx";
import { RequestDescription } from "./description.tsx";
import { DetailsSection } from "./details-section.tsx";
import { Notes } from "./notes.tsx";
import { PlainLines } from "./plain-lines.tsx";
import { SchedulesSection } from "./schedules-section.tsx";
import { StepButton } from "./step-button.tsx";

export const loader = guard.loader({ capability: "planning.read", unit: ({ params }) => params.unit }, async (scene) => {
  const { db, year, access, today, mayDo, newKey } = scene;
  const { request, label } = await requestAt(db, scene);
  const view = costView(costSightOf(access), request.unit);
  const lines = liveLines(await linesOf(db, request.id, view));
  const staff = await loadStaff(db, request, view);
  const staffed = new Set(staff.lines.flatMap(({ lineId, pensionsLineId }) => [lineId, pensionsLineId]));
  const open = takesRequests(request.campaignState);
  const may = (act: "submit" | "return" | "recall" | "accept") =>
    open && transitions[act].from.includes(request.state) && mayDo(transitions[act].capability, request.unit);
  const mayEdit = open && request.state === "draft" && mayDo("forecast.edit", request.unit);
  const isWritable = open && mayDo("forecast.edit", request.unit) && !(await stepLockFor(db, { access, today }, request, "writing"));
  const lineIds = lines.map(({ id }) => id);
  const steps = await stepsOf(db, request.id);
  const details = await detailsOf(db, lineIds);
  return {
    ...{ year, label, request, staff },
    lines: await namedLines(db, lines, year),
    seenRevision: (await sheetRevision(db, request.campaignId, request.unit)) ?? 0n,
    // What is computed from staff is changed there, not here.
    shown: linesShown(
      lines.filter(({ id }) => !staffed.has(id)),
      year,
      details,
    ),
    seesCosts: view === "whole",
    ...{ steps, isWritable },
    details,
    schedules: await schedulesOf(db, lineIds),
    attachments: await attachmentsOf(db, { requestId: request.id }),
    labels: await unitLabels(db, request, year),
    justification: {
      settings: await checkSettings(db),
      departure: mayEdit ? await departureFor(db, { ...request, requestId: request.id, today, view }) : undefined,
    },
    choices: mayEdit ? await choicesFor(db, year) : undefined,
    warnings: warningsOf(lines.map((line) => ({ ...line, cells: line.cells.map((cell) => ({ ...cell, amount: cell.amount ?? 0n })) }))),
    may: {
      submit: may("submit"),
      return: may("return"),
      recall: may("recall"),
      accept: may("accept"),
      arbitration: mayDo("arbitration.read", request.unit),
    },
    key: newKey(),
    stepKeys: { recall: newKey(), accept: newKey(), attach: newKey() },
  };
});

export const action = guard.action({ capability: "forecast.edit", unit: ({ params }) => params.unit }, async (scene) => {
  const { form, locale, context, year, access, refused, redirect, read } = scene;
  const fields = readForm(form, requestSchema, locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const { request, lines, choices } = await read(async (db) => {
    const { request } = await requestAt(db, scene);
    const lines = await linesOf(db, request.id, costView(costSightOf(access), request.unit));
    return { request, lines, choices: await choicesFor(db, year) };
  });
  const classOf = (nature: string) => choices.natures.find((own) => own.code === nature)?.spendingClass;
  const { unit, campaignId, id } = request;
  const input = {
    ...fields.value,
    campaignId,
    unit,
    requestId: id,
    lines: linesFromForm(fields.value, lines, { targetYear: year, classOf }),
  };
  const saved = await saveRequest(context, input);
  if (!saved.ok)
    return refused(saved.refusal, saved.refusal.kind === "rank-taken" ? atField(fields.submission, "rank") : fields.submission);
  return redirect(`/${year}/forecast/${unit}/requests/${id}`, "forecast.saved", { number: saved.value.number });
});

export default function RequestPage() {
  const page = useLoaderData<typeof loader>();
  const { year, label, request, lines, staff, seesCosts, seenRevision, shown, steps, choices, warnings, may, key, stepKeys } = page;
  const answer = useActionData<typeof action>();
  const words = useTranslations("forecast");
  const checks = useTranslations("checks");
  const here = `/${year}/forecast/${request.unit}/requests/${request.id}`;
  const mayWriteLines = page.isWritable && request.state === "draft";
  const actions = [
    may.arbitration && (
      <Link key="file" className={buttonClass()} to={`/${year}/arbitration/requests/${request.id}`}>
        {words("toArbitration")}
      </Link>
    ),
    may.recall && <StepButton key="recall" to={`${here}/recall`} commandKey={stepKeys.recall} label={checks("recall")} />,
    may.accept && <StepButton key="accept" to={`${here}/acceptance`} commandKey={stepKeys.accept} label={checks("accept")} />,
    may.return && (
      <Link key="return" className={buttonClass()} to={`${here}/return`}>
        {words("return.action")}
      </Link>
    ),
    may.submit && (
      <Link key="submit" className={buttonClass("primary")} to={`${here}/submission`}>
        {words("submit.action")}
      </Link>
    ),
  ].filter(Boolean);
  return (
    <Page
      title={words("requestHeading", { number: request.number, title: request.title })}
      crumbs={[
        { label: words("title"), to: `/${year}/forecast` },
        { label, to: `/${year}/forecast/${request.unit}?campaign=${request.campaignId}` },
      ]}
      marks={<RequestStatePill state={request.state} version={request.version} />}
      message={request.version > 1 ? words("version", { version: request.version }) : undefined}
      actions={actions.length > 0 ? actions : undefined}
    >
      <Notes steps={steps} state={request.state} warnings={request.state === "draft" ? warnings : []} />
      {choices ? (
        <RequestForm
          key={seenRevision.toString()}
          answer={answer}
          commandKey={key}
          seenRevision={seenRevision}
          head={request}
          lines={shown}
          unit={request.unit}
          justification={page.justification}
          seesCosts={seesCosts}
          {...choices}
        />
      ) : (
        <>
          <RequestDescription request={request} labels={page.labels} />
          <RequestLines lines={lines} />
          <CostsLeftOut when={!seesCosts && lines.some(({ spendingClass }) => spendingClass === "personnel")} />
        </>
      )}
      {mayWriteLines && <PlainLines year={year} request={request} lines={lines} />}
      <StaffPart staff={staff} kind={request.kind} edit={choices && `${here}/staff`} />
      {request.kind === "baseline" && <ComponentTable lines={lines} />}
      <DetailsSection year={year} unit={request.unit} lines={lines} details={page.details} mayEdit={mayWriteLines} />
      <SchedulesSection year={year} unit={request.unit} lines={lines} schedules={page.schedules} mayEdit={mayWriteLines} />
      <AttachmentsSection
        {...{ year, unit: request.unit, request: request.id, attachments: page.attachments }}
        mayEdit={page.isWritable}
        handedIn={steps.some(({ to }) => to === "submitted")}
        commandKey={stepKeys.attach}
      />
      <RequestHistory steps={steps} />
    </Page>
  );
}
