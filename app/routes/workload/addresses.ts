import { type MonthAt, monthSearch } from "../workforce/addresses.ts";

/** The addresses of the pages about the workload plan. */
const base = (year: number) => `/${year}/workforce/workload`;

export const workloadAddress = base;
export const teamAddress = (year: number, unit: string) => `${base(year)}/units/${encodeURIComponent(unit)}`;
export const workItemAddress = (year: number, code: string) => `${base(year)}/items/${encodeURIComponent(code)}`;
export const newWorkItemAddress = (year: number, unit?: string) =>
  `${base(year)}/items/new${unit === undefined ? "" : `?for=${encodeURIComponent(unit)}`}`;
export const trialAddress = (year: number, unit: string) => `${teamAddress(year, unit)}/trial`;
export const timeAddress = (year: number, unit: string, month?: string) =>
  `${teamAddress(year, unit)}/time${month === undefined ? "" : `?month=${month}`}`;
export const awayAddress = (year: number, unit: string) => `${teamAddress(year, unit)}/away`;
export const workloadSettingsAddress = (year: number) => `${base(year)}/settings`;
export const workloadFileAddress = (year: number) => `${base(year)}/file`;
export const workMonthsAddress = (year: number, at: MonthAt = {}) => `${base(year)}/months${monthSearch(at)}`;
export const workForecastsAddress = (year: number) => `${base(year)}/forecasts`;
export const timeFilesAddress = (year: number) => `${base(year)}/time`;
export const timeFileAddress = (year: number, id: string) => `${timeFilesAddress(year)}/${encodeURIComponent(id)}`;
export const timeSampleAddress = (year: number) => `${timeFilesAddress(year)}/sample`;
