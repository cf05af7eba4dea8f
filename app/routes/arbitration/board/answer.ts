import type { RequestState } from "#app/domain/forecast/request-state.ts";
import type { BoardDecision } from "./board.ts";

/** What the server says of a request once it is decided, or not any more: amounts as decimal text, for JSON has no integer of this size. */
export interface ChangedRequest {
  readonly id: string;
  readonly state: RequestState;
  readonly decided: { readonly personnel: string; readonly nonPersonnel: string } | null;
  readonly decision: BoardDecision | null;
}

export interface DecisionAnswer {
  readonly changed: readonly ChangedRequest[];
  /** The row of the register. */
  readonly number: number;
  /** Of the decision that was taken back. */
  readonly takesBack?: number;
}
