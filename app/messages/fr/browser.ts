import acts from "./acts.json" with { type: "json" };
import alerts from "./alerts.json" with { type: "json" };
import allotment from "./allotment.json" with { type: "json" };
import arbitration from "./arbitration.json" with { type: "json" };
import assets from "./assets.json" with { type: "json" };
import authority from "./authority.json" with { type: "json" };
import availability from "./availability.json" with { type: "json" };
import board from "./board.json" with { type: "json" };
import books from "./books.json" with { type: "json" };
import bridge from "./bridge.json" with { type: "json" };
import campaigns from "./campaigns.json" with { type: "json" };
import checks from "./checks.json" with { type: "json" };
import closing from "./closing.json" with { type: "json" };
import comments from "./comments.json" with { type: "json" };
import common from "./common.json" with { type: "json" };
import compare from "./compare.json" with { type: "json" };
import cutOff from "./cutOff.json" with { type: "json" };
import demo from "./demo.json" with { type: "json" };
import drafts from "./drafts.json" with { type: "json" };
import entryForm from "./entryForm.json" with { type: "json" };
import entryModels from "./entryModels.json" with { type: "json" };
import envelopes from "./envelopes.json" with { type: "json" };
import execution from "./execution.json" with { type: "json" };
import exportComparison from "./exportComparison.json" with { type: "json" };
import exports from "./exports.json" with { type: "json" };
import extracts from "./extracts.json" with { type: "json" };
import fec from "./fec.json" with { type: "json" };
import figure from "./figure.json" with { type: "json" };
import flows from "./flows.json" with { type: "json" };
import followUp from "./followUp.json" with { type: "json" };
import forecast from "./forecast.json" with { type: "json" };
import glossary from "./glossary.json" with { type: "json" };
import guidance from "./guidance.json" with { type: "json" };
import home from "./home.json" with { type: "json" };
import inbox from "./inbox.json" with { type: "json" };
import income from "./income.json" with { type: "json" };
import jobs from "./jobs.json" with { type: "json" };
import ledger from "./ledger.json" with { type: "json" };
import ledgerImport from "./ledgerImport.json" with { type: "json" };
import lineForm from "./lineForm.json" with { type: "json" };
import live from "./live.json" with { type: "json" };
import matching from "./matching.json" with { type: "json" };
import means from "./means.json" with { type: "json" };
import movements from "./movements.json" with { type: "json" };
import notifications from "./notifications.json" with { type: "json" };
import openItems from "./openItems.json" with { type: "json" };
import outstanding from "./outstanding.json" with { type: "json" };
import paste from "./paste.json" with { type: "json" };
import planned from "./planned.json" with { type: "json" };
import projection from "./projection.json" with { type: "json" };
import proof from "./proof.json" with { type: "json" };
import proposal from "./proposal.json" with { type: "json" };
import references from "./references.json" with { type: "json" };
import reports from "./reports.json" with { type: "json" };
import requests from "./requests.json" with { type: "json" };
import resources from "./resources.json" with { type: "json" };
import review from "./review.json" with { type: "json" };
import roles from "./roles.json" with { type: "json" };
import scenarios from "./scenarios.json" with { type: "json" };
import sheet from "./sheet.json" with { type: "json" };
import sheetImport from "./sheetImport.json" with { type: "json" };
import shell from "./shell.json" with { type: "json" };
import signIn from "./signIn.json" with { type: "json" };
import sittings from "./sittings.json" with { type: "json" };
import staff from "./staff.json" with { type: "json" };
import stages from "./stages.json" with { type: "json" };
import statements from "./statements.json" with { type: "json" };
import states from "./states.json" with { type: "json" };
import tableFile from "./tableFile.json" with { type: "json" };
import trace from "./trace.json" with { type: "json" };
import units from "./units.json" with { type: "json" };
import workforce from "./workforce.json" with { type: "json" };
import workload from "./workload.json" with { type: "json" };
import works from "./works.json" with { type: "json" };
import yearEnd from "./yearEnd.json" with { type: "json" };

/** What the browser loads: one language, without what the server alone says. */
export const messages = {
  acts,
  alerts,
  allotment,
  arbitration,
  assets,
  authority,
  availability,
  board,
  books,
  bridge,
  campaigns,
  checks,
  closing,
  comments,
  common,
  compare,
  cutOff,
  demo,
  drafts,
  entryForm,
  entryModels,
  envelopes,
  execution,
  flows,
  followUp,
  reports,
  review,
  exportComparison,
  exports,
  extracts,
  fec,
  figure,
  forecast,
  glossary,
  guidance,
  home,
  inbox,
  income,
  jobs,
  ledger,
  ledgerImport,
  lineForm,
  live,
  matching,
  means,
  movements,
  notifications,
  openItems,
  outstanding,
  planned,
  projection,
  paste,
  proposal,
  proof,
  references,
  requests,
  resources,
  roles,
  scenarios,
  sheet,
  sheetImport,
  shell,
  signIn,
  sittings,
  staff,
  stages,
  statements,
  states,
  tableFile,
  trace,
  units,
  workforce,
  workload,
  works,
  yearEnd,
};
