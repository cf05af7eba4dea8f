import { describe, expect, it } from "vitest";
import { resources } from "#app/domain/quantity.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { stages } from "#app/domain/stage.ts";
import { type OfKind, type RefusalKind, refusalKinds, statusOf, wordsOf } from "#app/http/refusal.ts";
import { speechIn, type Vocabulary } from "#app/http/speech.ts";
import { locales } from "#app/messages/locale.ts";
import { authorityExamples } from "./refusal-examples/authority.ts";
import { entryExamples } from "./refusal-examples/entry.ts";
import { envelopeExamples } from "./refusal-examples/envelope.ts";
import { expenseExamples } from "./refusal-examples/expense.ts";
import { followUpExamples } from "./refusal-examples/follow-up.ts";
import { meansExamples } from "./refusal-examples/means.ts";
import { movementExamples } from "./refusal-examples/movement.ts";
import { plannedExamples } from "./refusal-examples/planned.ts";
import { proposalExamples } from "./refusal-examples/proposal.ts";
import { requestExamples } from "./refusal-examples/request.ts";
import { sittingExamples } from "./refusal-examples/sitting.ts";
import { talkExamples } from "./refusal-examples/talk.ts";
import { workforceExamples } from "./refusal-examples/workforce.ts";
import { workloadExamples } from "./refusal-examples/workload.ts";
import { worksExamples } from "./refusal-examples/works.ts";

const place = { unit: "DR-13", spendingClass: "nonPersonnel", resource: "CP" } as const;

/** One of each kind; a kind without an example does not compile. */
const examples: { readonly [Kind in RefusalKind]: Omit<OfKind<Kind>, "kind"> } = {
  ...authorityExamples,
  ...entryExamples,
  ...envelopeExamples,
  ...expenseExamples,
  ...followUpExamples,
  ...workloadExamples,
  ...worksExamples,
  ...meansExamples,
  ...movementExamples,
  ...plannedExamples,
  ...talkExamples,
  ...requestExamples,
  ...proposalExamples,
  ...sittingExamples,
  ...workforceExamples,
  "staff-fte-out-of-range": { line: 1, fte: 0n, largest: 1_000_000n },
  "staff-month-not-planned": { line: 2, month: "2031-01", first: 2027, last: 2029 },
  "staff-exit-before-entry": { line: 1, entry: "2027-05", exit: "2027-03" },
  "staff-entry-missing": { line: 1 },
  "staff-saving-is-a-leaving": { line: 3 },
  "staff-category-unknown": { line: 1, category: "21-9999" },
  "staff-lines-remain": {},
  "average-cost-missing": { category: "21-1025", year: 2027 },
  "cost-hypotheses-missing": { year: 2027 },
  "cells-from-staff": { nature: "21-1025" },
  "costs-not-seen": { nature: "21-1025" },
  "not-a-number": { text: "douze" },
  "too-many-decimals": { text: "1,234" },
  "ambiguous-number": { text: "12.500" },
  "number-out-of-range": { text: "9".repeat(30) },
  "sign-in-required": {},
  "sign-in-failed": {},
  "sign-in-throttled": { minutes: 14 },
  forbidden: { capability: "ledger.close" },
  "not-found": { what: "unit", id: "DR-99" },
  "author-decides": { author: "c.martin" },
  "approver-required": { author: "c.martin" },
  "cross-site-request": {},
  "method-not-allowed": { method: "PUT" },
  "form-too-large": { limitBytes: 1_048_576 },
  "too-many-rows-on-paper": { limit: 5_000 },
  "unreadable-form": {},
  "not-an-email": { text: "c.martin" },
  "ledger-file-unchecked": { name: "120027016FEC20251231.txt" },
  "ledger-file-too-slow": { seconds: 120 },
  "sheet-file-empty": {},
  "sheet-file-too-large": { limitBytes: 20_971_520 },
  "sheet-file-too-wide": { rows: 100_000, columns: 64 },
  "sheet-file-type": { found: "pdf" },
  "sheet-file-unsafe": { reason: "macros" },
  "sheet-file-damaged": {},
  "sheet-file-too-slow": { seconds: 10 },
  "extract-moved": {},
  "extract-unchecked": { name: "ej.csv" },
  "extract-unmapped": { fields: ["number", "amount"] },
  "extract-nothing-new": {},
  "extract-posted": { at: "2026-06-15T10:00:00.000Z", by: "C. Martin" },
  "extract-not-last": { of: "payments", name: "dp.csv" },
  "extract-older": { asOf: "2026-05-31", name: "ej.csv" },
  "extract-unbalanced": { debit: 100n, credit: 80n },
  "reconciliation-moved": {},
  "reconciliation-unexplained": { count: 2 },
  "sheet-import-elsewhere": {},
  "sheet-import-moved": {},
  "sheet-import-open-questions": { count: 2 },
  "sheet-import-nothing": {},
  "sheet-import-applied": { at: "2026-06-15T10:00:00.000Z", by: "C. Martin" },
  "missing-key": {},
  "key-reused": {},
  "key-in-progress": {},
  stale: { what: "sheet", seen: 3n, current: 4n },
  "wrong-form": { fields: { amount: "?" } },
  "reason-required": {},
  "not-a-day": { text: "30/02/2026" },
  "unknown-year": { date: "2031-01-01" },
  "year-closed": { year: 2025 },
  "period-closed": { year: 2026, period: 2 },
  "unknown-code": { dimension: "nature", code: "99" },
  "code-out-of-date": { dimension: "unit", code: "DR-13", date: "2031-01-01" },
  "wrong-nomenclature": { rule: "cycle", dimension: "unit", code: "SG" },
  "wrong-exercise": { rule: "overlap", year: 2026, firstDay: "2026-01-01", lastDay: "2026-12-31" },
  "already-exists": { what: "unit", id: "SG" },
  "too-few-lines": { count: 1 },
  unbalanced: { resource: "EUR", debit: 100n, credit: 90n },
  "line-without-amount": { line: 2 },
  "line-with-two-sides": { line: 2 },
  "negative-amount": { line: 2, amount: -500n },
  "amount-out-of-range": { line: 2, amount: 10n ** 18n },
  "dimension-missing": { line: 2, dimension: "party" },
  "resource-not-in-book": { line: 2, resource: "EUR", book: "budget" },
  "unstorable-text": { line: 2, field: "label" },
  "origin-misplaced": { line: 2 },
  "pair-incomplete": { line: 2, pair: "currency" },
  "label-missing": {},
  "journal-not-in-book": { journal: "HA", book: "budget" },
  "already-reversed": { journal: "HA", number: 12n },
  "chain-stopped": { journal: "HA", year: 2026 },
  "reversal-not-reversible": { journal: "HA", number: 12n },
  "entry-of-document": { journal: "HA", number: 12n, document: "payment" },
  "journal-not-by-hand": { journal: "HA", journals: ["OD", "EX"] },
  "party-outside-third-parties": { line: 2, account: "6064" },
  "complementary-day": { date: "2026-06-01", lastDay: "2026-12-31" },
  "credit-exceeded": { ...place, stage: "allotted", asked: 1_500_000n, available: 250_050n, room: [{ unit: "SG", available: 900_000n }] },
  "non-personnel-to-personnel": {},
  "personnel-authorisations-differ": { ae: 100n, cp: 200n },
  "illegal-movement": { movement: "allotment", from: "voted", to: "allotted", article: "R4" },
  "place-must-stay": { movement: "allotment", article: "R4" },
  "resource-not-moved": { movement: "earmark", resource: "CP", article: "R4" },
  "shares-not-whole": { total: 90 },
  "nothing-to-move": { stage: "notified" },
  "already-notified": { number: "MV-2027-000003", on: "2027-01-01", by: "Claude Durand" },
  "already-acknowledged": { unit: "DR44", by: "Dominique Bernard", at: "2027-01-04T08:30:00.000Z" },
  "wrong-state": { what: "request", state: "draft", expected: ["submitted", "instructed"] },
  "steps-missing": { steps: ["review", "arbitration"] },
  "steps-out-of-order": { earlier: "writing", later: "submission" },
  "step-to-come": { step: "writing", opensOn: "2026-02-01" },
  "step-over": { step: "submission", closedOn: "2026-04-15", headsUntil: null },
  "window-already-over": { until: "2026-04-15" },
  "rate-out-of-bounds": { rate: -12_000n, lowest: -10_000n, highest: 100_000n },
  "amount-without-unit": {},
  "nobody-to-remind": {},
  "nothing-to-start-from": { year: 2026, source: "requests" },
  "nothing-to-reopen": { unit: "DR44" },
  "saving-not-negative": { line: 1, amount: 100n },
  "whole-year-and-months": { line: 1, resource: "CP", year: 2027 },
  "year-out-of-plan": { year: 2035, first: 2027, last: 2029 },
  "nothing-to-take-back": { direction: "undo" },
  "request-incomplete": { missing: "amounts" },
  "condition-required": {},
  "amounts-required": {},
  "not-asked": { resource: "AE", year: 2027 },
  "decided-since": { number: 12, by: "C. Martin" },
  "decided-by-another": { number: 12, by: "C. Martin" },
  "already-decided": { number: 12 },
  "decided-here": { number: 12 },
  "nothing-asked": {},
  "saving-apart": {},
  "no-decision-to-take-back": {},
  "above-asked": { resource: "AE", year: 2027, asked: 100n, decided: 200n },
  "envelope-missing": { spendingClass: "personnel", resource: "AE", year: 2027 },
  "envelope-exceeded": { spendingClass: "personnel", resource: "AE", envelope: 100n, decided: 200n },
  "merge-outdated": { side: "reference" },
  "conflicts-unsettled": { count: 2 },
  "decisions-lacking": { count: 3, unit: "DR44", number: 2 },
  "nothing-changes": { by: "lever" },
  "written-by-another": { author: "C. Martin" },
  "personnel-not-committed": { nature: "21" },
  "nature-without-account": { nature: "31", date: "2026-03-01" },
  "schedule-before-commitment": { year: 2025, first: 2026 },
  "schedule-differs": { committed: 100n, scheduled: 90n },
  "above-commitment": { step: "paid", asked: 100n, limit: 90n },
  "dates-out-of-order": { earlier: "2026-03-02", later: "2026-03-01" },
  "file-refused": { faults: 3, firstRule: "R1", firstLine: 12 },
  "account-not-matched": { account: "606", prefixes: ["4", "181"] },
  "earlier-period-open": { year: 2025, period: 3 },
  "period-running": { year: 2026, period: 11, lastDay: "2026-11-30" },
  "closes-with-year": { year: 2025 },
  "closing-not-ready": { year: 2025, count: 3, first: "suspense" },
  "later-year-closed": { year: 2024, later: 2025 },
  "opening-up-to-date": { year: 2026 },
  "no-year-before": { year: 2021 },
  "term-out-of-range": { hours: 0, most: 720 },
  "check-not-waivable": { check: "drafts" },
  "matching-too-few-lines": { count: 1 },
  "matching-parties-differ": { parties: ["ACME", "DUPONT"] },
  "matching-one-sided": { side: "debit" },
  "matching-unbalanced": { debit: 100n, credit: 90n },
  "matching-line-taken": { journal: "HA", number: 12n, line: 2, code: "AB" },
  "matching-gap-too-large": { gap: 150n, threshold: 100n },
  "matching-proposals-changed": {},
  "matching-nothing-proposed": {},
  "matching-nothing-to-undo": {},
  "matching-undo-changed": { seen: 3, current: 2 },
  "not-an-account-prefix": { text: "9" },
  "mapping-of-closed-year": { from: "2024-01-01", closedUntil: "2024-12-31" },
  "line-takes-no-account": { label: "Actif" },
  "depreciation-outside-assets": { label: "Réserves" },
  "mapping-unchanged": { prefix: "606" },
  "not-an-asset-account": { account: "606" },
  "account-without-depreciation": { account: "209" },
  "residual-above-gross": { residual: 100n, gross: 100n },
  "line-not-capitalisable": { entry: "SF-1", account: "606" },
  "line-already-capitalised": { entry: "SF-1" },
  "nothing-to-depreciate": { year: 2025, period: 12 },
  "depreciated-beyond": { asset: "IM-2025-000001", on: "2025-06-30" },
  "later-depreciation": { asset: "IM-2025-000001", year: 2025, period: 7 },
  "proceeds-without-sale": { proceeds: 100n },
  "accounts-not-of-cut-off": { cutOff: "prepaidExpense", result: "706", balance: "486" },
  "above-evidence": { asked: 200n, limit: 100n },
  "nothing-after-year-end": { from: "2025-10-01", to: "2025-12-31", lastDay: "2025-12-31" },
  "no-cut-off-to-post": { year: 2025 },
  "no-cut-off-to-reverse": { year: 2025 },
  "no-cut-off-to-release": { month: "2026-03" },
  "next-year-not-open": { year: 2027 },
  "complementary-over": { year: 2026, lastDay: "2026-12-31", on: "2027-01-21", days: 20 },
  "lapse-rested-upon": { year: 2026, next: 2027, carried: 120_000n, requests: 2 },
  "already-imported": { at: "2026-03-01T10:00:00Z", by: "c.martin" },
};

function example<Kind extends RefusalKind>(kind: Kind): Refusal {
  // Each example is of its kind, by the type of the table: TypeScript does not put the two together again.
  return { ...examples[kind], kind } as never;
}

describe.each(refusalKinds)("the refusal %s", (kind) => {
  it("has a status of a refused request", () => {
    expect([400, 401, 403, 404, 405, 409, 413, 422, 429]).toContain(statusOf(example(kind)));
  });

  // A missing argument is said with console.error, which fails the test by itself.
  it("has words in each language, with every argument in its place", () => {
    const sentences = locales.map((locale) => wordsOf(example(kind), locale));
    for (const sentence of sentences) expect(sentence).toMatch(/^[^{}]{8,}[.?!]$/);
    expect(new Set(sentences).size).toBe(locales.length);
    for (const sentence of sentences) expect(sentence).not.toMatch(/\b(undefined|null|NaN|refusal(Words)?\.)/);
  });
});

it("explains an excess: what was asked, what there is, where, and the way out", () => {
  const french = wordsOf(example("credit-exceeded"), "fr").replaceAll(/[\u202f\u00a0]/g, " ");
  for (const part of ["15 000,00 €", "2 500,50 €", "12 499,50 €", "DR-13", "CP", "hors titre 2", "mis à disposition", "SG (9 000,00 €)"]) {
    expect(french).toContain(part);
  }
  const english = wordsOf({ kind: "credit-exceeded", ...examples["credit-exceeded"], room: [] }, "en");
  expect(english).toContain("15,000.00");
  expect(english).toContain("ask the programming department");
});

it("says what the database alone refused without inventing which entry it was", () => {
  expect(wordsOf({ kind: "already-reversed", journal: "", number: 0n }, "fr")).toBe("Cette écriture a déjà été contre-passée.");
  expect(wordsOf({ kind: "already-imported", at: "", by: "" }, "en")).toBe("This file has already been imported.");
});

it("names a state as the thing that is in it", () => {
  const said = (what: string, state: string) => (["fr", "en"] as const).map((locale) => speechIn(locale).state(what, state));
  expect(said("request", "accepted")).toEqual(["acceptée", "accepted"]);
  expect(said("cutOffItem", "accepted")).toEqual(["retenue", "accepted"]);
  expect(said("request", "arbitrated")).toEqual(["arbitrée", "arbitrated"]);
  expect(said("campaign", "closed")[0]).toBe("close");
});

const vocabularies: readonly (readonly [Vocabulary, readonly string[]])[] = [
  ["stage", stages],
  ["resource", resources],
  ["dimension", ["unit", "nature", "activity", "account", "party", "journal", "organisation"]],
];

it.each(vocabularies)("names each %s in both languages", (vocabulary, names) => {
  for (const name of names) {
    expect(speechIn("fr").word(vocabulary, name)).toBeTruthy();
    if (!["AE", "CP", "ETPT"].includes(name) && !["nature", "journal", "organisation"].includes(name)) {
      expect([speechIn("fr").word(vocabulary, name), speechIn("en").word(vocabulary, name)], name).not.toEqual([name, name]);
    }
  }
});
