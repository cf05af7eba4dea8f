import type { Quantity } from "../../quantity.ts";
import { sum } from "../../quantity.ts";
import { accept, type Result, refuse } from "../../result.ts";
import type { MatchingRefusal } from "../matching-refusal.ts";

/** A posted line, named inside its exercise. */
export interface LineName {
  readonly entryId: bigint;
  readonly line: number;
}

/** What decides whether lines of one account and exercise may be matched. Cents, one side above zero. */
export interface GroupLine {
  readonly party: string | null;
  readonly debit: Quantity;
  readonly credit: Quantity;
}

/**
 * Whether lines of one account may stand in one group, and what the group then is: complete when Σ debit = Σ credit, else partial,
 * which must be asked for. In order of precedence: two lines at least · one party, or none on all · both sides · balance.
 * Source: domain.md §3.3 (lettering) and F8 of §3.2.
 */
export function checkGroup(
  lines: readonly GroupLine[],
  { partial }: { partial: boolean },
): Result<"complete" | "partial", MatchingRefusal> {
  if (lines.length < 2) return refuse({ kind: "matching-too-few-lines", count: lines.length });
  const parties = new Set(lines.map(({ party }) => party));
  if (parties.size > 1) return refuse({ kind: "matching-parties-differ", parties: [...parties].map((party) => party ?? "–").sort() });
  const { debit, credit } = sidesOf(lines);
  if (credit === 0n) return refuse({ kind: "matching-one-sided", side: "debit" });
  if (debit === 0n) return refuse({ kind: "matching-one-sided", side: "credit" });
  if (debit === credit) return accept("complete");
  return partial ? accept("partial") : refuse({ kind: "matching-unbalanced", debit, credit });
}

export function sidesOf(lines: readonly Pick<GroupLine, "debit" | "credit">[]): { debit: Quantity; credit: Quantity } {
  return { debit: sum(lines.map(({ debit }) => debit)), credit: sum(lines.map(({ credit }) => credit)) };
}

/** The name of a line as it stands in a form or in an address: « 1204.2 ». */
export function lineText({ entryId, line }: LineName): string {
  return `${entryId}.${line}`;
}

export function parseLineName(text: string): LineName | undefined {
  const [, entryId, line] = /^(\d{1,18})\.(\d{1,9})$/.exec(text) ?? [];
  return entryId && line ? { entryId: BigInt(entryId), line: Number(line) } : undefined;
}
