import type { BudgetResource } from "#app/domain/quantity.ts";

/** The addresses of the pages about units, credits and expenses. */
const named = (year: number, path: string, code: string) => `/${year}/${path}/${encodeURIComponent(code)}`;

export const unitsAddress = (year: number) => `/${year}/units`;
export const unitAddress = (year: number, unit: string) => named(year, "units", unit);
export const forecastAddress = (year: number, unit: string) => named(year, "forecast", unit);

export const allotmentAddress = (year: number) => `/${year}/allotment`;
export const unitAllotmentAddress = (year: number, unit: string) => named(year, "allotment", unit);
export const newTranchesAddress = (year: number, unit: string) => `${unitAllotmentAddress(year, unit)}/tranches/new`;
export const newNotificationAddress = (year: number) => `/${year}/allotment/notifications/new`;
export const notificationAddress = (year: number, id: string) => named(year, "allotment/notifications", id);
export const lettersAddress = (year: number, id: string) => `${notificationAddress(year, id)}/letters/file`;
export const letterAddress = (year: number, id: string, unit: string) => named(year, `allotment/notifications/${id}/letters`, unit);
export const movementsAddress = (year: number) => `/${year}/allotment/movements`;
export const movementAddress = (year: number, id: string) => named(year, "allotment/movements", id);
export const newMovementAddress = (year: number, kind?: string) =>
  `/${year}/allotment/movements/new${kind === undefined ? "" : `?kind=${kind}`}`;
export const movementLetterAddress = (year: number, id: string) => `${movementAddress(year, id)}/letter`;
export const movementReversalAddress = (year: number, id: string) => `${movementAddress(year, id)}/reversal`;
export const transfersAddress = (year: number) => `/${year}/allotment/transfers`;
export const legalCapsAddress = (year: number) => `/${year}/allotment/caps`;
export const reserveAddress = (year: number) => `/${year}/allotment/reserve`;

/** What a request for a redeployment starts from; amounts as they are typed. */
export interface TransferStart {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Of both sides. */
  readonly nature?: string | undefined;
  readonly activity?: string | undefined;
  readonly ae?: string | undefined;
  readonly cp?: string | undefined;
  readonly reason?: string | undefined;
}
export const newTransferAddress = (year: number, start: TransferStart = {}) => {
  const entries = Object.entries(start).filter((entry): entry is [string, string] => typeof entry[1] === "string" && entry[1] !== "");
  return `${transfersAddress(year)}/new${entries.length === 0 ? "" : `?${new URLSearchParams(entries)}`}`;
};

export const executionAddress = (year: number) => `/${year}/execution`;
export const unitExecutionAddress = (year: number, unit: string) => named(year, "execution", unit);
/** The year of a unit, from one of its months. */
export const unitMonthAddress = (
  year: number,
  { unit, resource, month }: { readonly unit: string; readonly resource: BudgetResource; readonly month: string | undefined },
) => `${unitExecutionAddress(year, unit)}?m=${resource.toLowerCase()}${month === undefined ? "" : `&month=${month}`}`;
export const landingAddress = (year: number, unit: string, resource: BudgetResource) =>
  `${unitExecutionAddress(year, unit)}/landing?m=${resource.toLowerCase()}`;
export const flowsAddress = (year: number) => `/${year}/execution/flows`;
export const alertsAddress = (year: number) => `/${year}/execution/alerts`;
export const alertSettingsAddress = (year: number) => `${alertsAddress(year)}/settings`;
export const alertAddress = (year: number, id: string) => named(year, "execution/alerts", id);
export const alertActAddress = (year: number, id: string, act: "question" | "explanation" | "snooze") => `${alertAddress(year, id)}/${act}`;
/** To ask a unit for an explanation: of what it lands at, or of a month. */
export const askingAddress = (
  year: number,
  { unit, resource, month }: { unit: string; resource: BudgetResource; month?: string | undefined },
) =>
  `${alertsAddress(year)}/asking?unit=${encodeURIComponent(unit)}&m=${resource.toLowerCase()}${month === undefined ? "" : `&month=${month}`}`;
export const commitmentsAddress = (year: number) => `/${year}/execution/commitments`;
export const commitmentAddress = (year: number, id: string) => named(year, "execution/commitments", id);
export const newCommitmentAddress = (year: number) => `/${year}/execution/commitments/new`;
export const newServiceAddress = (year: number, id: string, line: number) => `${commitmentAddress(year, id)}/lines/${line}/services/new`;
export const newRequestAddress = (year: number, id: string, line: number) =>
  `${commitmentAddress(year, id)}/lines/${line}/payment-requests/new`;
export const paymentRequestsAddress = (year: number) => `/${year}/execution/payment-requests`;
export const rejectionAddress = (year: number, id: string) => `/${year}/execution/payment-requests/${id}/rejection`;
export const paymentRequestAddress = (year: number, id: string) => named(year, "execution/payment-requests", id);
export const newRefundAddress = (year: number) => `/${year}/execution/payment-requests/new`;
export const newAdvanceAddress = (year: number, id: string, line: number) => `${commitmentAddress(year, id)}/lines/${line}/advances/new`;
export const newChangeAddress = (year: number, id: string, line: number) => `${commitmentAddress(year, id)}/lines/${line}/changes/new`;
export const availabilityAddress = (year: number) => `/${year}/execution/availability`;
export const partiesAddress = (year: number) => `/${year}/execution/parties`;
export const partyInExecutionAddress = (year: number, code: string) => named(year, "execution/parties", code);
export const newPartyAddress = (year: number) => `/${year}/execution/parties/new`;
export const contractsAddress = (year: number) => `/${year}/execution/contracts`;
export const contractAddress = (year: number, code: string) => named(year, "execution/contracts", code);
export const newContractAddress = (year: number) => `/${year}/execution/contracts/new`;
export const operationsAddress = (year: number) => `/${year}/execution/operations`;
export const operationAddress = (year: number, code: string) => named(year, "execution/operations", code);
export const newOperationAddress = (year: number) => `/${year}/execution/operations/new`;
export const revenuesAddress = (year: number) => `/${year}/execution/revenue`;
export const revenueAddress = (year: number, id: string) => named(year, "execution/revenue", id);
export const newRevenueAddress = (year: number) => `/${year}/execution/revenue/new`;
export const monthsAddress = (year: number, kind: string) => `/${year}/execution/months/${kind}`;
export const factReversalAddress = (year: number, kind: string, id: string) => `${monthsAddress(year, kind)}/${id}/reversal`;
export const revenueReversalAddress = (year: number, id: string, act?: string) =>
  `${revenueAddress(year, id)}/reversal${act === undefined ? "" : `?act=${act}`}`;
export const newMonthAddress = (year: number, kind: string) => `${monthsAddress(year, kind)}/new`;

export const plannedAddress = (year: number) => `/${year}/execution/planned`;
export const plannedExpenseAddress = (year: number, id: string) => named(year, "execution/planned", id);
export const newPlannedAddress = (year: number) => `/${year}/execution/planned/new`;
export const pastePlannedAddress = (year: number) => `/${year}/execution/planned/paste`;

export const reportsAddress = (year: number) => `/${year}/reports`;
export const budgetReportAddress = (year: number) => `/${year}/reports/budget`;
const ofSubject = (subject: string | null | undefined) => (subject == null ? "" : `?unit=${encodeURIComponent(subject)}`);
export const composedReportAddress = (year: number, kind: string, subject?: string | null) =>
  `/${year}/reports/${kind}${ofSubject(subject)}`;
export const composedReportFileAddress = (year: number, kind: string, subject?: string | null) =>
  `/${year}/reports/${kind}/file${ofSubject(subject)}`;
export const issuedReportAddress = (year: number, id: string) => named(year, "reports/issued", id);
export const reviewAddress = (year: number) => `/${year}/review`;
export const unitReviewAddress = (year: number, unit: string) => named(year, "review", unit);
export const landingsTestedAddress = (year: number) => `/${year}/review/landings`;
export const accuracyAddress = (year: number) => `/${year}/review/accuracy`;

type Search = Readonly<Record<string, string | number | null | undefined>>;

export const outstandingAddress = (year: number, search: Search = {}) => withSearch(`/${year}/execution/outstanding`, search);
export const scheduleAddress = (year: number, search: Search = {}) => withSearch(`/${year}/execution/schedule`, search);

export const yearEndAddress = (year: number) => `/${year}/execution/year-end`;
export const lapseAddress = (year: number) => `${yearEndAddress(year)}/lapse`;
export const lapseUndoingAddress = (year: number, movement: string) => `${yearEndAddress(year)}/undoing/${movement}`;
export const requestsAgainAddress = (year: number) => `${yearEndAddress(year)}/requests`;
export const lastPaymentsAddress = (year: number) => `${yearEndAddress(year)}/payments`;
export const carryOverAddress = (year: number) => `${yearEndAddress(year)}/carry-over`;
export const overrunsAddress = (year: number) => `${yearEndAddress(year)}/overruns`;

function withSearch(path: string, search: Search): string {
  const kept = Object.entries(search).flatMap(([name, value]) => (value == null || value === "" ? [] : [[name, String(value)]]));
  return kept.length === 0 ? path : `${path}?${new URLSearchParams(kept)}`;
}
