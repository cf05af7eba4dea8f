import { afterAll, beforeAll, expect, test } from "vitest";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { type MoveCreditsInput, moveCredits } from "#app/commands/move-credits.ts";
import { type OpenCreditsInput, openCredits } from "#app/commands/open-credits.ts";
import type { MovementLine } from "#app/domain/allotment/movement.ts";
import { allot, budgetSums, dr, held, staff, voted } from "#tests/support/credits.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";

let organisation: SmallOrganisation;
beforeAll(async () => {
  organisation = await smallOrganisation({ connections: 16 });
  await allot(organisation, 3_200n);
});
afterAll(() => organisation.close());

const opening = {
  fiscalYear: 2026,
  on: "2026-02-01",
  origin: "amendingBudget",
  reason: "LFR",
  lines: [{ ...voted, nature: "T2", resource: "AE", amount: 5n }],
} as const satisfies OpenCreditsInput;
const toDepartment: MovementLine = {
  resource: "CP",
  amount: 10n,
  from: { stage: "allotted", ...dr },
  to: { stage: "allotted", ...dr, unit: "DPT" },
};
const redeployment: MoveCreditsInput = { kind: "redeployment", on: "2026-02-01", reason: "Besoin du DPG", lines: [toDepartment] };

test.each([
  ["title 2 in AE alone", opening, { kind: "personnel-authorisations-differ", ae: 5n, cp: 0n }],
  ["a day of another exercise", { ...opening, on: "2025-02-01" }, { kind: "unknown-year", date: "2025-02-01" }],
  [
    "no reason",
    { ...opening, reason: " ", lines: [{ ...voted, nature: "HT2", resource: "AE" as const, amount: 5n }] },
    { kind: "reason-required" },
  ],
  ["no line", { ...opening, lines: [] }, { kind: "too-few-lines", count: 0 }],
])("an opening with %s is refused", async (_, input, refusal) => {
  expect(await openCredits(await organisation.system(), input)).toEqual({ ok: false, refusal });
});

test.each([
  [
    "other titles to personnel",
    { ...redeployment, lines: [{ ...toDepartment, to: { stage: "allotted" as const, ...staff } }] },
    { kind: "non-personnel-to-personnel" },
  ],
  [
    "more than the unit has",
    { ...redeployment, lines: [{ ...toDepartment, amount: 3_201n }] },
    {
      kind: "credit-exceeded",
      stage: "allotted",
      unit: "DR44",
      spendingClass: "nonPersonnel",
      resource: "CP",
      asked: 3_201n,
      available: 3_200n,
    },
  ],
  [
    "a path that is not its own",
    { ...redeployment, kind: "release" as const },
    { kind: "illegal-movement", movement: "release", from: "allotted", to: "allotted", article: "LOLF art. 14 III, 51 4° bis" },
  ],
  [
    "a unit that nobody knows",
    { ...redeployment, lines: [{ ...toDepartment, to: { ...toDepartment.to, unit: "ZZ" } }] },
    { kind: "unknown-code", dimension: "unit", code: "ZZ" },
  ],
])("a movement with %s is refused", async (_, input, refusal) => {
  expect(await moveCredits(await organisation.system(), input)).toEqual({ ok: false, refusal });
});

test("who proposes a movement does not approve it, and who holds neither unit does not see it", async () => {
  const person = await organisation.as("staff", { role: "programmeStaff", unit: "INSEE" });
  expect(await moveCredits(person, { ...redeployment, approver: person.actor.id })).toEqual({
    ok: false,
    refusal: { kind: "author-decides", author: "staff" },
  });
  const local = await organisation.as("local", { role: "programmeStaff", unit: "DR44" });
  expect(await moveCredits(local, redeployment)).toEqual({ ok: false, refusal: { kind: "not-found", what: "unit", id: "DPT" } });
});

test("a redeployment is one entry of the journal of credits, and its document says the two sides", async () => {
  const { number, movementId, eventId } = must(await moveCredits(await organisation.system(), redeployment));
  expect(number).toBe("MV-2026-000004");
  expect([await held(organisation, "allotted", "CP"), await held(organisation, "allotted", "CP", "DPT")]).toEqual([3_190n, 10n]);
  const [entry] = await organisation.database.read(organisation.organisation, (db) =>
    db.selectFrom("entry").where("event_id", "=", eventId).select(["journal", "label"]).execute(),
  );
  expect(entry).toEqual({ journal: "CR", label: "Besoin du DPG" });
  const lines = await organisation.database.read(organisation.organisation, (db) =>
    db.selectFrom("movement_line").where("movement_id", "=", movementId).select(["from_unit", "to_unit", "amount"]).execute(),
  );
  expect(lines).toEqual([{ from_unit: "DR44", to_unit: "DPT", amount: 10n }]);
});

test("32 clients on one credit: it is spent to the last cent and never beyond", async () => {
  const line = { ...dr, amount: 200n, schedule: [{ year: 2026, amount: 200n }] };
  const commitments = [{ on: "2026-03-01", label: "Course", party: "FOUR1", lines: [line] }];
  const contexts = await Promise.all(Array.from({ length: 32 }, () => organisation.system()));
  const results = await Promise.all(contexts.map((context) => commitExpenses(context, { commitments })));
  expect(results.filter(({ ok }) => ok)).toHaveLength(16);
  expect(results.filter((result) => !result.ok && result.refusal.kind === "credit-exceeded")).toHaveLength(16);
  expect([await held(organisation, "allotted", "AE"), await held(organisation, "committed", "AE")]).toEqual([0n, 3_200n]);
  expect(await budgetSums(organisation)).toEqual({ AE: 0n, CP: 0n });
});
