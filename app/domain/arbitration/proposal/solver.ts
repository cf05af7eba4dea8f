import type { Quantity } from "../../quantity.ts";
import type { Change, Reason } from "./explanation.ts";
import type { Grants, Problem } from "./problem.ts";
import type { Proposal, Proposed } from "./propose.ts";

/** How far a question is looked into, and by whom it is stopped. */
export interface Effort {
  /** 0.0005: within 0.05 % of the best; 0: the best. */
  readonly gap: number;
  readonly seconds: number;
  readonly signal?: AbortSignal | undefined;
}

/** What more of a ceiling would save. */
export interface Saving {
  readonly ceiling: string;
  readonly more: Quantity;
  readonly gained: bigint;
  readonly changes: readonly Change[];
}

export interface MoreOf {
  readonly ceiling: string;
  readonly more: Quantity;
}

/** Answers about problems, each in a thread of its own: whoever serves pages goes on serving them. */
export interface Solver {
  /** `onFound`: each better proposal, and each nearer bound, as they come. Stopped: the best found so far, `undecided` when there is none. */
  propose(
    problem: Problem,
    effort: Effort & {
      readonly from?: Grants | undefined;
      readonly onFound?: ((found: Pick<Proposal, "worth" | "bound">) => void) | undefined;
    },
  ): Promise<Proposed>;
  savings(
    problem: Problem,
    answer: Pick<Proposal, "grants" | "worth">,
    more: readonly MoreOf[],
    effort: Effort,
  ): Promise<readonly Saving[]>;
  whyCut(problem: Problem, answer: Pick<Proposal, "grants" | "worth">, id: string, effort: Effort): Promise<Reason>;
}
