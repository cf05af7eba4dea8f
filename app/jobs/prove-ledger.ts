import { existsSync, readFileSync } from "node:fs";
import { recordProof } from "#app/commands/record-proof.ts";
import { anchorLedger } from "#app/commands/take-anchors.ts";
import { accept } from "#app/domain/result.ts";
import { anchorFileOf } from "#db/anchor-file.ts";
import { runChecks } from "#db/check.ts";
import { allowLongStatements } from "#db/statement-time.ts";
import { verifyLedger } from "#db/verify.ts";
import type { JobHandler } from "./job.ts";

export const proofJob = { kind: "prove-ledger", capability: "ledger.export" } as const;

export interface ProofRequest {
  readonly reason: "nightly" | "hand";
  /** The exercise whose page the result leads to. */
  readonly year: number;
}

export interface ProofParts {
  readonly anchorDir: string;
  /** Told when something is wrong: whoever watches the log must hear of it. */
  readonly onFaults: (found: { organisation: string; faults: number; stopped: number }) => void;
}

/** Of the work: the verification, then the checks. */
const shares = { verification: 0.6, checks: 0.4 };
const steps = 1_000n;

/**
 * The self-check: every digest, link and anchor, then every named check, in one snapshot while others post; what it found is kept, the
 * chains that are altered stop. Anchors are taken of what was found sound alone.
 */
export function proofHandler({ anchorDir, onFaults }: ProofParts): JobHandler<ProofRequest> {
  return {
    ...proofJob,
    run: async ({ context, request, progress, signal }) => {
      const { database, organisation } = context;
      const tell = (share: number) => progress({ done: BigInt(Math.floor(share * Number(steps))), total: steps });
      const file = anchorFileOf(anchorDir, organisation.slug);
      const anchorFile = existsSync(file) ? { organisation: organisation.slug, content: readFileSync(file, "utf8") } : undefined;
      const start = performance.now();
      const found = await database.read(organisation, async (db) => {
        await allowLongStatements(db);
        const onVerified = (share: number) => tell(share * shares.verification);
        const verification = await verifyLedger(db, { anchorFile, signal, progress: onVerified });
        const onChecked = (share: number) => tell(shares.verification + share * shares.checks);
        return { verification, checks: await runChecks(db, { signal, progress: onChecked }) };
      });
      const recorded = await recordProof(context, { reason: request.reason, ...found, durationMs: performance.now() - start });
      if (!recorded.ok) return recorded;
      const { faultCount, stopped } = recorded.value;
      if (faultCount === 0) await anchorLedger(database, organisation, { reason: request.reason, file });
      else onFaults({ organisation: organisation.slug, faults: faultCount, stopped });
      const { entries, lines } = found.verification;
      return accept({ address: `/${request.year}/ledger/proof`, values: { faults: faultCount, entries, lines } });
    },
  };
}
