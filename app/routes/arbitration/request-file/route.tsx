import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { totalled } from "#app/domain/arbitration/amount.ts";
import { costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import { transitions } from "#app/domain/forecast/transition.ts";
import { guard } from "#app/http/guard.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { RequestHistory } from "#app/ui/planning/request-history.tsx";
import { RequestStatePill } from "#app/ui/planning/request-state-pill.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { decisionsOf } from "#db/queries/arbitration/decision.ts";
import { decidedTotals, envelopesOf } from "#db/queries/arbitration/envelope.ts";
import { opinionsOn } from "#db/queries/arbitration/opinion.ts";
import { campaignUnits } from "#db/queries/campaign.ts";
import { detailsOf } from "#db/queries/forecast/detail.ts";
import { stepsOf } from "#db/queries/forecast/reading.ts";
import { references } from "#db/queries/forecast/reference.ts";
import { schedulesOf } from "#db/queries/forecast/schedule.ts";
import { askedCells, linesOf } from "#db/queries/forecast/sheet.ts";
import { attachmentsOf } from "#db/queries/ledger/attachment.ts";
import { ComponentTable } from "../../forecast/component-table.tsx";
import { namedLines } from "../../forecast/named-lines.ts";
import { AttachmentsSection } from "../../forecast/request/attachments-section.tsx";
import { DetailsSection } from "../../forecast/request/details-section.tsx";
import { SchedulesSection } from "../../forecast/request/schedules-section.tsx";
import { liveLines } from "../../forecast/request-form/choices.ts";
import { RequestLines } from "../../forecast/request-lines.tsx";
import { decidingOn } from "../deciding.ts";
import { requestAt } from "../request-at.ts";
import { Arguments } from "./arguments.tsx";
import { comparisonRows } from "./comparison.ts";
import { ComparisonTable } from "./comparison-table.tsx";
import { DecidePart } from "./decide-part.tsx";
import { OpinionPart } from "./opinion-part.tsx";
import { StepForm } from "./step-form.tsx";

export const loader = guard.loader({ capability: "arbitration.read" }, async (scene) => {
  const { db, year, access, mayDo, newKey } = scene;
  const { request, label } = await requestAt(db, scene);
  const sight = costSightOf(access);
  const view = costView(sight, request.unit);
  const asked = totalled(await askedCells(db, request.id, view));
  const opinion = (await opinionsOn(db, [request.id])).get(request.id) ?? null;
  const deciding = await decidingOn(db, request, scene);
  const decisions = await decisionsOf(db, { campaign: request.campaignId, units: new Set([request.unit]), request: request.id });
  const standing = decisions.find(({ correctedBy, scenario }) => correctedBy === null && scenario === deciding.scenario?.name);
  const whole = (await campaignUnits(db, request.campaignId)).every((unit) => mayDo("arbitration.read", unit));
  const may = (act: "instruct" | "preArbitrate" | "callToConference" | "return") =>
    transitions[act].from.includes(request.state) && mayDo(transitions[act].capability, request.unit);
  const lines = liveLines(await linesOf(db, request.id, view));
  const lineIds = lines.map(({ id }) => id);
  return {
    ...{ year, request, label, asked, opinion, deciding, decisions, whole },
    lines: await namedLines(db, lines, year),
    details: await detailsOf(db, lineIds),
    schedules: await schedulesOf(db, lineIds),
    attachments: await attachmentsOf(db, { requestId: request.id }),
    rows: comparisonRows({
      asked,
      references: await references(db, [request.unit], year, sight),
      proposed: opinion?.amounts ?? null,
      decided: standing?.amounts ?? null,
      envelopes: whole ? await envelopesOf(db, request.campaignId) : [],
      decidedOfOthers: whole && deciding.scenario ? await decidedTotals(db, deciding.scenario.id, { except: request.id }) : [],
    }),
    steps: await stepsOf(db, request.id),
    may: { instruct: may("instruct"), return: may("return"), preArbitrate: may("preArbitrate"), conference: may("callToConference") },
    keys: { grant: newKey(), capAtNotified: newKey(), propose: newKey(), open: newKey(), opinion: newKey(), step: newKey() },
  };
});

export default function RequestFilePage() {
  const file = useLoaderData<typeof loader>();
  const { year, request, label, asked, opinion, deciding, decisions, lines, rows, steps, may, keys, whole } = file;
  const { details, schedules, attachments } = file;
  const words = useTranslations("arbitration");
  const forecast = useTranslations("forecast");
  const proposal = useTranslations("proposal");
  const here = `/${year}/arbitration/requests/${request.id}`;
  const search = deciding.scenario ? `?scenario=${deciding.scenario.id}` : "";
  return (
    <Page
      title={words("fileHeading", { unit: label, number: request.number, title: request.title })}
      crumbs={[{ label: words("title"), to: `/${year}/arbitration${search}` }]}
      marks={<RequestStatePill state={request.state} version={request.version} />}
      message={`${forecast(`kinds.${request.kind}`)} · ${forecast(`obligations.${request.obligation}`)}`}
      actions={
        may.return ? (
          <Link className={buttonClass()} to={`/${year}/forecast/${request.unit}/requests/${request.id}/return`}>
            {forecast("return.action")}
          </Link>
        ) : undefined
      }
    >
      <ComparisonTable rows={rows} year={year} whole={whole} />
      <p className="no-print">
        <Link to={`${here}/granting`}>{proposal("setting.link")}</Link>
      </p>
      <Arguments request={request} />
      <AttachmentsSection {...{ year, unit: request.unit, request: request.id, attachments }} mayEdit={false} handedIn commandKey="" />
      <OpinionPart opinion={opinion} mayInstruct={may.instruct} form={{ action: `${here}/opinion`, commandKey: keys.opinion, asked }} />
      {(may.preArbitrate || may.conference) && <StepForm action={`${here}/step`} commandKey={keys.step} may={may} />}
      <DecidePart deciding={deciding} decisions={decisions} form={{ action: `${here}/decision${search}`, year, keys }} />
      <RequestLines lines={lines} />
      {request.kind === "baseline" && <ComponentTable lines={lines} />}
      <DetailsSection year={year} unit={request.unit} lines={lines} details={details} mayEdit={false} />
      <SchedulesSection year={year} unit={request.unit} lines={lines} schedules={schedules} mayEdit={false} />
      <RequestHistory steps={steps} />
    </Page>
  );
}
