import type { Capability } from "#app/domain/access.ts";
import { mayDo } from "#app/domain/access.ts";
import type { LineNotes } from "#app/domain/allotment/transfer-lines.ts";
import type { NatureAccounts } from "#app/domain/execution/accounts.ts";
import type { Expense } from "#app/domain/execution/expense-entries.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { type ChainLine, type LineKey, lineKey } from "#db/queries/execution-chain.ts";
import type { NatureFacts } from "#db/queries/execution-reference.ts";
import type { CommandContext } from "./run.ts";

/** The line of a commitment, or `not-found` when it does not exist or when its unit is out of reach. */
export function reachableLine(
  context: CommandContext,
  capability: Capability,
  lines: ReadonlyMap<string, ChainLine>,
  key: LineKey,
): Result<ChainLine> {
  const line = lines.get(lineKey(key));
  if (line && mayDo(context.actor.access, capability, line.unit)) return accept(line);
  return refuse({ kind: "not-found", what: "commitment", id: key.commitmentId });
}

/** The accounts of a nature on a day; `nature-without-account` when neither it nor what stands above it is mapped. */
export function accountsFor(facts: (nature: string, on: Day) => NatureFacts, nature: string, on: Day): Result<NatureAccounts> {
  const { accounts } = facts(nature, on);
  return accounts ? accept(accounts) : refuse({ kind: "nature-without-account", nature, date: on });
}

/** An expense on a line of a commitment: its place, its party, its beneficiary. */
export function expenseOn(line: ChainLine, amount: Quantity, notes: LineNotes): Expense {
  const { unit, nature, activity, party, beneficiaryUnit } = line;
  return { unit, nature, activity, amount, notes: { party, beneficiaryUnit, ...notes } };
}
