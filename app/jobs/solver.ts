import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { Reason } from "#app/domain/arbitration/proposal/explanation.ts";
import type { Proposal, Proposed } from "#app/domain/arbitration/proposal/propose.ts";
import type { Effort, Saving, Solver } from "#app/domain/arbitration/proposal/solver.ts";
import type { Question, Told } from "./solver-thread.ts";

/** How long a thread that is asked to stop may take to say what it has; then it is ended. */
const graceMs = 150;
/** Beyond the time that the search is given, for what surrounds it; then the thread is taken for lost. */
const lostAfterMs = 60_000;

/** The solver, in a thread for each question: it ends with its answer, and its memory with it. */
export const threadedSolver: Solver = {
  async propose(problem, { from, onFound, ...effort }) {
    let best: Proposal | undefined;
    const hear = (told: Told) => {
      if (told.kind === "found" && (!best || told.proposal.worth > best.worth)) best = told.proposal;
      if (told.kind === "bound" && best) best = { ...best, bound: nearer(best, told.bound) };
      if (best) onFound?.(best);
    };
    const answer = await ask<Proposed>({ problem, ...effort, asked: { kind: "propose", from } }, effort.signal, hear);
    if (answer?.kind === "proposed") return best ? { ...answer, bound: answer.bound < best.bound ? answer.bound : best.bound } : answer;
    if (answer?.kind === "conflict") return answer;
    return best ?? { kind: "undecided" };
  },
  async savings(problem, answer, more, effort) {
    return (await ask<readonly Saving[]>({ problem, ...effort, asked: { kind: "savings", answer, more } }, effort.signal)) ?? [];
  },
  async whyCut(problem, answer, id, effort) {
    return (await ask<Reason>({ problem, ...effort, asked: { kind: "whyCut", answer, id } }, effort.signal)) ?? { kind: "undecided" };
  },
};

/** Undefined: stopped, or lost, before it answered. */
async function ask<Answer>(
  question: Omit<Question, "stop"> & Effort,
  signal: AbortSignal | undefined,
  hear: (told: Told) => void = () => undefined,
): Promise<Answer | undefined> {
  const { problem, gap, seconds, asked } = question;
  const stop = new SharedArrayBuffer(4);
  const workerData: Question = { problem, gap, seconds, asked, stop };
  const worker = threadOf(workerData);
  const timers: NodeJS.Timeout[] = [];
  const lateAfter = (ms: number, end: () => void) => timers.push(setTimeout(end, ms));
  try {
    return await new Promise<Answer | undefined>((resolve, reject) => {
      const halt = () => {
        Atomics.store(new Int32Array(stop), 0, 1);
        lateAfter(graceMs, () => resolve(undefined));
      };
      if (signal?.aborted) halt();
      signal?.addEventListener("abort", halt, { once: true });
      lateAfter(seconds * 1000 + lostAfterMs, () => resolve(undefined));
      worker.on("message", (told: Told) => (told.kind === "answer" ? resolve(told.answer as Answer) : hear(told)));
      worker.once("error", reject);
      worker.once("exit", () => resolve(undefined));
    });
  } finally {
    for (const timer of timers) clearTimeout(timer);
    await worker.terminate();
  }
}

/** In the built server the thread is a bundle beside this one (`vite.server.config.ts`); from the sources it is read as they are. */
function threadOf(workerData: Question): Worker {
  if (!import.meta.url.endsWith(".ts")) return new Worker(new URL("./solver-thread.js", import.meta.url), { workerData });
  const reader = pathToFileURL(
    createRequire(import.meta.url)
      .resolve("tsx/esm/api")
      .replace(/cjs$/, "mjs"),
  ).href;
  const module = new URL("./solver-thread.ts", import.meta.url).href;
  const body = `import(${JSON.stringify(reader)}).then(({ tsImport }) => tsImport(${JSON.stringify(module)}, ${JSON.stringify(module)}));`;
  return new Worker(body, { eval: true, workerData, execArgv: [] });
}

/** A proven bound is a bound for ever; the solver's own rounding is given a thousandth. */
function nearer(best: Proposal, told: number): bigint {
  const bound = BigInt(Math.floor(told + 0.001));
  if (bound >= best.bound) return best.bound;
  return bound < best.worth ? best.worth : bound;
}
