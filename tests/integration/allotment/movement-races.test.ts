import { afterAll, beforeAll, expect, test } from "vitest";
import { approveMovement } from "#app/commands/decide-movement.ts";
import { reverseMovement } from "#app/commands/reverse-movement.ts";
import { saveMovement } from "#app/commands/save-movement.ts";
import { runChecks } from "#db/check.ts";
import { stageTotals } from "#db/queries/allotment-board.ts";
import { allot, budgetSums, dr, held } from "#tests/support/credits.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";

let organisation: SmallOrganisation;
beforeAll(async () => {
  organisation = await smallOrganisation({ connections: 24 });
  await allot(organisation, 1_000n);
  await staff();
  await arbitrator();
});
afterAll(() => organisation.close());

const staff = () => organisation.as("staff", { role: "programmeStaff", unit: "INSEE" });
const arbitrator = () => organisation.as("arbitrator", { role: "arbitrator", unit: "INSEE" });
const propose = async (amount: bigint) =>
  must(
    await saveMovement(await staff(), {
      ...{ kind: "redeployment", fiscalYear: 2026, on: "2026-06-10", reason: "Course", propose: true },
      lines: [{ resource: "CP", amount, from: { stage: "allotted", ...dr }, to: { stage: "allotted", ...dr, unit: "DPT" } }],
    }),
  ).movementId;

/** What is opened, and the sum of all stages, of each class and resource, read at once. */
async function bank(): Promise<string[]> {
  const totals = await organisation.database.read(organisation.organisation, (db) => stageTotals(db, 2026, ["INSEE", "DR44", "DPT"]));
  return totals.map(({ spendingClass, resource, stages: { voted = 0n, overrun = 0n, ...others } }) => {
    const placed = Object.values(others).reduce((sum, amount) => sum + amount, 0n);
    return `${spendingClass} ${resource} ${voted + overrun} ${placed}`;
  });
}

test("16 approvals of one document post it once; the others are told that it is posted", async () => {
  const movementId = await propose(10n);
  const contexts = await Promise.all(Array.from({ length: 16 }, () => arbitrator()));
  const results = await Promise.all(contexts.map((context) => approveMovement(context, { movementId })));
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(results.filter((result) => !result.ok && result.refusal.kind === "wrong-state")).toHaveLength(15);
  expect(await held(organisation, "allotted", "CP", "DPT")).toBe(10n);
});

test("16 reversals of one movement make one document", async () => {
  const movementId = await propose(5n);
  must(await approveMovement(await arbitrator(), { movementId }));
  const contexts = await Promise.all(Array.from({ length: 16 }, () => staff()));
  const results = await Promise.all(
    contexts.map((context) => reverseMovement(context, { movementId, on: "2026-06-12", reason: "Ensemble" })),
  );
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(results.filter((result) => !result.ok && result.refusal.kind === "movement-already-reversed")).toHaveLength(15);
});

test("approvals that ask more than there is stop at the last cent, and every read of the board meanwhile adds up", async () => {
  const left = await held(organisation, "allotted", "CP");
  const ids: string[] = [];
  for (let index = 0; index < 20; index += 1) ids.push(await propose(90n));
  const before = await bank();
  let reading = true;
  const reads: string[][] = [];
  const reader = (async () => {
    while (reading) reads.push(await bank());
  })();
  const contexts = await Promise.all(ids.map(async (movementId) => ({ movementId, context: await arbitrator() })));
  const results = await Promise.all(contexts.map(({ context, movementId }) => approveMovement(context, { movementId })));
  reading = false;
  await reader;
  const accepted = results.filter(({ ok }) => ok).length;
  expect(accepted).toBe(Number(left / 90n));
  expect(results.filter((result) => !result.ok && result.refusal.kind === "credit-exceeded")).toHaveLength(20 - accepted);
  expect(reads.length).toBeGreaterThan(0);
  for (const read of reads) expect(read).toEqual(before);
  for (const line of before) expect(line).toMatch(/ (\d+) \1$/);
  expect(await budgetSums(organisation)).toEqual({ AE: 0n, CP: 0n });
  const faults = (await organisation.database.read(organisation.organisation, runChecks)).filter((check) => check.faults.length > 0);
  expect(faults).toEqual([]);
});
