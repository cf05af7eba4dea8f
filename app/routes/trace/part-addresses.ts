import type { DocumentPart } from "#db/queries/trace/entries.ts";
import {
  commitmentAddress,
  forecastAddress,
  monthsAddress,
  movementAddress,
  paymentRequestAddress,
  revenueAddress,
} from "../units/addresses.ts";

export const entryAddress = (year: number, id: bigint) => `/${year}/ledger/entries/${id}`;

/** The request that is asked for, or its file in the arbitration for who reads decisions. */
export function requestAddress(
  year: number,
  { id, unit, decides }: { readonly id: string; readonly unit: string; readonly decides: boolean },
): string {
  return decides ? `/${year}/arbitration/requests/${id}` : `${forecastAddress(year, unit)}/requests/${id}`;
}

/** The page of a document; null where it has none. */
export function documentAddress(year: number, part: DocumentPart): string | null {
  const { kind, id, commitmentId, requestId, revenueId } = part;
  if (requestId !== null) return paymentRequestAddress(year, requestId);
  if (commitmentId !== null) return commitmentAddress(year, commitmentId);
  if (revenueId !== null) return revenueAddress(year, revenueId);
  if (kind === "movement") return movementAddress(year, id);
  if (kind !== "payroll" && kind !== "staffing" && kind !== "workload") return null;
  const scope = new URLSearchParams({ ...(part.unit === null ? {} : { unit: part.unit }) });
  return `${monthsAddress(year, kind)}?${scope}`;
}
