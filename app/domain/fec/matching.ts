import { formatDecimal } from "../money.ts";
import type { Day } from "../month.ts";
import type { FecFaults } from "./fault.ts";
import type { FecLine } from "./line.ts";

/** Lines that the file letters together: same account, same party, same code, same date. */
export interface FecMatching {
  readonly account: string;
  readonly party: string | null;
  readonly code: string;
  /** Null when the file gives no date. */
  readonly matchedOn: Day | null;
  /** Whether its lines sum to zero. */
  readonly balanced: boolean;
  readonly lines: readonly FecLine[];
}

/**
 * The lettering of a file, and its defect: a code whose lines of one account and party do not sum to zero. Like a code without a date
 * or a date without a code (`coherence.ts`), it does not touch the books.
 */
export function groupMatchings(lines: readonly FecLine[], faults: FecFaults): FecMatching[] {
  const groups = new Map<string, FecLine[]>();
  const sums = new Map<string, { lines: FecLine[]; balance: bigint }>();
  for (const line of lines) {
    if (line.matching === null) continue;
    const letter = JSON.stringify([line.account, line.party, line.matching]);
    const held = sums.get(letter) ?? { lines: [], balance: 0n };
    held.lines.push(line);
    held.balance += line.debit - line.credit;
    sums.set(letter, held);
    const key = `${letter}${line.matchedOn ?? ""}`;
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  }
  for (const { lines: own, balance } of sums.values()) {
    const [first] = own;
    if (balance === 0n || !first) continue;
    const name = [first.account, first.party, first.matching].filter((part) => part !== null).join(" ");
    faults.add("matching-unbalanced", first.line, "EcritureLet", name, formatDecimal(balance, 2, ","));
  }
  return [...groups.values()].flatMap(matchingOf);
}

function matchingOf(lines: readonly FecLine[]): FecMatching[] {
  const [first] = lines;
  if (!first || first.matching === null) return [];
  const balanced = lines.reduce((balance, { debit, credit }) => balance + debit - credit, 0n) === 0n;
  return [{ account: first.account, party: first.party, code: first.matching, matchedOn: first.matchedOn, balanced, lines }];
}
