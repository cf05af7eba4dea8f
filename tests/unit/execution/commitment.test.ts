import { expect, test } from "vitest";
import { type CommitmentDraft, checkCommitment } from "#app/domain/execution/commitment.ts";
import { documentNumber } from "#app/domain/execution/document-number.ts";
import { coverFacts } from "#app/domain/execution/overrun.ts";

const classOf = (nature: string) => (nature === "21" ? ("personnel" as const) : ("nonPersonnel" as const));

const line = {
  unit: "DR",
  nature: "31",
  activity: "01",
  amount: 100n,
  schedule: [
    { year: 2026, amount: 60n },
    { year: 2027, amount: 40n },
  ],
};
const draft: CommitmentDraft = { on: "2026-03-01", label: "Bail", party: "SCI", lines: [line] };

test("a commitment whose schedule adds up to its amount is accepted", () => {
  expect(checkCommitment(draft, classOf)).toEqual({ ok: true, value: draft });
});

test.each([
  ["a blank label", { ...draft, label: " " }, { kind: "wrong-form", fields: { label: "required" } }],
  ["no line", { ...draft, lines: [] }, { kind: "too-few-lines", count: 0 }],
  ["nothing", { ...draft, lines: [{ ...line, amount: 0n }] }, { kind: "line-without-amount", line: 1 }],
  [
    "a year below zero",
    { ...draft, lines: [{ ...line, schedule: [{ year: 2026, amount: -1n }] }] },
    { kind: "negative-amount", line: 1, amount: -1n },
  ],
  ["personnel", { ...draft, lines: [{ ...line, nature: "21" }] }, { kind: "personnel-not-committed", nature: "21" }],
  [
    "a payment before the commitment",
    { ...draft, lines: [{ ...line, schedule: [{ year: 2025, amount: 100n }] }] },
    { kind: "schedule-before-commitment", year: 2025, first: 2026 },
  ],
  [
    "a schedule that differs",
    { ...draft, lines: [{ ...line, schedule: [{ year: 2026, amount: 99n }] }] },
    { kind: "schedule-differs", committed: 100n, scheduled: 99n },
  ],
  ["no schedule", { ...draft, lines: [{ ...line, schedule: [] }] }, { kind: "schedule-differs", committed: 100n, scheduled: 0n }],
])("a commitment with %s is refused", (_, wrong, refusal) => {
  expect(checkCommitment(wrong, classOf)).toEqual({ ok: false, refusal });
});

test("facts take what is left at their level in the order given, and the rest from the overrun", () => {
  const level = { unit: "DR", spendingClass: "personnel" as const, resource: "AE" as const };
  const facts = [
    { ...level, amount: 60n },
    { ...level, amount: 60n },
    { ...level, resource: "CP" as const, amount: 5n },
    { ...level, amount: 1n },
  ];
  expect(coverFacts(facts, [{ ...level, amount: 100n }])).toEqual([
    { fromAllotted: 60n, fromOverrun: 0n },
    { fromAllotted: 40n, fromOverrun: 20n },
    { fromAllotted: 0n, fromOverrun: 5n },
    { fromAllotted: 0n, fromOverrun: 1n },
  ]);
});

test("a document is named by its kind, its exercise and its number", () => {
  expect(documentNumber("EJ", 2026, 42)).toBe("EJ-2026-000042");
});
