import type { DetailOrigin } from "#app/domain/forecast/detail.ts";

/** The addresses of the pages about places, leases and machines. */
const base = (year: number) => `/${year}/workforce`;
const named = (year: number, path: string, code: string) => `${base(year)}/${path}/${encodeURIComponent(code)}`;

export const sitesAddress = (year: number) => `${base(year)}/sites`;
export const newSiteAddress = (year: number) => `${sitesAddress(year)}/new`;
export const meansSettingsAddress = (year: number) => `${sitesAddress(year)}/settings`;
export const siteAddress = (year: number, code: string) => named(year, "sites", code);
export const siteChangeAddress = (year: number, code: string) => `${siteAddress(year, code)}/change`;
export const occupationAddress = (year: number, code: string, unit?: string) =>
  `${siteAddress(year, code)}/occupation${unit === undefined ? "" : `?of=${encodeURIComponent(unit)}`}`;
/** `after`: the lease that the new one follows. */
export const newLeaseAddress = (year: number, site: string, after?: string) =>
  `${siteAddress(year, site)}/leases/new${after === undefined ? "" : `?after=${encodeURIComponent(after)}`}`;
export const leaseAddress = (year: number, code: string) => named(year, "leases", code);
export const leaseChangeAddress = (year: number, code: string) => `${leaseAddress(year, code)}/change`;
export const equipmentAddress = (year: number) => `${base(year)}/equipment`;
export const newEquipmentAddress = (year: number) => `${equipmentAddress(year)}/new`;
export const lotAddress = (year: number, code: string) => named(year, "equipment", code);
export const lotChangeAddress = (year: number, code: string) => `${lotAddress(year, code)}/change`;

/** Where what a line of a sheet was brought from is told. */
export const originAddress = (year: number, { kind, code }: DetailOrigin) =>
  kind === "lease" ? leaseAddress(year, code) : lotAddress(year, code);
/** Where it is brought in a forecast. */
export const bringAddress = (year: number, { kind, code }: DetailOrigin, line?: string) =>
  `${base(year)}/forecast/${kind}/${encodeURIComponent(code)}${line === undefined ? "" : `?line=${line}`}`;
