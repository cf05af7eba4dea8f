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
export const exportsAddress = (year: number) => `${ledgerAddress(year)}/exports`;
export const exportFileAddress = (year: number, file: string) => `${exportsAddress(year)}/${file}`;
export const importsAddress = (year: number) => `${ledgerAddress(year)}/imports`;

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
export const statementTableAddress = (year: number) => `${statementsAddress(year)}/table`;

export const assetsAddress = (year: number) => `${ledgerAddress(year)}/assets`;
export const newAssetAddress = (year: number) => `${assetsAddress(year)}/new`;
export const assetAddress = (year: number, id: string) => `${assetsAddress(year)}/${id}`;
export const depreciationAddress = (year: number) => `${ledgerAddress(year)}/depreciation`;
export const depreciationUndoingAddress = (year: number, run: string) => `${depreciationAddress(year)}/${run}/undoing`;

export const proofAddress = (year: number) => `${ledgerAddress(year)}/proof`;
export const proofAnchorsAddress = (year: number) => `${proofAddress(year)}/anchors`;
export const proofReleaseAddress = (year: number, stop: bigint) => `${proofAddress(year)}/stops/${stop}/release`;
