import type { Proposal } from "#app/domain/forecast/projection/propose.ts";

/** A proposal on its way to the browser: amounts as texts, for JSON has no such integers. */
export interface ProposalMessage extends Omit<Proposal, "months" | "total" | "low" | "high" | "error"> {
  readonly months: readonly string[];
  readonly total: string;
  readonly low: string;
  readonly high: string;
  readonly error: string | null;
}

export function proposalMessage({ months, total, low, high, error, ...same }: Proposal): ProposalMessage {
  const texts = { total: String(total), low: String(low), high: String(high), error: error === null ? null : String(error) };
  return { ...same, ...texts, months: months.map(String) };
}

export function proposalIn({ months, total, low, high, error, ...same }: ProposalMessage): Proposal {
  const amounts = { total: BigInt(total), low: BigInt(low), high: BigInt(high), error: error === null ? null : BigInt(error) };
  return { ...same, ...amounts, months: months.map(BigInt) };
}
