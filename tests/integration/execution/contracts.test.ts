import { afterEach, beforeEach, expect, test } from "vitest";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { addContract, amendContract } from "#app/commands/save-contract.ts";
import { usedOfContract } from "#db/queries/execution-contract.ts";
import { allot, dr } from "#tests/support/credits.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";

const terms = {
  ...{ code: "M-2026-01", label: "Impressions", party: "FOUR1", unit: "DR44", notifiedOn: "2026-01-01", endsOn: "2026-12-31" },
  ...{ minimum: null, maximum: 50_000n, note: "" },
};

let organisation: SmallOrganisation;
beforeEach(async () => {
  organisation = await smallOrganisation();
  await allot(organisation, 100_000n);
  must(await addContract(await staff(), terms));
});
afterEach(() => organisation.close());

const staff = () => organisation.as("staff", { role: "programmeStaff", unit: "INSEE" });
const used = () => organisation.database.read(organisation.organisation, (db) => usedOfContract(db, terms.code));

async function commit(amount: bigint) {
  const lines = [{ ...dr, amount, schedule: [{ year: 2026, amount }] }];
  const commitments = [{ on: "2026-03-01", label: "Avis de passage", party: "FOUR1", contract: terms.code, lines }];
  return await commitExpenses(await staff(), { commitments });
}

test("a contract carries its maximum and not a cent more, until it is amended", async () => {
  must(await commit(50_000n));
  expect(await commit(1n)).toMatchObject({ ok: false, refusal: { kind: "contract-exceeded" } });
  const input = { ...terms, seenVersion: 1, effectiveOn: "2026-02-01" };
  expect(await amendContract(await staff(), { ...input, maximum: 49_999n })).toMatchObject({
    ok: false,
    refusal: { kind: "contract-below-used", used: 50_000n },
  });
  expect(must(await amendContract(await staff(), { ...input, maximum: 60_000n }))).toEqual({ code: terms.code, version: 2 });
  must(await commit(10_000n));
  expect(await used()).toBe(60_000n);
});

test("and two people who commit at once do not share the same euro of it", async () => {
  const done = await Promise.all([commit(30_000n), commit(30_000n), commit(30_000n)]);
  expect(done.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await used()).toBe(30_000n);
});
