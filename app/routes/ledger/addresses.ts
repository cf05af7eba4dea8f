import type { Crumb } from "#app/ui/shell/page.tsx";

/** The addresses of the ledger's pages: each level of the drill-down has one. */
export const ledgerAddress = (year: number) => `/${year}/ledger`;
export const journalAddress = (year: number, code: string) => `${ledgerAddress(year)}/journals/${encodeURIComponent(code)}`;
export const entryAddress = (year: number, id: bigint) => `${ledgerAddress(year)}/entries/${id}`;
export const newEntryAddress = (year: number) => `${ledgerAddress(year)}/entries/new`;
export const trialBalanceAddress = (year: number) => `${ledgerAddress(year)}/trial-balance`;
export const accountAddress = (year: number, account: string) => `${ledgerAddress(year)}/accounts/${encodeURIComponent(account)}`;
export const matchingAccountsAddress = (year: number) => `${ledgerAddress(year)}/matching`;
/** The two sides of an account; `party` is a code, or « - » for the lines without one. */
export const matchingAddress = (year: number, account: string, search: Readonly<Record<string, string>> = {}) =>
  withSearch(`${matchingAccountsAddress(year)}/${encodeURIComponent(account)}`, search);
export const proposalsAddress = (year: number, account: string, search: Readonly<Record<string, string>> = {}) =>
  withSearch(`${matchingAddress(year, account)}/proposals`, search);
export const unmatchingAddress = (year: number, account: string, what: { readonly run: string } | { readonly group: string }) =>
  withSearch(`${matchingAddress(year, account)}/unmatching`, what);
export const matchingRunsAddress = (year: number, account: string) => `${matchingAddress(year, account)}/runs`;
export const matchingSettingsAddress = (year: number) => `${ledgerAddress(year)}/matching-settings`;
export const openItemsAddress = (year: number, search: Readonly<Record<string, string>> = {}) =>
  withSearch(`${ledgerAddress(year)}/open-items`, search);
export const openItemsFileAddress = (year: number) => `${openItemsAddress(year)}/file`;
export const centralisedAddress = (year: number) => `${ledgerAddress(year)}/centralised`;
export const subsidiaryAddress = (year: number, account?: string) =>
  `${ledgerAddress(year)}/subsidiary-balance${account === undefined ? "" : `?account=${encodeURIComponent(account)}`}`;
export const partyAddress = (year: number, party: string) => `${ledgerAddress(year)}/parties/${encodeURIComponent(party)}`;
/** The file of a book stands beside its page, and takes the same search. */
export const bookFileAddress = (page: string) => `${page}/file`;
export const exportsAddress = (year: number) => `${ledgerAddress(year)}/exports`;
export const exportFileAddress = (year: number, file: string) => `${exportsAddress(year)}/${file}`;
export const exportReportAddress = (year: number, file: string) => `${exportFileAddress(year, file)}/report`;
export const exportDescriptionAddress = (year: number, file: string) => `${exportFileAddress(year, file)}/description`;
/** Two kept exports, side by side; without a pair, where one is chosen. */
export const exportComparisonAddress = (year: number, pair: { readonly a?: string; readonly b?: string } = {}) =>
  withSearch(`${exportsAddress(year)}/compare`, pair);
export const importsAddress = (year: number) => `${ledgerAddress(year)}/imports`;
export const importAddress = (year: number, upload: string) => `${importsAddress(year)}/${upload}`;
export const importPostingAddress = (year: number, upload: string) => `${importAddress(year, upload)}/posting`;
export const importFaultsAddress = (year: number, upload: string) => `${importAddress(year, upload)}/faults`;
export const importCorrectedAddress = (year: number, upload: string) => `${importAddress(year, upload)}/corrected`;

export const commitmentAddress = (year: number, id: string) => `/${year}/execution/commitments/${id}`;

function withSearch(path: string, search: Readonly<Record<string, string>>): string {
  const text = new URLSearchParams(search).toString();
  return text === "" ? path : `${path}?${text}`;
}

export function ledgerCrumbs(title: string, year: number, ...below: readonly Crumb[]): Crumb[] {
  return [{ label: `${title} ${year}`, to: ledgerAddress(year) }, ...below];
}

export const statementsAddress = (year: number) => `${ledgerAddress(year)}/statements`;
export const statementLineAddress = (year: number, line: string) => `${statementsAddress(year)}/lines/${encodeURIComponent(line)}`;
export const statementMappingAddress = (year: number) => `${statementsAddress(year)}/mapping`;

export const assetsAddress = (year: number) => `${ledgerAddress(year)}/assets`;
export const newAssetAddress = (year: number) => `${assetsAddress(year)}/new`;
export const assetAddress = (year: number, id: string) => `${assetsAddress(year)}/${id}`;
export const depreciationAddress = (year: number) => `${ledgerAddress(year)}/depreciation`;
export const depreciationUndoingAddress = (year: number, run: string) => `${depreciationAddress(year)}/${run}/undoing`;

export const cutOffAddress = (year: number) => `${ledgerAddress(year)}/cut-off`;
export const cutOffDecisionAddress = (year: number, key: string) => `${cutOffAddress(year)}/decision?key=${encodeURIComponent(key)}`;
export const closingAddress = (year: number) => `${ledgerAddress(year)}/closing`;
export const yearClosureAddress = (year: number) => `${closingAddress(year)}/closure`;
export const provisionalOpeningAddress = (year: number) => `${closingAddress(year)}/opening`;
export const periodLockAddress = (year: number, period: number) => `${closingAddress(year)}/periods/${period}/lock`;
export const periodClosureAddress = (year: number, period: number) => `${closingAddress(year)}/periods/${period}/closure`;
export const bridgeAddress = (year: number) => `${ledgerAddress(year)}/bridge`;
export const bridgeEntriesAddress = (year: number, step: string, after?: string) =>
  withSearch(`${bridgeAddress(year)}/entries`, after === undefined ? { step } : { step, after });
export const minutesListAddress = (year: number) => `${closingAddress(year)}/minutes`;
export const minutesAddress = (year: number, closing: bigint) => `${minutesListAddress(year)}/${closing}`;
export const closingDiffAddress = (year: number, closing: bigint) => `${closingAddress(year)}/diff/${closing}`;
export const reopeningAddress = (year: number, reopening: bigint) => `${closingAddress(year)}/reopenings/${reopening}`;
export const reopeningSettingsAddress = (year: number) => `${closingAddress(year)}/reopening-term`;
export const reopeningEndAddress = (year: number, reopening: bigint) => `${reopeningAddress(year, reopening)}/end`;
export const waiverAddress = (year: number, waiver: bigint) => `${closingAddress(year)}/waivers/${waiver}`;
export const newWaiverAddress = (year: number, check: string) => `${closingAddress(year)}/waivers/new?check=${encodeURIComponent(check)}`;
export const newReopeningAddress = (year: number, period?: number) =>
  `${closingAddress(year)}/reopenings/new${period === undefined ? "" : `?period=${period}`}`;
export const draftsAddress = (year: number) => `${ledgerAddress(year)}/drafts`;
export const draftAddress = (year: number, id: string) => `${draftsAddress(year)}/${id}`;
export const attachmentsAddress = (year: number) => `${ledgerAddress(year)}/attachments`;
export const attachmentAddress = (year: number, id: string) => `${attachmentsAddress(year)}/${id}`;
export const modelsAddress = (year: number) => `${ledgerAddress(year)}/models`;
export const newModelAddress = (year: number) => `${modelsAddress(year)}/new`;
export const modelAddress = (year: number, id: string) => `${modelsAddress(year)}/${id}`;
export const subscriptionsAddress = (year: number) => `${ledgerAddress(year)}/subscriptions`;
export const newSubscriptionAddress = (year: number) => `${subscriptionsAddress(year)}/new`;
export const subscriptionAddress = (year: number, id: string) => `${subscriptionsAddress(year)}/${id}`;
export const proofAddress = (year: number) => `${ledgerAddress(year)}/proof`;
export const proofAnchorsAddress = (year: number) => `${proofAddress(year)}/anchors`;
export const proofReleaseAddress = (year: number, stop: bigint) => `${proofAddress(year)}/stops/${stop}/release`;

/** How the files of a draft or of an entry are joined and shown. */
export function attachmentTarget(year: number, place: { readonly draftId: string } | { readonly entryId: bigint }) {
  const fields: Record<string, string> = "draftId" in place ? { draft: place.draftId } : { entry: String(place.entryId) };
  return { add: attachmentsAddress(year), fields, of: (id: string) => attachmentAddress(year, id), isDraft: "draftId" in place };
}
