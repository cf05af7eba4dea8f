/**
 * Least privilege: the application reads and adds, and updates only what moves; the journal it can only add to;
 * it holds no right on partitions, and deletes only what is not a record (sessions, drafts, sign-in attempts).
 */
const mayUpdate = [
  "fiscal_year", "period", "unit_version", "nature_version", "activity_version", "account_version", "nature_account", "centre_unit",
  "setting", "party", "app_user", "role_grant", "session", "command", "job", "journal_counter", "account_balance", "unit_balance",
  "stage_position", "cap_use", "matching", "matching_line", "draft_entry", "closing", "campaign", "sheet", "request", "plan_line",
  "plan_cell", "scenario", "scenario_cell", "document_counter", "movement", "commitment_line", "payment_request", "journal",
];
const mayDelete = ["session", "draft_entry", "sign_in_attempt", "plan_cell", "scenario_cell", "role_grant"];
const mayInsert = [
  ...mayUpdate, "unit", "nature", "activity", "account", "unit_succession", "nature_succession", "activity_succession", "control_unit",
  "sign_in_attempt", "audit", "file", "entry", "entry_total", "entry_line", "posting", "request_transition", "batch", "plan_change",
  "version", "envelope", "scenario_base", "opinion", "decision", "decision_amount", "movement_line", "commitment",
  "commitment_schedule", "certified_service", "payment", "coding_block", "monthly_fact",
];
const readable = [...mayInsert, "resource"];
const secret = new Set(["app_user", "session", "sign_in_attempt", "command"]);

export const rights = [
  `revoke all on all functions in schema {schema} from public`,
  `grant usage on schema {schema} to enveloppe_app, enveloppe_reader`,
  `grant select on ${readable.join(", ")} to enveloppe_app`,
  `grant select on ${readable.filter((table) => !secret.has(table)).join(", ")} to enveloppe_reader`,
  `grant select (id, login, name) on app_user to enveloppe_reader`,
  `grant insert on ${mayInsert.join(", ")} to enveloppe_app`,
  `grant update on ${mayUpdate.join(", ")} to enveloppe_app`,
  `grant delete on ${mayDelete.join(", ")} to enveloppe_app`,
  `grant usage on all sequences in schema {schema} to enveloppe_app`,
];
