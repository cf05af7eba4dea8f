import type { ColumnType, Generated, GeneratedAlways } from "kysely";
import type { DelegableCapability, Role } from "#app/domain/access.ts";
import type { AlertCause, AlertLevel, AlertSign, AlertState } from "#app/domain/alerts/alert.ts";
import type { AlertStepAct } from "#app/domain/alerts/follow.ts";
import type { MovementState } from "#app/domain/allotment/movement-state.ts";
import type { DecisionPhase } from "#app/domain/arbitration/authority.ts";
import type { Basis } from "#app/domain/arbitration/hypothesis.ts";
import type { TieKind } from "#app/domain/arbitration/proposal/setting.ts";
import type { ProposalWay } from "#app/domain/arbitration/proposal/way.ts";
import type { ScenarioBatchKind } from "#app/domain/arbitration/scenario/batch.ts";
import type { LineState } from "#app/domain/arbitration/scenario/line-state.ts";
import type { ScenarioStart, ScenarioState } from "#app/domain/arbitration/scenario/state.ts";
import type { ItemState, SittingState } from "#app/domain/arbitration/sitting/sitting.ts";
import type { RegisterVerb } from "#app/domain/arbitration/verb.ts";
import type { StepName } from "#app/domain/campaign/calendar.ts";
import type { CampaignKind, CampaignState } from "#app/domain/campaign/campaign.ts";
import type { CampaignEventKind } from "#app/domain/campaign/event.ts";
import type { GuidanceKind } from "#app/domain/campaign/guidance.ts";
import type { ExtractKind } from "#app/domain/chorus/kind.ts";
import type { PlannedAct, PlannedState } from "#app/domain/execution/planned/expense.ts";
import type { BaselineComponent } from "#app/domain/forecast/component.ts";
import type { DetailOrigin } from "#app/domain/forecast/detail.ts";
import type { Certainty, IncomeAct, IncomeKind } from "#app/domain/forecast/income.ts";
import type { Obligation, RequestKind, RequestState } from "#app/domain/forecast/request-state.ts";
import type { BatchKind } from "#app/domain/forecast/undo.ts";
import type { NoticeKind } from "#app/domain/inbox/notice.ts";
import type { EquipmentKind } from "#app/domain/means/equipment.ts";
import type { Billing, DueTerm, RentIndex } from "#app/domain/means/lease.ts";
import type { Day, Month } from "#app/domain/month.ts";
import type { BudgetResource, Quantity, Resource } from "#app/domain/quantity.ts";
import type { Book } from "#app/domain/refusal.ts";
import type { ReportKind } from "#app/domain/reports/kind.ts";
import type { ReviewedResource, VarianceCause } from "#app/domain/review/cause.ts";
import type { MovementKind, Origin, SpendingClass, Stage } from "#app/domain/stage.ts";
import type { AwayKind } from "#app/domain/workload/away.ts";
import type { WorkKind, WorkStanding } from "#app/domain/workload/item.ts";
import type { WorkSource } from "#app/domain/workload/plan.ts";
import type { DateKind, ExpenseKey, OperationKind, Output, PhaseKind } from "#app/domain/works/operation.ts";

/**
 * What the driver really returns: `bigint` for int8 and our `amount` domain, text for `date` and `daterange`, `Date` for `timestamptz`,
 * `Buffer` for `bytea`. `sum(bigint)` is numeric, hence text: cast it.
 */
type Stamp = ColumnType<Date, Date | undefined, Date>;
type DayRange = ColumnType<string, string, string>;
type Bytes = ColumnType<Buffer, Uint8Array, Uint8Array>;
type Json = ColumnType<unknown, unknown, unknown>;

interface Dated {
  id: GeneratedAlways<bigint>;
  valid: DayRange;
  recorded_at: Stamp;
  superseded_at: Date | null;
}
interface Succession {
  from_code: string;
  to_code: string;
  on_date: Day;
  numerator: bigint;
  denominator: bigint;
}
interface CellKey {
  line_id: string;
  measure: BudgetResource;
  target_year: number;
  month: number;
}
interface SheetPlace {
  sheet_id: string;
  spending_class: SpendingClass;
  target_year: number;
}
interface Posted {
  id: string;
  fiscal_year: number;
  author: bigint;
  event_id: string;
  created_at: Stamp;
}

interface WorkChange {
  id: GeneratedAlways<bigint>;
  item_id: string;
  unit: string;
  profile: string;
  month: Day;
  days: Quantity;
  source: WorkSource;
  batch: string;
  author: bigint;
  at: Stamp;
}
interface WorkDays {
  item_id: string;
  unit: string;
  profile: string;
  month: Day;
  days: Quantity;
  change_id: bigint;
}

/** The tables of one organisation, and those of the catalogue by their qualified names. */
export interface Schema {
  "catalogue.organisation": { slug: string; number: number; schema_name: string; name: string; siren: string; created_at: Stamp };
  "catalogue.migration": { schema_name: string; name: string; applied_at: Stamp };

  fiscal_year: {
    year: number;
    first_day: Day;
    last_day: Day;
    status: Generated<"open" | "closed">;
    opening: Generated<"voted" | "servicesVotes">;
  };
  period: {
    fiscal_year: number;
    period: number;
    first_day: Day;
    last_day: Day;
    complementary: Generated<boolean>;
    status: Generated<"open" | "locked" | "closed">;
    status_by: bigint | null;
    status_at: Date | null;
    /** Of a reopened one: past it, the period counts as closed. */
    open_until: Date | null;
  };
  unit: { code: string; created_at: Stamp };
  unit_version: Dated & {
    code: string;
    parent: string | null;
    label: string;
    short_label: string;
    kind: UnitKind;
    rank: Generated<number>;
  };
  unit_succession: Succession;
  nature: { code: string; spending_class: SpendingClass | null; created_at: Stamp };
  nature_version: Dated & { code: string; parent: string | null; label: string; level: NatureLevel; title: string | null };
  nature_succession: Succession;
  activity: { code: string; created_at: Stamp };
  activity_version: Dated & { code: string; parent: string | null; label: string; level: ActivityLevel };
  activity_succession: Succession;
  account: { book: Book; code: string; created_at: Stamp };
  account_version: Dated & { book: Book; code: string; label: string; postable: Generated<boolean>; source: AccountSource };
  nature_account: Dated & { nature: string; book: Generated<"general">; expense: string; accrued: string; payable: string };
  resource: { code: Resource; book: Book };
  journal: { code: string; book: Book; label: string; in_fec: Generated<boolean> };
  party: { code: string; label: string; kind: PartyKind; siret: string | null; created_at: Stamp; closed_at: Generated<Date | null> };
  party_version: {
    party: string;
    version: number;
    act: "add" | "change" | "close" | "reopen";
    label: string;
    kind: PartyKind;
    siret: string | null;
    author: bigint;
    at: Stamp;
  };
  centre_unit: Dated & { kind: "financialCentre" | "costCentre"; centre: string; unit: string };
  control_unit: { fiscal_year: number; unit: string; control_unit: string };
  setting: { name: string; value: Json; updated_at: Stamp };

  app_user: {
    id: GeneratedAlways<bigint>;
    login: string;
    name: string;
    password_hash: string | null;
    locale: Generated<"fr" | "en">;
    disabled_at: Date | null;
    created_at: Stamp;
  };
  role_grant: { user_id: bigint; role: Role; unit: string; valid: ColumnType<string, string | undefined, string>; granted_at: Stamp };
  session: { token_hash: Bytes; user_id: bigint; created_at: Stamp; last_seen_at: Stamp; expires_at: Date };
  sign_in_attempt: { id: GeneratedAlways<bigint>; login: string; address: string; device: string | null; succeeded: boolean; at: Stamp };
  command: { key: string; name: string; actor: bigint; request_hash: Bytes; outcome: Json | null; at: Stamp };
  audit: {
    id: GeneratedAlways<bigint>;
    at: Stamp;
    actor: bigint;
    action: string;
    unit: string | null;
    object_kind: string | null;
    object_id: string | null;
    detail: Json;
    command_key: string | null;
  };
  job: {
    id: string;
    kind: string;
    status: Generated<"queued" | "running" | "done" | "failed" | "cancelled">;
    request: Json;
    result: Json | null;
    author: bigint;
    created_at: Stamp;
    finished_at: Date | null;
    done: Quantity | null;
    total: Quantity | null;
    attempt: Generated<number>;
    started_at: Date | null;
    /** When its worker last said that it lives. */
    heard_at: Date | null;
    cancel_asked_at: Date | null;
    refusal: Json | null;
  };
  file: {
    id: string;
    sha256: Bytes;
    purpose: "ledgerImport" | "ledgerExport" | "attachment" | "sittingMinutes";
    name: string;
    media_type: string;
    /** Null: the bytes stand in parts, and `size_bytes` says how many there are. */
    content: Bytes | null;
    size_bytes: bigint | null;
    author: bigint;
    at: Stamp;
    detail: Json;
  };
  file_part: { file_id: string; ordinal: number; byte_count: number; content: Bytes };

  entry: {
    id: bigint;
    book: Book;
    journal: string;
    fiscal_year: number;
    period: number;
    number: bigint;
    entry_date: Day;
    validated_on: Day;
    label: string;
    event_id: string;
    actor: bigint;
    line_count: number;
    reverses: bigint | null;
    digest: Bytes;
    source_number: string | null;
    recorded_at: Date;
  };
  entry_total: { entry_id: bigint; resource: Resource; debit: Quantity; credit: Quantity; line_count: number };
  entry_line: {
    fiscal_year: number;
    entry_id: bigint;
    line: number;
    book: Book;
    period: number;
    entry_date: Day;
    account: string;
    unit: string | null;
    beneficiary_unit: string | null;
    nature: string | null;
    activity: string | null;
    party: string | null;
    resource: Resource;
    debit: Quantity;
    credit: Quantity;
    label: string;
    voucher: string | null;
    voucher_date: Day | null;
    origin: Origin | null;
    currency: string | null;
    currency_amount: Quantity | null;
    document: string | null;
    document_id: string | null;
  };
  posting: {
    fiscal_year: number;
    journal: string;
    first_number: bigint;
    last_number: bigint;
    previous_hash: Bytes;
    hash: Bytes;
    version: number;
    recorded_at: Date;
  };
  journal_counter: {
    fiscal_year: number;
    journal: string;
    last_number: Generated<bigint>;
    last_hash: ColumnType<Buffer, Uint8Array | undefined, Uint8Array>;
  };
  account_balance: {
    fiscal_year: number;
    book: Book;
    resource: Resource;
    account: string;
    period: number;
    debit: Quantity;
    credit: Quantity;
  };
  /** Of the general book, per journal: kept by a trigger of `entry_line`. */
  journal_balance: {
    fiscal_year: number;
    journal: string;
    account: string;
    period: number;
    debit: Quantity;
    credit: Quantity;
  };
  /** Of the general book, per party of a line: kept by a trigger of `entry_line`. */
  party_balance: {
    fiscal_year: number;
    account: string;
    party: string;
    journal: string;
    period: number;
    debit: Quantity;
    credit: Quantity;
  };
  unit_balance: {
    fiscal_year: number;
    book: Book;
    resource: Resource;
    section: string;
    unit: string | null;
    title: string | null;
    period: number;
    debit: Quantity;
    credit: Quantity;
  };
  stage_position: {
    fiscal_year: number;
    unit: string;
    spending_class: SpendingClass;
    resource: BudgetResource;
    stage: Stage;
    amount: ColumnType<Quantity, Quantity | undefined, Quantity>;
  };
  cap_use: {
    fiscal_year: number;
    cap: string;
    scope: string;
    used: ColumnType<Quantity, Quantity | undefined, Quantity>;
    ceiling: Quantity;
  };
  matching: {
    id: GeneratedAlways<bigint>;
    fiscal_year: number;
    account: string;
    party: string | null;
    code: string;
    /** Null: the file that was imported gives no date. */
    matched_on: Day | null;
    rule: string;
    run_id: string;
    author: bigint;
    made_at: Stamp;
    /** Sums to zero; false for a small letter, and for what a file brought unbalanced. */
    complete: GeneratedAlways<boolean>;
    undone_at: Date | null;
    undone_by: bigint | null;
    /** The group that took its lines over: a partial one that was completed. */
    replaced_by: bigint | null;
    /** The group that stands again in this one. */
    restores: bigint | null;
  };
  matching_run: {
    id: string;
    fiscal_year: number;
    account: string;
    kind: "hand" | "proposals";
    author: bigint;
    at: Stamp;
    group_count: number;
    line_count: number;
  };
  matching_sequence: { fiscal_year: number; account: string; last_ordinal: Generated<bigint> };
  matching_line: {
    matching_id: bigint;
    fiscal_year: number;
    entry_id: bigint;
    line: number;
    live: ColumnType<true | null, true | undefined, true | null>;
  };
  draft_entry: {
    id: string;
    fiscal_year: number;
    author: bigint;
    /** Who wrote last. */
    editor: bigint;
    body: Json;
    version: Generated<bigint>;
    created_at: Stamp;
    updated_at: Stamp;
    deleted_at: Date | null;
    /** The entry that it became. */
    entry_id: bigint | null;
  };
  attachment: {
    id: string;
    file_id: string;
    draft_id: string | null;
    entry_id: bigint | null;
    request_id: string | null;
    commitment_id: Generated<string | null>;
    payment_request_id: Generated<string | null>;
    movement_id: string | null;
    author: bigint;
    added_at: Stamp;
    removed_at: Date | null;
    removed_by: bigint | null;
    removal_reason: string | null;
  };
  entry_model: {
    id: string;
    name: string;
    journal: string;
    label: string;
    parameters: Json;
    author: bigint;
    version: Generated<bigint>;
    created_at: Stamp;
    updated_at: Stamp;
    archived_at: Date | null;
  };
  entry_model_line: {
    model_id: string;
    line: number;
    book: Generated<"general">;
    account: string | null;
    party: string | null;
    unit: string | null;
    label: string | null;
    side: "debit" | "credit";
    amount: string;
  };
  subscription: {
    id: string;
    model_id: string;
    name: string;
    amounts: Json;
    first_day: Day;
    frequency: "monthly" | "quarterly" | "yearly";
    last_day: Day | null;
    state: Generated<"active" | "paused" | "stopped">;
    author: bigint;
    version: Generated<bigint>;
    created_at: Stamp;
    updated_at: Stamp;
  };
  subscription_occurrence: {
    subscription_id: string;
    ordinal: number;
    day: Day;
    entry_id: bigint | null;
    skip_reason: string | null;
    actor: bigint;
    at: Stamp;
  };
  entry_habit: { fiscal_year: number; actor: bigint; journal: string; entry_date: Day; voucher: string | null; used_at: Stamp };
  audit_seal: {
    last_id: bigint;
    first_id: bigint;
    row_count: bigint;
    absent: bigint[];
    late: bigint[];
    previous_hash: Bytes;
    hash: Bytes;
    version: number;
    sealed_at: Stamp;
  };
  anchor_set: {
    id: bigint;
    taken_at: Stamp;
    reason: "hourly" | "nightly" | "closing" | "hand";
    audit_last: bigint | null;
    audit_hash: Bytes | null;
    line: string;
    digest: Bytes;
  };
  anchor: { set_id: bigint; fiscal_year: number; journal: string; last_number: bigint; hash: Bytes; debits: Json };
  proof_run: {
    id: GeneratedAlways<bigint>;
    at: Stamp;
    actor: bigint;
    reason: "nightly" | "hand";
    sound: boolean;
    entries: bigint;
    lines: bigint;
    postings: bigint;
    fault_count: bigint;
    checks: number;
    duration_ms: number;
    report: Json;
  };
  chain_stop: {
    id: GeneratedAlways<bigint>;
    fiscal_year: number;
    journal: string;
    run_id: bigint;
    faults: Bytes;
    stopped_at: Stamp;
    lifted_at: Date | null;
    lifted_by: bigint | null;
    lift_reason: string | null;
  };
  closing: {
    id: GeneratedAlways<bigint>;
    fiscal_year: number;
    /** Null: the whole exercise. */
    period: number | null;
    /** Of the minutes, in the exercise. */
    number: number;
    closed_on: Day;
    closed_at: Stamp;
    actor: bigint;
    /** Of the general book. */
    entry_count: bigint;
    debit: Quantity;
    credit: Quantity;
    /** Class 7 less class 6: below zero it is a loss. */
    result: Quantity;
    replaces: bigint | null;
    opening_entry: bigint | null;
    result_entry: bigint | null;
    checks: Json;
    anchor_set: bigint;
    reopened_at: Date | null;
  };
  closing_journal: {
    closing_id: bigint;
    journal: string;
    last_number: bigint;
    last_hash: Bytes;
    entry_count: bigint;
    resource: Resource;
    debit: Quantity;
    credit: Quantity;
  };
  closing_label: { closing_id: bigint; dimension: "account" | "party" | "journal"; code: string; label: string };
  closing_matching: { closing_id: bigint; fiscal_year: number; entry_id: bigint; line: number; code: string; matched_on: Day | null };
  closing_balance: { closing_id: bigint; book: Book; resource: Resource; account: string; debit: Quantity; credit: Quantity };
  opening_entry: { entry_id: bigint; fiscal_year: number; from_year: number; provisional: boolean; posted_on: Day };
  reopening: {
    id: GeneratedAlways<bigint>;
    fiscal_year: number;
    period: number | null;
    closing_id: bigint;
    reason: string;
    term_hours: number;
    asked_by: bigint;
    asked_at: Stamp;
    approved_by: bigint | null;
    approved_at: Date | null;
    relock_at: Date | null;
    ended_at: Date | null;
    ended_by: bigint | null;
    outcome: "refused" | "withdrawn" | "relocked" | "reclosed" | null;
    note: string | null;
  };
  closing_waiver: {
    id: GeneratedAlways<bigint>;
    fiscal_year: number;
    check_name: string;
    amount: Quantity;
    reason: string;
    asked_by: bigint;
    asked_at: Stamp;
    approved_by: bigint | null;
    approved_at: Date | null;
    ended_at: Date | null;
  };

  sheet_import: {
    id: string;
    campaign: string;
    unit: string;
    name: string;
    sha256: Bytes;
    content: Bytes;
    book: Bytes;
    author: bigint;
    at: Stamp;
    batch_id: string | null;
    applied_at: Date | null;
    applied_by: bigint | null;
  };
  ledger_upload: {
    id: string;
    sha256: Bytes;
    name: string;
    size: bigint;
    survey: Json;
    choices: Json | null;
    report: Json | null;
    author: bigint;
    at: Stamp;
    checked_at: Date | null;
  };
  ledger_upload_part: { upload_id: string; ordinal: number; content: Bytes };
  ledger_upload_fault: {
    upload_id: string;
    ordinal: GeneratedAlways<bigint>;
    line: number;
    rule: string;
    column_name: string | null;
    value: string;
    expected: string;
  };
  ledger_mapping: { signature: string; choices: Json; author: bigint; updated_at: Stamp };
  ledger_export: {
    file_id: string;
    fiscal_year: number;
    kind: "generalLedger" | "fec";
    format: "csv" | "xlsx" | "flat" | "xml";
    variant: Json;
    closing_id: bigint | null;
    line_count: bigint;
    entry_count: bigint | null;
    debit: Quantity | null;
    credit: Quantity | null;
    verdict: "conforming" | "reserved" | "faulty" | null;
    findings: Json;
    replaced: Json;
    description_id: string | null;
  };

  campaign: {
    id: string;
    target_year: number;
    kind: CampaignKind;
    label: string;
    state: Generated<CampaignState>;
    opens_on: Day;
    closes_on: Day;
    author: bigint;
  };
  sheet: { id: string; campaign: string; unit: string; revision: Generated<bigint> };
  request: {
    id: string;
    sheet_id: string;
    number: number;
    kind: RequestKind;
    title: string;
    rank: number | null;
    obligation: Obligation;
    justification: Generated<string>;
    risk: Generated<string>;
    alternatives: Generated<string>;
    deliverables: Generated<string>;
    indicator: Generated<string>;
    managing_unit: string;
    benefiting_unit: string;
    state: Generated<RequestState>;
    author: bigint;
    version: Generated<number>;
    /** The sheet's revision that last wrote it. */
    revision: bigint;
    created_at: Stamp;
  };
  notification: {
    id: string;
    scenario_id: string;
    fiscal_year: number;
    movement_id: string;
    freeze_id: string | null;
    notified_on: Day;
    reason: string;
    author: bigint;
    at: Stamp;
  };
  notification_letter: {
    notification_id: string;
    unit: string;
  };
  letter_acknowledgement: {
    notification_id: string;
    unit: string;
    person: bigint;
    at: Stamp;
  };
  movement_acknowledgement: {
    movement_id: string;
    unit: string;
    person: bigint;
    at: Stamp;
  };
  inbox_notice: {
    id: GeneratedAlways<bigint>;
    recipient: bigint;
    kind: NoticeKind;
    unit: string | null;
    campaign: string | null;
    address: string;
    detail: Json;
    author: bigint;
    at: Stamp;
    read_at: Date | null;
  };
  comment_thread: {
    id: string;
    sheet_id: string;
    request_id: string | null;
    line_id: string | null;
    measure: BudgetResource | null;
    target_year: number | null;
    month: number | null;
    author: bigint;
    at: Stamp;
    resolved_at: Date | null;
    resolved_by: bigint | null;
  };
  thread_comment: {
    id: string;
    thread_id: string;
    body: string;
    author: bigint;
    at: Stamp;
    edited_at: Date | null;
    deleted_at: Date | null;
  };
  comment_mention: { comment_id: string; person: bigint };
  request_transition: {
    id: GeneratedAlways<bigint>;
    request_id: string;
    from_state: RequestState;
    to_state: RequestState;
    version: number;
    actor: bigint;
    reason: Generated<string>;
    at: Stamp;
  };
  plan_line: {
    id: string;
    sheet_id: string;
    request_id: string | null;
    nature: string;
    activity: string;
    category: string | null;
    label: Generated<string>;
    position: Generated<number>;
    component: BaselineComponent | null;
    profile: string | null;
  };
  work_profile: { code: string; label: string; rank: number; valid: Generated<string> };
  expected_income: { id: string; sheet_id: string; number: number; created_at: Stamp };
  expected_income_version: {
    income_id: string;
    version: number;
    act: IncomeAct;
    kind: IncomeKind;
    payer: string;
    target_year: number;
    month: number;
    amount: Quantity;
    certainty: Certainty;
    purpose: string;
    line_id: string | null;
    author: bigint;
    at: Stamp;
  };
  planned_expense: { id: string; number: GeneratedAlways<bigint>; fiscal_year: number; unit: string; created_at: Stamp };
  planned_expense_version: {
    expense_id: string;
    version: number;
    act: PlannedAct;
    state: PlannedState;
    object: string;
    amount: Quantity;
    month: number;
    supplier: Generated<string>;
    line_id: string | null;
    author: bigint;
    at: Stamp;
  };
  planned_payment: { expense_id: string; version: number; year: number; month: number; amount: Quantity };
  planned_match: {
    id: string;
    expense_id: string;
    commitment_id: string;
    line: number;
    amount: Quantity;
    author: bigint;
    at: Stamp;
    undone_at: Date | null;
    undone_by: bigint | null;
  };
  /** The quantities under a cell, a set at each revision that changed them; the latest stands, an empty one is none. */
  cell_detail: CellKey & { revision: bigint; batch_id: string; line_count: number };
  cell_detail_line: CellKey & {
    revision: bigint;
    ordinal: number;
    label: string;
    /** Hundredths. */
    quantity: bigint;
    unit_word: string;
    /** Ten-thousandths of a euro. */
    unit_price: bigint;
    amount: Quantity;
    origin_kind: DetailOrigin["kind"] | null;
    origin_code: string | null;
  };
  payment_schedule: { line_id: string; revision: bigint; batch_id: string; part_count: number };
  payment_schedule_part: { line_id: string; revision: bigint; commitment_year: number; payment_year: number; amount: Quantity };
  plan_cell: CellKey & { amount: Quantity; revision: bigint };
  request_total: SheetPlace & { request_id: string | null; measure: BudgetResource; amount: Quantity; cells: number };
  sheet_total: SheetPlace & { measure: BudgetResource; amount: Quantity; cells: number };
  sheet_filling: SheetPlace & { lines: number };
  cell_hold: CellKey & { held_by: bigint; held_at: Stamp };
  average_cost: {
    id: GeneratedAlways<bigint>;
    category: string;
    from_year: number;
    cost: Quantity;
    category_measures: Quantity;
    rebasing: Quantity;
    other: Quantity;
    author: bigint;
    set_at: Stamp;
    replaces: bigint | null;
  };
  cost_hypothesis: {
    id: GeneratedAlways<bigint>;
    from_year: number;
    /** Hundredths of a percent, as the rates below. */
    general_measures: bigint;
    gvt_plus: bigint;
    gvt_minus: bigint;
    pensions: bigint;
    pensions_nature: string;
    author: bigint;
    set_at: Stamp;
    replaces: bigint | null;
  };
  staff_line: {
    id: string;
    request_id: string;
    line_id: string;
    pensions_line_id: string | null;
    category: string;
    activity: string;
    /** Hundredths of a full-time equivalent. */
    fte: Quantity;
    entry_month: Month | null;
    exit_month: Month | null;
    label: string;
    position: number;
  };
  staff_revision: { batch_id: string; request_id: string; revision: bigint; before: Json; after: Json };
  cell_formula: CellKey & { revision: bigint; text: string; batch_id: string };
  batch: {
    id: string;
    sheet_id: string;
    revision: bigint;
    author: bigint;
    at: Stamp;
    kind: BatchKind;
    undoes: string | null;
  };
  plan_change: CellKey & {
    sheet_id: string;
    revision: bigint;
    ordinal: number;
    before: Quantity | null;
    after: Quantity | null;
    batch_id: string;
  };
  version: {
    id: string;
    name: string;
    campaign: string;
    sheet_id: string;
    revision: bigint;
    author: bigint;
    frozen_at: Stamp;
    note: Generated<string>;
  };
  guidance: {
    id: string;
    campaign: string;
    unit: string | null;
    nature: string | null;
    measure: BudgetResource;
    kind: GuidanceKind;
    /** Hundredths of a percent for a rate, else the smallest unit of the measure; null: no longer said. */
    value: Quantity | null;
    note: Generated<string>;
    author: bigint;
    set_at: Stamp;
    replaces: string | null;
  };
  campaign_step: { campaign: string; step: StepName; opens_on: Day; closes_on: Day };
  late_window: {
    id: string;
    campaign: string;
    unit: string | null;
    until: Day;
    writers: "everyone" | "heads";
    reason: string;
    author: bigint;
    granted_at: Stamp;
  };
  campaign_event: {
    id: GeneratedAlways<bigint>;
    campaign: string;
    unit: string | null;
    kind: CampaignEventKind;
    from_state: CampaignState | null;
    to_state: CampaignState | null;
    reason: Generated<string>;
    detail: Json;
    actor: bigint;
    at: Stamp;
  };
  envelope: {
    id: string;
    campaign: string;
    spending_class: SpendingClass;
    resource: BudgetResource;
    target_year: number;
    /** Null: lifted. */
    amount: Quantity | null;
    author: bigint;
    set_at: Stamp;
    replaces: string | null;
    activity: string | null;
    unit: string | null;
    unit_group: string | null;
    floor: Quantity | null;
    basis: Generated<Basis>;
    rate: Generated<number>;
    basis_year: number | null;
    basis_amount: Quantity | null;
  };
  unit_group: { code: string; label: string; author: bigint; created_at: Stamp };
  unit_group_member: { id: GeneratedAlways<bigint>; unit_group: string; unit: string; valid: string; author: bigint; at: Stamp };
  scenario: {
    id: string;
    campaign: string;
    name: string;
    state: Generated<ScenarioState>;
    start_from: ScenarioStart | "scenario";
    parent: string | null;
    author: bigint;
    created_at: Stamp;
    event_id: string | null;
    /** Of what is prepared in it; decisions have their own numbers. */
    revision: Generated<bigint>;
    /** Where the chain of its parents starts: itself when it has none. */
    origin: string;
    /** The moment at which it reads the opinions that it starts from. */
    start_at: Date;
    /** Whose amounts it started from. */
    proposal_id: string | null;
  };
  scenario_layer: { scenario_id: string; depth: number; layer: string; revision: bigint | null; decision: number | null };
  scenario_reference: {
    scenario_id: string;
    unit: string;
    spending_class: SpendingClass;
    measure: BudgetResource;
    amount: Quantity;
  };
  scenario_batch: {
    id: string;
    scenario_id: string;
    revision: bigint;
    kind: ScenarioBatchKind;
    author: bigint;
    at: Stamp;
    detail: Json;
    undoes: string | null;
  };
  scenario_change: CellKey & {
    scenario_id: string;
    revision: bigint;
    ordinal: number;
    before: Quantity | null;
    after: Quantity | null;
    before_state: LineState | null;
    after_state: LineState | null;
  };
  scenario_transition: {
    id: GeneratedAlways<bigint>;
    scenario_id: string;
    from_state: ScenarioState;
    to_state: ScenarioState;
    actor: bigint;
    reason: Generated<string>;
    at: Stamp;
  };
  /** A view: the decision that each scenario gives each request, read through its parents. */
  standing_decision: {
    scenario_id: string;
    request_id: string;
    head: string;
    decision_id: string;
    number: number;
    layer: string;
    depth: number;
  };
  decision_cell: CellKey & { decision_id: string; amount: Quantity };
  scenario_base: { scenario_id: string; sheet_id: string; revision: bigint };
  scenario_cell: CellKey & {
    scenario_id: string;
    amount: Quantity;
    state: Generated<LineState>;
    revision: Generated<bigint>;
  };
  proposal_setting: {
    id: string;
    request_id: string;
    mandatory: boolean;
    /** In hundredths of a percent. */
    step_share: number | null;
    step_amount: Quantity | null;
    least_share: number | null;
    least_amount: Quantity | null;
    tags: string[];
    author: bigint;
    set_at: Stamp;
    replaces: string | null;
  };
  proposal_tie: { setting_id: string; other: string; kind: TieKind };
  proposal_criteria: {
    id: string;
    campaign: string;
    name: string;
    content: Json;
    author: bigint;
    set_at: Stamp;
    replaces: string | null;
  };
  proposal: {
    id: string;
    campaign: string;
    number: number;
    way: ProposalWay;
    criteria_id: string | null;
    content: Json;
    inputs: Json;
    inputs_hash: string;
    worth: bigint | null;
    bound: bigint | null;
    took_ms: number;
    continues: string | null;
    author: bigint;
    at: Stamp;
  };
  proposal_grant: { proposal_id: string; request_id: string; parts: number; of_parts: number };
  proposal_amount: {
    proposal_id: string;
    request_id: string;
    spending_class: SpendingClass;
    measure: BudgetResource;
    target_year: number;
    asked: Quantity;
    proposed: Quantity;
  };
  proposal_saving: { proposal_id: string; ceiling: string; more: Quantity; gained: bigint; changes: Json };
  proposal_search: {
    job_id: string;
    campaign: string;
    criteria_id: string | null;
    continues: string | null;
    worth: bigint | null;
    bound: bigint | null;
    heard_at: Date | null;
    proposal_id: string | null;
  };
  board_proposal: {
    id: string;
    campaign: string;
    proposal_id: string | null;
    author: bigint;
    at: Stamp;
    replaces: string | null;
  };
  opinion: {
    id: string;
    request_id: string;
    view: "favourable" | "reserved" | "unfavourable";
    sentence: string;
    amounts: Json;
    author: bigint;
    at: Stamp;
    replaces: string | null;
  };
  decision: {
    id: string;
    number: number;
    campaign: string;
    scenario_id: string;
    request_id: string;
    request_version: number;
    verb: RegisterVerb;
    reason: string;
    condition: string | null;
    requested_by: bigint;
    decided_by: bigint;
    decided_at: Stamp;
    replaces: string | null;
    sitting_id: string | null;
    recorded_by: bigint | null;
    /** What a decision taken back leaves in force. */
    restores: string | null;
    /** The act that made several decisions at once. */
    act_id: string | null;
    on_behalf_of: bigint | null;
    delegation_id: string | null;
  };
  decision_table: { id: GeneratedAlways<bigint>; valid_from: Day; reason: string; author: bigint; at: Stamp };
  decision_rule: {
    table_id: bigint;
    ordinal: number;
    phase: DecisionPhase;
    spending_class: SpendingClass | null;
    up_to: Quantity | null;
    role: Role | null;
    whole: Generated<boolean>;
    person: bigint | null;
  };
  delegation: {
    id: string;
    delegator: bigint;
    delegate: bigint;
    capability: DelegableCapability;
    unit: string;
    valid: DayRange;
    reason: string;
    given_at: Stamp;
    withdrawn_at: Date | null;
    withdrawn_by: bigint | null;
  };
  /** What stands on each request in each scenario: `head` is what the next decision replaces. */
  decision_amount: {
    decision_id: string;
    spending_class: SpendingClass;
    measure: BudgetResource;
    target_year: number;
    asked: Quantity;
    decided: Quantity;
  };
  sitting: {
    id: string;
    campaign: string;
    scenario_id: string;
    compared_with: string | null;
    number: number;
    title: string;
    planned_on: Day;
    planned_at: string;
    place: Generated<string>;
    guests: Generated<string>;
    chair: bigint;
    state: Generated<SittingState>;
    opened_at: Date | null;
    sealed_at: Date | null;
    opening: ColumnType<unknown, string | null, string | null>;
    shown_request: string | null;
    revision: Generated<bigint>;
    author: bigint;
    created_at: Stamp;
  };
  sitting_item: {
    id: string;
    sitting_id: string;
    position: number;
    unit: string;
    request_id: string | null;
    planned_minutes: number;
    used_seconds: Generated<number>;
    state: Generated<ItemState>;
    shown_at: Date | null;
  };
  sitting_participant: { sitting_id: string; person: bigint; role: "secretary" | "participant"; is_present: boolean | null };
  sitting_minutes: {
    sitting_id: string;
    campaign: string;
    number: number;
    document: string;
    hash: Bytes;
    previous_number: number | null;
    previous_hash: Bytes | null;
    sealed_by: bigint;
    sealed_at: Date;
    pdf_file: string;
    docx_file: string;
    xlsx_file: string;
  };

  document_counter: { fiscal_year: number; kind: string; last_number: Generated<number> };
  movement: {
    id: string;
    fiscal_year: number;
    number: number;
    kind: MovementKind;
    origin: Origin | null;
    state: MovementState;
    reason: string;
    planned_on: Day;
    author: bigint;
    approver: bigint | null;
    scenario_id: string | null;
    event_id: string | null;
    created_at: Stamp;
    version: ColumnType<bigint, bigint | undefined, bigint>;
    act_reference: ColumnType<string, string | undefined, string>;
    counterpart_programme: string | null;
    counterpart_class: SpendingClass | null;
    payer: ColumnType<string, string | undefined, string>;
    earmarked: ColumnType<boolean, boolean | undefined, boolean>;
    reverses: string | null;
  };
  movement_step: {
    id: GeneratedAlways<bigint>;
    movement_id: string;
    state: MovementState;
    actor: bigint;
    on_behalf_of: bigint | null;
    delegation_id: string | null;
    reason: ColumnType<string, string | undefined, string>;
    at: Stamp;
  };
  controller_act: {
    id: GeneratedAlways<bigint>;
    movement_id: string;
    favourable: boolean;
    reference: ColumnType<string, string | undefined, string>;
    reason: ColumnType<string, string | undefined, string>;
    controller: bigint;
    at: Stamp;
  };
  movement_line: {
    movement_id: string;
    line: number;
    from_stage: Stage;
    from_unit: string;
    from_nature: string;
    from_activity: string;
    to_stage: Stage;
    to_unit: string;
    to_nature: string;
    to_activity: string;
    resource: BudgetResource;
    amount: Quantity;
  };
  commitment: Posted & { number: string; label: string; party: string; committed_on: Day; contract: Generated<string | null> };
  commitment_line: {
    commitment_id: string;
    line: number;
    unit: string;
    beneficiary_unit: string;
    nature: string;
    activity: string;
    committed: Quantity;
    withdrawn: Generated<Quantity>;
    certified: Generated<Quantity>;
    advanced: Generated<Quantity>;
    requested: Generated<Quantity>;
    paid: Generated<Quantity>;
    operation: Generated<string | null>;
    uncovered: Generated<Quantity>;
  };
  commitment_schedule: { commitment_id: string; line: number; year: number; amount: Quantity };
  commitment_change: Posted & {
    number: string;
    commitment_id: string;
    line: number;
    kind: "increase" | "decommitment" | "withdrawal" | "schedule";
    changed_on: Day;
    amount: Quantity;
    reusable: boolean | null;
    reason: string;
  };
  commitment_change_year: { change_id: string; year: number; amount: Quantity };
  contract: { code: string; created_at: Stamp };
  contract_version: {
    contract: string;
    version: number;
    effective_on: Day;
    label: string;
    party: string;
    unit: string;
    notified_on: Day;
    ends_on: Day;
    minimum: Quantity | null;
    maximum: Quantity | null;
    note: Generated<string>;
    author: bigint;
    at: Stamp;
  };
  operation: {
    code: string;
    label: string;
    purpose: string;
    unit: string;
    nature: string;
    activity: string;
    author: bigint;
    created_at: Stamp;
  };
  operation_movement: { movement_id: string; operation: string };
  overrun_mark: {
    id: GeneratedAlways<bigint>;
    fiscal_year: number;
    unit: string;
    spending_class: SpendingClass;
    resource: BudgetResource;
    amount: Quantity;
    document: "commitment" | "commitmentChange" | "paymentRequest" | "payment" | "monthlyFact" | "chorusImport";
    document_id: string;
    line: number | null;
    cause: "override" | "fact";
    reason: Generated<string>;
    author: bigint;
    at: Stamp;
  };
  issued_report: {
    id: string;
    fiscal_year: number;
    number: number;
    kind: ReportKind;
    /** The unit that it is about. */
    subject: string | null;
    content: string;
    sha256: Buffer;
    author: bigint;
    at: Stamp;
  };
  work_item: {
    id: string;
    code: string;
    label: string;
    kind: WorkKind;
    activity: string;
    unit: string;
    request_id: string | null;
    first_month: Day;
    last_month: Day | null;
    closed_on: Day | null;
    author: bigint;
    created_at: Stamp;
  };
  work_load_change: WorkChange;
  work_load: WorkDays;
  work_time_change: WorkChange;
  work_time: WorkDays;
  work_forecast: { fiscal_year: number; number: number; name: string; change_id: bigint; author: bigint; at: Stamp };
  work_item_standing: { id: string; standing: WorkStanding };
  work_operation: {
    id: string;
    code: string;
    label: string;
    kind: OperationKind;
    activity: string;
    unit: string;
    output: Output;
    first_month: Day;
    last_month: Day | null;
    author: bigint;
    created_at: Stamp;
  };
  work_phase: { id: string; operation_id: string; kind: PhaseKind; label: string; first_day: Day; last_day: Day; done: number };
  work_date: {
    id: string;
    operation_id: string;
    phase_id: string | null;
    kind: DateKind;
    label: string;
    due_on: Day;
    done_on: Day | null;
  };
  work_volume: { operation_id: string; output: Output; year: number; volume: Quantity };
  work_operation_item: { item_id: string; operation_id: string; phase_id: string | null };
  work_expense: {
    id: string;
    operation_id: string;
    phase_id: string | null;
    key: ExpenseKey;
    code: string;
    unit: string | null;
    /** Thousandths. */
    share: number;
    from_year: number;
    last_year: number | null;
  };
  site: {
    id: string;
    code: string;
    label: string;
    address: string;
    town: string;
    unit: string;
    /** Hundredths of a square metre. */
    surface: Quantity;
    net_surface: Quantity | null;
    workstations: number;
  };
  site_occupation: { site_id: string; unit: string; workstations: number; residents: number };
  lease: {
    id: string;
    code: string;
    site_id: string;
    lessor: string;
    signed_on: Day;
    first_day: Day;
    last_day: Day;
    rent: Quantity;
    charges: Quantity;
    index: RentIndex;
    billing: Billing;
    due: DueTerm;
    notice: number;
    leaves_on: Day | null;
  };
  lease_break: { lease_id: string; day: Day };
  rent_index: { index: RentIndex; year: number; rate: number };
  equipment: {
    id: string;
    code: string;
    label: string;
    kind: EquipmentKind;
    unit: string;
    acquired: Day;
    count: number;
    unit_price: Quantity;
    life: number;
    delay: number;
    planned: Day | null;
  };
  absence_total: { unit: string; month: Day; kind: AwayKind; days: Quantity; author: bigint; at: Stamp };
  staff_category: { code: string; label: string; nature: string; rank: number };
  staff_person: { id: string; number: string; name: string };
  staff_post: {
    id: string;
    number: string;
    unit: string;
    activity: string;
    category: string;
    label: string;
    profile: string;
    /** Hundredths of a full working time, as the ratio of a contract. */
    size: number;
    first_day: Day;
    last_day: Day | null;
    expected_on: Day | null;
  };
  staff_contract: {
    id: string;
    person_id: string;
    post_id: string | null;
    unit: string;
    activity: string;
    category: string;
    ratio: number;
    first_day: Day;
    last_day: Day | null;
    profile: string;
    data_processing: boolean;
  };
  ceiling_bridge: {
    fiscal_year: number;
    nature: string;
    /** The unit of a sheet: 1 ETPT is 1 200. */
    previous: Quantity;
    perimeter: Quantity;
    transfers: Quantity;
    technical: Quantity;
    full_year_effect: Quantity;
    impact: Quantity;
    author: bigint;
    at: Stamp;
  };
  staff_move: {
    id: string;
    from_unit: string;
    from_profile: string;
    to_unit: string;
    to_profile: string;
    fte: number;
    first_month: string;
    last_month: string;
    state: Generated<"proposed" | "done" | "declined" | "withdrawn">;
    author: bigint;
    at: Stamp;
    ended_by: bigint | null;
    ended_at: Date | null;
    reason: Generated<string>;
  };
  staff_file: {
    id: string;
    subject: "people" | "time";
    name: string;
    sha256: Bytes;
    content: Bytes;
    book: Bytes;
    state: Generated<"waiting" | "applied" | "undone">;
    changes: ColumnType<unknown, never, never>;
    author: bigint;
    at: Stamp;
    applied_at: Date | null;
    applied_by: bigint | null;
    undone_at: Date | null;
    undone_by: bigint | null;
  };
  variance_explanation: {
    id: string;
    fiscal_year: number;
    unit: string;
    spending_class: SpendingClass;
    resource: ReviewedResource;
    version: number;
    gap: Quantity;
    told: Quantity;
    author: bigint;
    at: Stamp;
  };
  variance_cause: {
    explanation_id: string;
    cause: VarianceCause;
    amount: Quantity;
    note: string;
  };
  unit_review: {
    fiscal_year: number;
    unit: string;
    version: number;
    narrative: string;
    author: bigint;
    at: Stamp;
  };
  manual_landing: {
    fiscal_year: number;
    unit: string;
    spending_class: SpendingClass;
    resource: "AE" | "CP" | "ETPT";
    version: number;
    amount: Quantity | null;
    used: Quantity;
    months: number;
    reason: string;
    author: bigint;
    at: Stamp;
  };
  alert: {
    id: Generated<string>;
    fiscal_year: number;
    unit: string;
    cause: AlertCause;
    resource: "AE" | "CP" | "ETPT";
    state: AlertState;
    sign: AlertSign;
    level: AlertLevel;
    size: number;
    size_limit: number;
    amount: Quantity;
    day: Day | null;
    months: number;
    reference_sign: AlertSign | null;
    reference_size: number | null;
    snoozed_until: Day | null;
    asked: Generated<boolean>;
    opened_on: Day;
    changed_on: Day;
    version: Generated<number>;
  };
  alert_step: {
    id: GeneratedAlways<bigint>;
    alert_id: string;
    act: AlertStepAct;
    sign: AlertSign;
    level: AlertLevel;
    size: number;
    amount: Quantity;
    text: Generated<string>;
    until: Day | null;
    actor: bigint;
    at: Stamp;
  };
  task_snooze: { person: bigint; task: string; until: Day; at: ColumnType<Date, Date | undefined, Date> };
  digest_choice: { person: bigint; wanted: boolean; email: string | null; at: ColumnType<Date, Date | undefined, Date> };
  digest: { person: bigint; day: Day; items: number; way: "mail" | "file" | "none"; at: Stamp };
  revenue: Posted & {
    number: string;
    kind: "earmarkedFund" | "assignedRevenue" | "other";
    payer: string;
    label: string;
    unit: string;
    nature: string | null;
    activity: string;
    account: string;
    issued_on: Day;
    amount: Quantity;
    cashed: Generated<Quantity>;
    reduced: Generated<Quantity>;
    paid_over: Generated<Quantity>;
  };
  revenue_act: Posted & {
    number: string;
    revenue_id: string;
    kind: "cash" | "reduction" | "payOver";
    acted_on: Day;
    amount: Quantity;
    note: Generated<string>;
    movement_id: string | null;
  };
  document_reversal: {
    document: "monthlyFact" | "revenue" | "revenueAct";
    document_id: string;
    event_id: string;
    reason: string;
    movement_id: string | null;
    author: bigint;
    at: Generated<Date>;
  };
  certified_service: Posted & {
    number: string;
    commitment_id: string;
    line: number;
    certified_on: Day;
    amount: Quantity;
    note: Generated<string>;
  };
  payment_request: Posted & {
    number: string;
    flow: 1 | 3 | 4;
    commitment_id: string | null;
    line: number | null;
    unit: string;
    nature: string;
    activity: string;
    party: string;
    requested_on: Day;
    invoice: string | null;
    invoice_date: Day | null;
    amount: Quantity;
    state: Generated<"requested" | "paid" | "rejected">;
    kind: Generated<"invoice" | "advance">;
    absorbed: Generated<Quantity>;
    due_on: Generated<Day | null>;
    uncovered: Generated<Quantity>;
  };
  payment: Posted & {
    number: string;
    payment_request_id: string;
    paid_on: Day;
    /** The day itself of what is paid in the complementary period. */
    settled_on: ColumnType<Day | null, Day | null | undefined, never>;
    amount: Quantity;
    requested_by: bigint;
  };
  request_taking: {
    id: GeneratedAlways<bigint>;
    payment_request_id: string;
    fiscal_year: number;
    taken_on: Day;
    event_id: string;
    author: bigint;
    at: Stamp;
    undone_event_id: string | null;
    undone_by: bigint | null;
    undone_at: Date | null;
  };
  chorus_import: {
    id: string;
    kind: ExtractKind;
    site: string;
    fiscal_year: number;
    as_of: Day;
    name: string;
    sha256: Bytes;
    content: Bytes;
    book: Bytes;
    choices: Json;
    report: Json | null;
    digest: Bytes | null;
    state: Generated<"waiting" | "posted" | "undone">;
    author: bigint;
    at: Stamp;
    checked_at: Date | null;
    posted_at: Date | null;
    posted_by: bigint | null;
    undone_at: Date | null;
    undone_by: bigint | null;
    undone_why: string | null;
  };
  chorus_mapping: { kind: ExtractKind; site: string; choices: Json; author: bigint; updated_at: Stamp };
  chorus_item: {
    kind: ExtractKind;
    key: string;
    unit: string;
    nature: string;
    activity: string;
    beneficiary_unit: string;
    label: string;
    party: string | null;
    on_day: Day;
    settled_on: Day | null;
    complementary_on: Day | null;
    amount: Quantity;
    settled: Generated<Quantity>;
    certified: Generated<Quantity>;
    commitment: string | null;
    said: string;
    document_id: string | null;
    line: number | null;
    site: string;
    import_id: string;
    vanished_by: string | null;
  };
  chorus_change: {
    import_id: string;
    ordinal: number;
    kind: ExtractKind;
    key: string;
    row: number | null;
    before: Json | null;
    amount: Quantity;
    settled: Quantity;
    certified: Quantity;
  };
  chorus_event: {
    event_id: string;
    import_id: string;
    ordinal: number;
    unit: string;
    on_day: Day;
    undoes: Generated<boolean>;
    changes: number[];
  };
  chorus_reconciliation: {
    id: string;
    fiscal_year: number;
    month: number;
    content: Json;
    sha256: Bytes;
    note: Generated<string>;
    signed_by: bigint;
    signed_at: Stamp;
  };
  coding_block: {
    document_id: string;
    line: number;
    document: "commitment" | "certifiedService" | "paymentRequest" | "payment" | "chorusItem";
    financial_centre: string | null;
    functional_domain: string | null;
    activity_code: string | null;
    budget_account: string | null;
    fund: string | null;
    functional_tranche: string | null;
    cost_centre: string | null;
    goods_group: string | null;
    legal_commitment_number: string | null;
    legal_commitment_item: string | null;
    payment_request_number: string | null;
    contract_number: string | null;
  };
  statement_line: { code: string; created_at: Stamp };
  statement_line_version: Dated & {
    code: string;
    parent: string | null;
    rank: number;
    side: "debit" | "credit";
    source: Generated<"accounts" | "result">;
    label_fr: string;
    label_en: string;
    total_fr: string | null;
    total_en: string | null;
  };
  statement_mapping: Dated & {
    prefix: string;
    side: "debit" | "credit" | "either";
    line: string;
    measure: Generated<"gross" | "depreciation">;
    reason: Generated<string>;
    author: bigint | null;
  };
  fixed_asset: {
    id: string;
    code: string;
    label: string;
    fiscal_year: number;
    book: Generated<"general">;
    account: string;
    in_progress_account: string | null;
    depreciation_account: string | null;
    expense_account: string | null;
    unit: string;
    quantity: Generated<number>;
    acquired_on: Day;
    commissioned_on: Day | null;
    gross: Quantity;
    residual: Quantity;
    duration_months: number | null;
    prorata: "month" | "day";
    note: Generated<string>;
    author: bigint;
    commissioning_entry: bigint | null;
    cancelled_at: Date | null;
    created_at: Stamp;
  };
  asset_source: {
    asset_id: string;
    fiscal_year: number;
    entry_id: bigint;
    line: number;
    amount: Quantity;
    live: ColumnType<true | null, true | undefined, true | null>;
  };
  depreciation_run: {
    id: string;
    fiscal_year: number;
    period: number;
    kind: "run" | "disposal";
    asset_count: number;
    amount: Quantity;
    entry_id: bigint;
    author: bigint;
    created_at: Stamp;
    undone_at: Date | null;
    undone_by: bigint | null;
    undo_entry: bigint | null;
  };
  depreciation: {
    asset_id: string;
    fiscal_year: number;
    period: number;
    run_id: string;
    amount: Quantity;
    live: ColumnType<true | null, true | undefined, true | null>;
  };
  asset_disposal: {
    id: string;
    asset_id: string;
    disposed_on: Day;
    kind: "sale" | "scrapping" | "transfer";
    proceeds: Quantity;
    net_book_value: Quantity;
    reason: string;
    entry_id: bigint;
    run_id: string | null;
    author: bigint;
    created_at: Stamp;
    live: ColumnType<true | null, true | undefined, true | null>;
    undo_entry: bigint | null;
  };
  cut_off_item: {
    id: string;
    fiscal_year: number;
    kind: "accruedExpense" | "prepaidExpense" | "accruedIncome" | "deferredIncome";
    source: "schedule" | "invoice" | "service" | "income" | "manual";
    source_key: string;
    label: string;
    book: Generated<"general">;
    result_account: string;
    balance_account: string;
    unit: string | null;
    nature: string | null;
    activity: string | null;
    party: string | null;
    proposed: Quantity | null;
    amount: Quantity;
    covers_from: Day | null;
    covers_to: Day | null;
    evidence: Json;
    state: "accepted" | "refused" | "posted";
    reason: Generated<string>;
    author: bigint;
    decided_at: Stamp;
    entry_id: bigint | null;
    reversal_entry: bigint | null;
  };
  cut_off_release: { item_id: string; month: string; amount: Quantity; entry_id: bigint | null };
  monthly_fact: Posted & { month: number; kind: "payroll" | "staffing" | "workload"; unit: string; recorded_on: Day };
}

export type UnitKind =
  | "institute"
  | "secretariat"
  | "directorate"
  | "department"
  | "subdirectorate"
  | "regionalDirectorate"
  | "centre"
  | "pending";
export type NatureLevel = "programme" | "class" | "title" | "category" | "nature";
export type ActivityLevel = "programme" | "action" | "activity" | "operation";
export type AccountSource = "pcg" | "extension" | "organisation" | "import" | "stage";
export type PartyKind = "supplier" | "customer" | "agent" | "body" | "other";
