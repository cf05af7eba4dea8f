import { accept, type Result } from "#app/domain/result.ts";
import type { CheckResult } from "#db/check.ts";
import { addProofRun, stopChains } from "#db/queries/ledger/proof.ts";
import type { VerificationReport } from "#db/verify.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { toStored } from "./stored-value.ts";

export interface ProofFindings {
  readonly reason: "nightly" | "hand";
  readonly verification: VerificationReport;
  readonly checks: readonly CheckResult[];
  readonly durationMs: number;
}

/** What a run found, for the page: the faults of the journal, and the checks that failed. */
export interface ProofReport {
  readonly faults: VerificationReport["faults"];
  readonly checks: readonly CheckResult[];
}

export interface RecordedProof {
  readonly runId: bigint;
  readonly faultCount: number;
  readonly stopped: number;
}

/** Keeps what a verification of everything found, stops the chains that are altered and resumes those that are sound again. */
export async function recordProof(context: CommandContext, findings: ProofFindings): Promise<Result<RecordedProof>> {
  const { reason, verification, checks, durationMs } = findings;
  const { faults, breaches, entries, lines, postings } = verification;
  const faultCount = verification.faultCount + checks.reduce((total, check) => total + check.faultCount, 0);
  const counts = { reason, entries, lines, postings, faultCount };
  return await runCommand(context, { name: "record-proof", capability: "ledger.export" }, counts, async (db, touch) => {
    const report: ProofReport = { faults, checks: checks.filter((check) => check.faultCount > 0) };
    const runId = await addProofRun(db, {
      actor: context.actor.id,
      reason,
      sound: faultCount === 0,
      entries: BigInt(entries),
      lines: BigInt(lines),
      postings: BigInt(postings),
      faultCount: BigInt(faultCount),
      checks: checks.length,
      durationMs: Math.round(durationMs),
      report: toStored(report),
    });
    const stopped = await stopChains(db, { runId, actor: context.actor.id, breaches });
    touch({
      kind: "proofRun",
      id: runId.toString(),
      detail: { ...counts, stopped: breaches.map(({ fiscalYear, journal }) => `${journal} ${fiscalYear}`) },
    });
    return accept({ runId, faultCount, stopped });
  });
}
