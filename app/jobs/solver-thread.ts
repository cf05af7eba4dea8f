import { parentPort, workerData } from "node:worker_threads";
import { savedBy, savedNearby, whyCut } from "#app/domain/arbitration/proposal/explanation.ts";
import type { Grants, Problem } from "#app/domain/arbitration/proposal/problem.ts";
import { isExact, type Proposal, type Proposed, propose } from "#app/domain/arbitration/proposal/propose.ts";
import type { MoreOf, Saving } from "#app/domain/arbitration/proposal/solver.ts";

/** What a thread is asked; it answers once and ends. */
export interface Question {
  readonly problem: Problem;
  readonly gap: number;
  readonly seconds: number;
  /** One integer: 1 once the question is no longer asked. */
  readonly stop: SharedArrayBuffer;
  readonly asked:
    | { readonly kind: "propose"; readonly from: Grants | undefined }
    | { readonly kind: "savings"; readonly answer: Pick<Proposal, "grants" | "worth">; readonly more: readonly MoreOf[] }
    | { readonly kind: "whyCut"; readonly answer: Pick<Proposal, "grants" | "worth">; readonly id: string };
}

export type Told =
  | { readonly kind: "found"; readonly proposal: Proposal }
  | { readonly kind: "bound"; readonly bound: number }
  | { readonly kind: "answer"; readonly answer: unknown };

const tellEveryMs = 250;

async function answered({ problem, gap, seconds, stop, asked }: Question): Promise<unknown> {
  const flag = new Int32Array(stop);
  let toldAt = 0;
  const search = {
    gap,
    seconds,
    onProgress: ({ bound }: { bound: number }) => {
      if (asked.kind === "propose" && Number.isFinite(bound) && performance.now() - toldAt > tellEveryMs) {
        toldAt = performance.now();
        tell({ kind: "bound", bound });
      }
      return Atomics.load(flag, 0) === 1;
    },
  };
  switch (asked.kind) {
    case "propose":
      return (await propose(
        problem,
        { ...search, onFound: (proposal) => tell({ kind: "found", proposal }) },
        asked.from,
      )) satisfies Proposed;
    case "savings": {
      const savings: Saving[] = [];
      for (const { ceiling, more } of asked.more) {
        const raised = { ceilingId: ceiling, more };
        const saved = isExact(problem) ? await savedBy(problem, asked.answer, raised, search) : savedNearby(problem, asked.answer, raised);
        if (saved) savings.push({ ceiling, more, ...saved });
      }
      return savings;
    }
    case "whyCut":
      return await whyCut(problem, asked.answer, asked.id, search);
  }
}

function tell(told: Told): void {
  parentPort?.postMessage(told);
}

tell({ kind: "answer", answer: await answered(workerData as Question) });
