import { messages as browser } from "./browser.ts";
import cli from "./cli.json" with { type: "json" };
import digest from "./digest.json" with { type: "json" };
import form from "./form.json" with { type: "json" };
import minutes from "./minutes.json" with { type: "json" };
import refusal from "./refusal.json" with { type: "json" };
import refusalAuthority from "./refusalAuthority.json" with { type: "json" };
import refusalCampaign from "./refusalCampaign.json" with { type: "json" };
import refusalChorus from "./refusalChorus.json" with { type: "json" };
import refusalEntry from "./refusalEntry.json" with { type: "json" };
import refusalEnvelope from "./refusalEnvelope.json" with { type: "json" };
import refusalExpense from "./refusalExpense.json" with { type: "json" };
import refusalFollowUp from "./refusalFollowUp.json" with { type: "json" };
import refusalMeans from "./refusalMeans.json" with { type: "json" };
import refusalMovement from "./refusalMovement.json" with { type: "json" };
import refusalPlanned from "./refusalPlanned.json" with { type: "json" };
import refusalProposal from "./refusalProposal.json" with { type: "json" };
import refusalRequest from "./refusalRequest.json" with { type: "json" };
import refusalScenario from "./refusalScenario.json" with { type: "json" };
import refusalSitting from "./refusalSitting.json" with { type: "json" };
import refusalStaff from "./refusalStaff.json" with { type: "json" };
import refusalTalk from "./refusalTalk.json" with { type: "json" };
import refusalWords from "./refusalWords.json" with { type: "json" };
import refusalWorkforce from "./refusalWorkforce.json" with { type: "json" };
import refusalWorkload from "./refusalWorkload.json" with { type: "json" };
import refusalWorks from "./refusalWorks.json" with { type: "json" };
import sheetImportFaults from "./sheetImportFaults.json" with { type: "json" };

/** Everything, refusals and the command line included. */
export const messages = {
  ...browser,
  cli,
  digest,
  form,
  minutes,
  refusal: {
    ...refusal,
    ...refusalAuthority,
    ...refusalCampaign,
    ...refusalChorus,
    ...refusalEntry,
    ...refusalEnvelope,
    ...refusalExpense,
    ...refusalFollowUp,
    ...refusalMovement,
    ...refusalPlanned,
    ...refusalProposal,
    ...refusalRequest,
    ...refusalScenario,
    ...refusalSitting,
    ...refusalStaff,
    ...refusalTalk,
    ...refusalWorkforce,
    ...refusalWorkload,
    ...refusalMeans,
    ...refusalWorks,
  },
  refusalWords: {
    ...refusalWords,
    extractField: browser.extracts.fields,
    extractKind: browser.extracts.kinds,
    staffColumn: { ...browser.workload.columns, ...browser.workforce.columns },
  },
  sheetImportFaults,
};
