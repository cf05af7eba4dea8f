import type { Refusal } from "#app/domain/refusal.ts";
import { translatorFor } from "#app/messages/index.ts";
import type { Locale } from "#app/messages/locale.ts";
import { authorityRows } from "./refusal/authority.ts";
import { campaignRows } from "./refusal/campaign.ts";
import { chorusRows } from "./refusal/chorus.ts";
import { closingRows } from "./refusal/closing.ts";
import { decisionRows } from "./refusal/decision.ts";
import { entryRows } from "./refusal/entry.ts";
import { envelopeRows } from "./refusal/envelope.ts";
import { expenseRows } from "./refusal/expense.ts";
import { followUpRows } from "./refusal/follow-up.ts";
import { importRows } from "./refusal/import.ts";
import { matchingRows } from "./refusal/matching.ts";
import { meansRows } from "./refusal/means.ts";
import { movementRows } from "./refusal/movement.ts";
import { notificationRows } from "./refusal/notification.ts";
import { plannedRows } from "./refusal/planned.ts";
import { proposalRows } from "./refusal/proposal.ts";
import { requestRows } from "./refusal/request.ts";
import type { RefusalKind, Rows, Values } from "./refusal/row.ts";
import { scenarioRows } from "./refusal/scenario.ts";
import { sheetImportRows } from "./refusal/sheet-import.ts";
import { sittingRows } from "./refusal/sitting.ts";
import { staffRows } from "./refusal/staff.ts";
import { talkRows } from "./refusal/talk.ts";
import { workforceRows } from "./refusal/workforce.ts";
import { workloadRows } from "./refusal/workload.ts";
import { worksRows } from "./refusal/works.ts";
import { yearEndRows } from "./refusal/year-end.ts";
import { type Speech, speechIn } from "./speech.ts";

export type { OfKind, RefusalKind, Values } from "./refusal/row.ts";

/**
 * 400 the request is not understood · 401 who are you · 403 not you · 404 not there, or not for you · 409 not in the present state ·
 * 413 too large · 422 understood, and wrong · 429 too often.
 */
const rows: Rows<RefusalKind> = {
  ...authorityRows,
  ...campaignRows,
  ...chorusRows,
  ...closingRows,
  ...entryRows,
  ...envelopeRows,
  ...expenseRows,
  ...followUpRows,
  ...workloadRows,
  ...worksRows,
  ...meansRows,
  ...importRows,
  ...matchingRows,
  ...staffRows,
  ...workforceRows,
  ...notificationRows,
  ...movementRows,
  ...plannedRows,
  ...talkRows,
  ...sheetImportRows,
  ...requestRows,
  ...proposalRows,
  ...sittingRows,
  ...decisionRows,
  ...scenarioRows,

  "not-a-number": { status: 422, values: ({ text }) => ({ text }) },
  "too-many-decimals": { status: 422, values: ({ text }) => ({ text }) },
  "ambiguous-number": { status: 422, values: ({ text }) => ({ text }) },
  "number-out-of-range": { status: 422, values: ({ text }) => ({ text }) },

  "sign-in-required": { status: 401 },
  "sign-in-failed": { status: 401 },
  "sign-in-throttled": { status: 429, values: ({ minutes }) => ({ minutes }) },
  forbidden: { status: 403, values: ({ capability }, say) => ({ capability: say.word("capability", capability) }) },
  "not-found": { status: 404, values: ({ what, id }, say) => ({ what: say.word("what", what), id }) },
  "author-decides": { status: 403, values: ({ author }) => ({ author }) },
  "approver-required": { status: 403, values: ({ author }) => ({ author }) },
  "cross-site-request": { status: 403 },
  "method-not-allowed": { status: 405, values: ({ method }) => ({ method }) },
  "form-too-large": { status: 413, values: ({ limitBytes }, say) => ({ limit: say.count(Math.floor(limitBytes / 1024)) }) },

  "too-many-rows-on-paper": { status: 422, values: ({ limit }, say) => ({ limit: say.count(limit) }) },

  "missing-key": { status: 400 },
  "key-reused": { status: 422 },
  "key-in-progress": { status: 409 },
  stale: { status: 409, values: ({ what }, say) => ({ what: say.word("what", what) }) },
  "unreadable-form": { status: 400 },
  "wrong-form": { status: 422, values: ({ fields }) => ({ count: Object.keys(fields).length }) },
  "reason-required": { status: 422 },
  "not-an-email": { status: 422, values: ({ text }) => ({ text }) },

  "not-a-day": { status: 422, values: ({ text }) => ({ text }) },
  "unknown-year": { status: 422, values: ({ date }, say) => ({ date: say.day(date) }) },
  "year-closed": { status: 409, values: ({ year }) => ({ year: String(year) }) },
  "period-closed": { status: 409, values: ({ year, period }) => ({ year: String(year), period }) },
  "unknown-code": { status: 422, values: ({ dimension, code }, say) => ({ dimension: say.word("dimension", dimension), code }) },
  "code-out-of-date": {
    status: 422,
    values: ({ dimension, code, date }, say) => ({ dimension: say.word("dimension", dimension), code, date: say.day(date) }),
  },

  "wrong-nomenclature": { status: 422, values: ({ rule, code }) => ({ rule: selectable(rule), code }) },
  "wrong-exercise": {
    status: 422,
    values: ({ rule, year, firstDay, lastDay }, say) => ({
      rule: selectable(rule),
      year: String(year),
      first: rule === "not-a-day" ? firstDay : say.day(firstDay),
      last: rule === "not-a-day" ? lastDay : say.day(lastDay),
    }),
  },
  "already-exists": { status: 409, values: ({ what, id }, say) => ({ what: say.word("what", what), id }) },

  "too-few-lines": { status: 422, values: ({ count }) => ({ count }) },
  unbalanced: {
    status: 422,
    values: ({ resource, debit, credit }, say) => ({
      resource: say.word("resource", resource),
      debit: say.quantity(resource, debit),
      credit: say.quantity(resource, credit),
      gap: say.quantity(resource, debit > credit ? debit - credit : credit - debit),
    }),
  },
  "line-without-amount": { status: 422, values: ({ line }) => ({ line }) },
  "line-with-two-sides": { status: 422, values: ({ line }) => ({ line }) },
  "negative-amount": { status: 422, values: ({ line, amount }, say) => ({ line, amount: say.quantity("EUR", amount) }) },
  "amount-out-of-range": { status: 422, values: ({ line, amount }, say) => ({ line, amount: say.quantity("EUR", amount) }) },
  "dimension-missing": { status: 422, values: ({ line, dimension }, say) => ({ line, dimension: say.word("dimension", dimension) }) },
  "resource-not-in-book": {
    status: 422,
    values: ({ line, resource, book }, say) => ({ line, resource: say.word("resource", resource), book }),
  },
  "unstorable-text": { status: 422, values: ({ line, field }) => ({ line, field }) },
  "origin-misplaced": { status: 422, values: ({ line }) => ({ line }) },
  "pair-incomplete": { status: 422, values: ({ line, pair }) => ({ line, pair }) },
  "label-missing": { status: 422 },
  "journal-not-in-book": { status: 422, values: ({ journal, book }) => ({ journal, book }) },
  "already-reversed": { status: 409, values: ({ journal, number }) => ({ entry: entryName(journal, number) }) },
  // proof
  "chain-stopped": { status: 409, values: ({ journal, year }) => ({ journal, year: String(year) }) },

  "reversal-not-reversible": { status: 409, values: ({ journal, number }) => ({ entry: entryName(journal, number) }) },
  "entry-of-document": {
    status: 409,
    values: ({ journal, number, document }, say) => ({ entry: entryName(journal, number), document: say.word("what", document) }),
  },
  "journal-not-by-hand": { status: 422, values: ({ journal, journals }, say) => ({ journal, journals: say.list(journals) }) },
  "party-outside-third-parties": { status: 422, values: ({ line, account }) => ({ line, account }) },
  "complementary-day": { status: 422, values: ({ date, lastDay }, say) => ({ date: say.day(date), lastDay: say.day(lastDay) }) },

  "credit-exceeded": {
    status: 409,
    values: ({ stage, unit, spendingClass, resource, asked, available, room = [] }, say) => ({
      stage: say.word("stage", stage),
      unit,
      spendingClass: say.word("spendingClass", spendingClass),
      resource: say.word("resource", resource),
      asked: say.quantity(resource, asked),
      available: say.quantity(resource, available),
      missing: say.quantity(resource, asked - available),
      roomCount: room.length,
      room: say.list(room.map((place) => `${place.unit} (${say.quantity(resource, place.available)})`)),
    }),
  },
  "non-personnel-to-personnel": { status: 422 },
  "personnel-authorisations-differ": {
    status: 422,
    values: ({ ae, cp }, say) => ({ ae: say.quantity("AE", ae), cp: say.quantity("CP", cp) }),
  },
  "illegal-movement": {
    status: 422,
    values: ({ movement, from, to, article }, say) => ({
      movement: say.word("movement", movement),
      from: say.word("stage", from),
      to: say.word("stage", to),
      article,
    }),
  },
  "place-must-stay": { status: 422, values: ({ movement, article }, say) => ({ movement: say.word("movement", movement), article }) },
  "resource-not-moved": {
    status: 422,
    values: ({ movement, resource, article }, say) => ({
      movement: say.word("movement", movement),
      resource: say.word("resource", resource),
      article,
    }),
  },
  "shares-not-whole": { status: 422, values: ({ total }, say) => ({ total: say.count(total) }) },
  "nothing-to-move": { status: 409, values: ({ stage }, say) => ({ stage: say.word("stage", stage) }) },
  "personnel-not-committed": { status: 422, values: ({ nature }) => ({ nature }) },
  "nature-without-account": { status: 422, values: ({ nature, date }, say) => ({ nature, date: say.day(date) }) },
  "schedule-before-commitment": { status: 422, values: ({ year, first }) => ({ year: String(year), first: String(first) }) },
  "wrong-state": {
    status: 409,
    values: ({ what, state, expected }, say) => ({
      what: say.word("what", what),
      state: say.state(what, state),
      expected: say.list(expected.map((each) => `« ${say.state(what, each)} »`)),
    }),
  },

  "saving-not-negative": { status: 422, values: ({ line, amount }, say) => ({ line, amount: say.quantity("EUR", amount) }) },
  "whole-year-and-months": {
    status: 422,
    values: ({ line, resource, year }, say) => ({ line, resource: say.word("resource", resource), year: String(year) }),
  },
  "year-out-of-plan": {
    status: 422,
    values: ({ year, first, last }) => ({ year: String(year), first: String(first), last: String(last) }),
  },
  "profile-without-days": { status: 422, values: ({ line, nature }) => ({ line, nature }) },
  "nothing-to-take-back": { status: 409, values: ({ direction }) => ({ direction }) },
  "request-incomplete": { status: 422, values: ({ missing }) => ({ missing }) },
  "condition-required": { status: 422 },
  "amounts-required": { status: 422 },
  "not-asked": { status: 422, values: ({ resource, year }, say) => ({ resource: say.word("resource", resource), year: String(year) }) },
  "above-asked": {
    status: 422,
    values: ({ resource, year, asked, decided }, say) => ({
      resource: say.word("resource", resource),
      year: String(year),
      asked: say.quantity(resource, asked),
      decided: say.quantity(resource, decided),
    }),
  },
  "envelope-missing": {
    status: 409,
    values: ({ spendingClass, resource, year }, say) => ({
      spendingClass: say.word("spendingClass", spendingClass),
      resource: say.word("resource", resource),
      year: String(year),
    }),
  },
  "envelope-exceeded": {
    status: 409,
    values: ({ spendingClass, resource, envelope, decided, place }, say) => ({
      where: place === undefined ? "campaign" : "place",
      place: place ?? "",
      spendingClass: say.word("spendingClass", spendingClass),
      resource: say.word("resource", resource),
      envelope: say.quantity(resource, envelope),
      decided: say.quantity(resource, decided),
      excess: say.quantity(resource, decided - envelope),
    }),
  },

  "schedule-differs": {
    status: 422,
    values: ({ committed, scheduled }, say) => ({ committed: say.quantity("AE", committed), scheduled: say.quantity("CP", scheduled) }),
  },
  "above-commitment": {
    status: 409,
    values: ({ step, asked, limit }, say) => ({ step, asked: say.quantity("EUR", asked), limit: say.quantity("EUR", limit) }),
  },
  "dates-out-of-order": { status: 422, values: ({ earlier, later }, say) => ({ earlier: say.day(earlier), later: say.day(later) }) },

  "file-refused": { status: 422, values: ({ faults, firstRule, firstLine }) => ({ faults, firstRule, firstLine }) },
  "already-imported": { status: 409, values: ({ at, by }, say) => ({ at: at === "" ? "none" : say.instant(at), by }) },
  ...yearEndRows,
};

export function statusOf(refusal: Refusal): number {
  return rows[refusal.kind].status;
}

/** The refusal in words, with its numbers written as the reader writes them. */
export function wordsOf(refusal: Refusal, locale: Locale): string {
  // The row of a kind takes the refusals of that kind: TypeScript does not follow a union through an index.
  const row = rows[refusal.kind] as { readonly values?: (refusal: Refusal, say: Speech) => Values };
  return translatorFor(locale, "refusal")(refusal.kind, row.values?.(refusal, speechIn(locale)));
}

export const refusalKinds = Object.keys(rows) as readonly RefusalKind[];

/** ICU's `select` takes no hyphen in its keys: `two-roots` is `two_roots` in the messages. */
function selectable(name: string): string {
  return name.replaceAll("-", "_");
}

/** « none » when the database alone refused, and knows the rule but not the entry. */
function entryName(journal: string, number: bigint): string {
  return journal === "" ? "none" : `${journal}-${number}`;
}
