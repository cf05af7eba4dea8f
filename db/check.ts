import { type RawBuilder, sql } from "kysely";
import { sealContinuity } from "./check/audit.ts";
import { balanceChecks } from "./check/balances.ts";
import { documentChecks } from "./check/documents.ts";
import type { CheckFault } from "./check/fault.ts";
import { brokenReferences, brokenRules, missingGuards } from "./check/guards.ts";
import { journalChecks } from "./check/journal.ts";
import { planningChecks } from "./check/planning.ts";
import { journalScreen, trialBalanceScreen } from "./check/screens.ts";
import type { Db } from "./client.ts";

export type { CheckFault } from "./check/fault.ts";

/** One named integrity check: silent when well (`faultCount` 0), else where, what was expected and what stands there. */
export interface CheckResult {
  readonly name: CheckName;
  readonly faultCount: number;
  /** The first ones, by place. */
  readonly faults: readonly CheckFault[];
}

const namedFaults = 20;

/**
 * Each check compares (place, expected, found) and is silent where the two are equal: a query, or what a page itself would read.
 * To add one: a name, a query, and a row in the test that trips it.
 */
const checks = {
  ...balanceChecks,
  ...journalChecks,
  ...documentChecks,
  ...planningChecks,
  "screen-trial-balance": trialBalanceScreen,
  "screen-journals": journalScreen,
  "audit-seals": sealContinuity,
  references: brokenReferences,
  rules: brokenRules,
  guards: missingGuards,
} as const satisfies Record<string, RawBuilder<unknown> | ((db: Db) => Promise<CheckFault[]>)>;

export type CheckName = keyof typeof checks;
export const checkNames = Object.keys(checks) as CheckName[];

export interface CheckOptions {
  /** All of them unless said. */
  readonly only?: readonly CheckName[] | undefined;
  /** Told after each check, between 0 and 1. */
  readonly progress?: ((share: number) => void) | undefined;
  /** Ends the work between two checks; it then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Every maintained, repeated or shown amount against the sum of its detail, and every guard in its place, in one snapshot. The proof
 * that the detail itself was not altered is `verifyLedger` (`db/verify.ts`).
 */
export async function runChecks(db: Db, { only = checkNames, progress, signal }: CheckOptions = {}): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const [index, name] of only.entries()) {
    signal?.throwIfAborted();
    results.push(await runCheck(db, name));
    progress?.((index + 1) / only.length);
  }
  return results;
}

async function runCheck(db: Db, name: CheckName): Promise<CheckResult> {
  const check = checks[name];
  if (typeof check === "function") {
    const faults = await check(db);
    return { name, faultCount: faults.length, faults: faults.slice(0, namedFaults) };
  }
  const { rows } = await sql<CheckFault & { count: bigint }>`
    select place, expected::bigint as expected, found::bigint as found, count(*) over () as count
      from (${check}) as compared (place, expected, found)
     where expected is distinct from found
     order by place limit ${namedFaults}`.execute(db);
  const faults = rows.map(({ place, expected, found }) => ({ place, expected, found }));
  return { name, faultCount: Number(rows[0]?.count ?? 0), faults };
}
