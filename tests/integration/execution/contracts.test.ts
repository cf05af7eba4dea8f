import { afterEach, beforeEach, expect, test } from "vitest";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { addContract, amendContract } from "#app/commands/save-contract.ts";
import { action as amend, loader as one } from "#app/routes/execution/contract/route.tsx";
import { action as make } from "#app/routes/execution/contract-new/route.tsx";
import { loader as list } from "#app/routes/execution/contracts/route.tsx";
import { usedOfContract } from "#db/queries/execution-contract.ts";
import { allot, dr } from "#tests/support/credits.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";
import { outcomeOf, posting, reading, worldOn } from "../security/world.ts";

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

test("its pages: made and amended by plain forms, each refusal in words, read with what it carried, not found out of reach", async () => {
  const world = worldOn(organisation);
  await world.superuser.unsafe(`set search_path to ${world.organisation.schemaName}, public`);
  const token = await world.session((await staff()).actor.id);
  const agent = await world.session((await organisation.as("agent", { role: "agent", unit: "DR44" })).actor.id);
  const elsewhere = await world.session((await organisation.as("elsewhere", { role: "unitHead", unit: "DPT" })).actor.id);
  const base = "/2026/execution/contracts";
  const params = { year: "2026" };
  const { minimum: _, ...described } = terms;
  const fields = { ...described, code: "M-2026-02", minimum: "", maximum: "300" };
  const sent = (own: Record<string, string>, as = token) =>
    outcomeOf(make(posting(world, `${base}/new`, own, { token: as, params }) as never));
  expect(await sent(fields, agent)).toMatchObject({ status: 403, kind: "forbidden" });
  expect(await sent({ ...fields, code: terms.code })).toMatchObject({ status: 409, kind: "already-exists" });
  expect(await sent({ ...fields, minimum: "301" })).toMatchObject({ status: 422 });
  expect(await sent({ ...fields, endsOn: "2025-12-31" })).toMatchObject({ status: 422 });
  expect(await sent(fields)).toMatchObject({ location: `${base}/M-2026-02` });
  must(await commit(10_000n));
  const at = { ...params, contract: terms.code };
  const amended = (own: Record<string, string>) =>
    outcomeOf(amend(posting(world, `${base}/${terms.code}`, own, { token, params: at }) as never));
  const next = { ...described, minimum: "", maximum: "99,99", seenVersion: "1", effectiveOn: "2026-02-01" };
  expect(await amended(next)).toMatchObject({ kind: "contract-below-used" });
  expect(await amended({ ...next, maximum: "100" })).toMatchObject({ location: `${base}/${terms.code}` });
  expect(await amended({ ...next, maximum: "200" })).toMatchObject({ status: 409, kind: "stale" });
  const seen = await one(reading(world, `${base}/${terms.code}`, { token: agent, params: at }) as never);
  expect(seen).toMatchObject({
    mayRefer: false,
    used: 10_000n,
    standing: { maximum: 10_000n },
    versions: [{ version: 2 }, { version: 1 }],
  });
  expect(seen.commitments).toHaveLength(1);
  expect(await outcomeOf(one(reading(world, `${base}/${terms.code}`, { token: elsewhere, params: at }) as never))).toMatchObject({
    status: 404,
  });
  const listed = async (as: string) => (await list(reading(world, base, { token: as, params }) as never)).contracts.map(({ code }) => code);
  expect((await listed(agent)).toSorted()).toEqual(["M-2026-01", "M-2026-02"]);
  expect(await listed(elsewhere)).toEqual([]);
});
