import type { Refusal } from "#app/domain/refusal.ts";
import { constraintOf, sqlStateOf, sqlStates } from "./failure.ts";

/**
 * What the database's own constraints say when the rules in front of them were raced: SQLSTATE first, then the named constraint.
 * Anything else is an incident, not a refusal.
 */
export function refusalOfFailure(error: unknown): Refusal | undefined {
  const state = sqlStateOf(error);
  const constraint = constraintOf(error);
  if (!state || !constraint) return undefined;
  return witnessed[`${state} ${constraint}`];
}

const { checkViolation, exclusionViolation, uniqueViolation } = sqlStates;

const witnessed: Readonly<Record<string, Refusal>> = {
  [`${uniqueViolation} entry_reverses_key`]: { kind: "already-reversed", journal: "", number: 0n },
  [`${uniqueViolation} payment_payment_request_id_key`]: {
    kind: "wrong-state",
    what: "paymentRequest",
    state: "paid",
    expected: ["requested"],
  },
  [`${uniqueViolation} scenario_adopted_once`]: { kind: "wrong-state", what: "campaign", state: "adopted", expected: ["open"] },
  [`${uniqueViolation} decision_first`]: { kind: "stale", what: "decision", seen: 0n, current: 1n },
  [`${uniqueViolation} decision_replaces_key`]: { kind: "stale", what: "decision", seen: 0n, current: 1n },
  [`${uniqueViolation} sitting_running_once`]: { kind: "sitting-under-way", number: 0, title: "" },
  [`${checkViolation} decided_in_open_sitting`]: { kind: "sitting-not-open", number: 0, state: "sealed" },
  [`${checkViolation} sitting_sealed`]: { kind: "sitting-not-open", number: 0, state: "sealed" },
  [`${checkViolation} decision_sealed`]: { kind: "decision-sealed", number: 0, minutes: 0 },
  [`${checkViolation} decided_on_agenda`]: { kind: "not-on-agenda", request: 0, sitting: 0 },
  [`${checkViolation} author_never_records`]: { kind: "author-decides", author: "" },
  [`${uniqueViolation} draft_posted_once`]: { kind: "draft-posted", journal: "", number: 0n },
  [`${uniqueViolation} occurrence_once`]: { kind: "key-in-progress" },
  [`${uniqueViolation} entry_model_name`]: { kind: "model-name-taken", name: "" },
  [`${uniqueViolation} file_imported_once`]: { kind: "already-imported", at: "", by: "" },
  [`${checkViolation} chain_stopped`]: { kind: "chain-stopped", journal: "", year: 0 },
  [`${uniqueViolation} reopening_under_way`]: { kind: "wrong-state", what: "reopening", state: "asked", expected: ["closed"] },
  [`${checkViolation} asker_never_approves`]: { kind: "author-decides", author: "" },
  [`${checkViolation} asker_never_waives`]: { kind: "author-decides", author: "" },
  [`${checkViolation} author_never_decides`]: { kind: "author-decides", author: "" },
  [`${checkViolation} author_never_decides_through_another`]: { kind: "author-decides", author: "" },
  [`${checkViolation} nobody_delegates_to_oneself`]: { kind: "delegation-to-oneself" },
  [`${exclusionViolation} delegation_once`]: { kind: "delegation-twice", delegate: "" },
  [`${checkViolation} author_never_approves`]: { kind: "author-decides", author: "" },
  [`${exclusionViolation} contracts_do_not_overlap`]: { kind: "contracts-overlap", person: "", unit: "", firstDay: "", lastDay: null },
  [`${checkViolation} no_more_than_full_time`]: { kind: "more-than-full-time", person: "", on: "", ratio: 0n },
  [`${checkViolation} post_is_open`]: { kind: "post-not-open", post: "", firstDay: "", lastDay: null },
  [`${checkViolation} post_holds_its_size`]: { kind: "post-overfilled", post: "", size: 0n, on: "", ratio: 0n },
  [`${checkViolation} post_keeps_its_holders`]: { kind: "post-is-held", post: "", until: null },
  [`${checkViolation} working_time_in_range`]: { kind: "working-time-out-of-range", ratio: 0n },
  [`${checkViolation} leaving_after_arriving`]: { kind: "leaving-before-arrival", firstDay: "", lastDay: "" },
  [`${uniqueViolation} staff_person_number_key`]: { kind: "already-exists", what: "person", id: "" },
  [`${uniqueViolation} staff_post_number_key`]: { kind: "already-exists", what: "post", id: "" },
  [`${checkViolation} work_within_its_item`]: { kind: "work-outside-item", item: "", month: "", first: "", last: null },
  [`${checkViolation} time_on_an_open_item`]: { kind: "time-on-closed-item", item: "", closedOn: "" },
  [`${checkViolation} time_in_an_open_month`]: { kind: "time-in-closed-month", month: "" },
  [`${checkViolation} work_item_ends_after_it_begins`]: { kind: "item-ends-before-it-begins", first: "", last: "" },
  [`${checkViolation} expense_given_once`]: { kind: "expense-given-twice", key: "activity", code: "", share: 0, left: 0 },
  [`${uniqueViolation} work_operation_code_key`]: { kind: "already-exists", what: "statisticalOperation", id: "" },
  [`${uniqueViolation} work_item_code_key`]: { kind: "already-exists", what: "workItem", id: "" },
  [`${checkViolation} requester_never_pays`]: { kind: "author-decides", author: "" },
};
