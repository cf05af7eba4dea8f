import { catalogue } from "./0001-catalogue.ts";
import { reference } from "./0002-reference.ts";
import { people } from "./0003-people.ts";
import { journal } from "./0004-journal.ts";
import { journalGuards } from "./0005-journal-guards.ts";
import { planning } from "./0006-planning.ts";
import { execution } from "./0007-execution.ts";
import { rights } from "./0008-rights.ts";
import { entry } from "./0009-entry.ts";
import { matching } from "./0010-matching.ts";
import { books } from "./0011-books.ts";
import { closing } from "./0012-closing.ts";
import { yearEnd } from "./0013-year-end.ts";
import { ledgerExports } from "./0014-ledger-exports.ts";
import { ledgerImport } from "./0015-ledger-import.ts";
import { proof } from "./0016-proof.ts";
import { jobs } from "./0017-jobs.ts";
import { statistics } from "./0018-statistics.ts";
import { lineWitnesses } from "./0019-line-witnesses.ts";
import { accountIndex } from "./0020-account-index.ts";
import { staging } from "./0021-staging.ts";
import { campaigns } from "./0022-campaigns.ts";
import { talk } from "./0024-talk.ts";
import { sheetImports } from "./0025-sheet-imports.ts";
import { cellMarks } from "./0027-cell-marks.ts";
import { references } from "./0028-references.ts";
import { requests } from "./0029-requests.ts";
import { staffRequests } from "./0030-staff-requests.ts";
import { incomeAndPlannedExpenses } from "./0031-income-and-planned-expenses.ts";
import { sheetTotals } from "./0032-sheet-totals.ts";
import { envelopes } from "./0033-envelopes.ts";
import { decisionsTakenBack } from "./0034-decisions-taken-back.ts";
import { scenarioBranches } from "./0035-scenario-branches.ts";
import { proposals } from "./0036-proposals.ts";
import { sittings } from "./0037-sittings.ts";
import { authority } from "./0038-authority.ts";
import { notifications } from "./0039-notifications.ts";
import { unitGroupMembers } from "./0040-unit-group-members.ts";
import { requestTotals } from "./0041-request-totals.ts";
import { movementDocuments } from "./0042-movement-documents.ts";
import { movementAttachments } from "./0043-movement-attachments.ts";
import { executionActs } from "./0044-execution-acts.ts";
import { chorusExtracts } from "./0046-chorus-extracts.ts";
import { yearEndRequests } from "./0048-year-end-requests.ts";
import { overrunsOfExtracts } from "./0049-overruns-of-extracts.ts";
import { spendingWitnesses } from "./0050-spending-witnesses.ts";

/** One statement per string; `{schema}` stands for the organisation's schema. Never edited once merged: add the next number. */
export interface Migration {
  readonly name: string;
  readonly statements: readonly string[];
}

export const catalogueStatements = catalogue;

export const organisationMigrations: readonly Migration[] = [
  { name: "0002-reference", statements: reference },
  { name: "0003-people", statements: people },
  { name: "0004-journal", statements: journal },
  { name: "0005-journal-guards", statements: journalGuards },
  { name: "0006-planning", statements: planning },
  { name: "0007-execution", statements: execution },
  { name: "0008-rights", statements: rights },
  { name: "0009-entry", statements: entry },
  { name: "0010-matching", statements: matching },
  { name: "0011-books", statements: books },
  { name: "0012-closing", statements: closing },
  { name: "0013-year-end", statements: yearEnd },
  { name: "0014-ledger-exports", statements: ledgerExports },
  { name: "0015-ledger-import", statements: ledgerImport },
  { name: "0016-proof", statements: proof },
  { name: "0017-jobs", statements: jobs },
  { name: "0018-statistics", statements: statistics },
  { name: "0019-line-witnesses", statements: lineWitnesses },
  { name: "0020-account-index", statements: accountIndex },
  { name: "0021-staging", statements: staging },
  { name: "0022-campaigns", statements: campaigns },
  { name: "0024-talk", statements: talk },
  { name: "0025-sheet-imports", statements: sheetImports },
  { name: "0027-cell-marks", statements: cellMarks },
  { name: "0028-references", statements: references },
  { name: "0029-requests", statements: requests },
  { name: "0030-staff-requests", statements: staffRequests },
  { name: "0031-income-and-planned-expenses", statements: incomeAndPlannedExpenses },
  { name: "0032-sheet-totals", statements: sheetTotals },
  { name: "0033-envelopes", statements: envelopes },
  { name: "0034-decisions-taken-back", statements: decisionsTakenBack },
  { name: "0035-scenario-branches", statements: scenarioBranches },
  { name: "0036-proposals", statements: proposals },
  { name: "0037-sittings", statements: sittings },
  { name: "0038-authority", statements: authority },
  { name: "0039-notifications", statements: notifications },
  { name: "0040-unit-group-members", statements: unitGroupMembers },
  { name: "0041-request-totals", statements: requestTotals },
  { name: "0042-movement-documents", statements: movementDocuments },
  { name: "0043-movement-attachments", statements: movementAttachments },
  { name: "0044-execution-acts", statements: executionActs },
  { name: "0046-chorus-extracts", statements: chorusExtracts },
  { name: "0048-year-end-requests", statements: yearEndRequests },
  { name: "0049-overruns-of-extracts", statements: overrunsOfExtracts },
  { name: "0050-spending-witnesses", statements: spendingWitnesses },
];
