import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createScenario } from "#app/commands/create-scenario.ts";
import { decideRequest } from "#app/commands/decide-request.ts";
import { putProposalOnBoard } from "#app/commands/put-proposal-on-board.ts";
import type { CommandContext } from "#app/commands/run.ts";
import { saveProposalCriteria } from "#app/commands/save-proposal-criteria.ts";
import { type ProposalSettingInput, saveProposalSetting } from "#app/commands/save-proposal-setting.ts";
import { scenarioFromProposal } from "#app/commands/scenario-from-proposal.ts";
import { searchProposal } from "#app/commands/search-proposal.ts";
import { setEnvelope } from "#app/commands/set-envelope.ts";
import { usualProposal } from "#app/domain/arbitration/proposal/criteria.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { proposeHandler } from "#app/jobs/propose.ts";
import { threadedSolver } from "#app/jobs/solver.ts";
import { doJob } from "#app/jobs/worker.ts";
import { decisionsOf } from "#db/queries/arbitration/decision.ts";
import { decidedTotals } from "#db/queries/arbitration/envelope.ts";
import { findProposal, grantedIn, type KeptProposal, proposalsOf, savingsOf } from "#db/queries/arbitration/proposal/proposal.ts";
import { findSearch } from "#db/queries/arbitration/proposal/search.ts";
import { preparedCells } from "#db/queries/arbitration/scenario-writing.ts";
import { findRequest } from "#db/queries/forecast/request.ts";
import { jobById } from "#db/queries/job.ts";
import { cell, instructedRequest, otherCampaign, type PlanningWorld, planningWorld, savedRequest } from "#tests/support/planning.ts";
import { must, today } from "#tests/support/small-organisation.ts";

let shared: PlanningWorld;
beforeAll(async () => {
  shared = await planningWorld();
});
afterAll(() => shared.close());

const million = 1_000_000_00n;
const asks = (amount: bigint) => [{ nature: "31", activity: "01-ENQ", label: "L", cells: [cell("AE", amount), cell("CP", amount)] }];
const asking = async (world: PlanningWorld, title: string, millions: bigint, other: object = {}) =>
  await instructedRequest(world, { title, lines: asks(millions * million), ...other });
const envelope = async (world: PlanningWorld, resource: "AE" | "CP", amount: bigint) =>
  must(
    await setEnvelope(await world.staff(), {
      campaignId: world.campaignId,
      spendingClass: "nonPersonnel",
      resource,
      targetYear: 2027,
      amount,
    }),
  );
const setting = async (world: PlanningWorld, requestId: string, other: Partial<ProposalSettingInput> = {}) =>
  await saveProposalSetting(await world.staff(), {
    requestId,
    mandatory: false,
    partial: null,
    excludes: [],
    needs: [],
    tags: [],
    seen: null,
    ...other,
  });
const kindOf = (result: { ok: boolean; refusal?: Refusal }) => (result.ok ? "accepted" : result.refusal?.kind);

/** Asks for a proposal and does its job, as the server's workers do. */
async function searched(world: PlanningWorld, other: { criteriaId?: string; continues?: string } = {}, by?: CommandContext) {
  const { campaignId, database, organisation } = world;
  const input = { campaignId, criteriaId: other.criteriaId ?? null, continues: other.continues ?? null };
  const { jobId } = must(await searchProposal(by ?? (await world.staff()), input));
  const failures: unknown[] = [];
  const parts = {
    database,
    handlers: [proposeHandler(threadedSolver) as never],
    today: () => today,
    onFailure: (error: unknown) => failures.push(error),
  };
  await doJob(parts, { slug: organisation.slug, jobId });
  expect(failures).toEqual([]);
  return { job: await world.read((db) => jobById(db, jobId)), search: await world.read((db) => findSearch(db, jobId)) };
}

async function proposed(world: PlanningWorld, other: { criteriaId?: string; continues?: string } = {}): Promise<KeptProposal> {
  const { job, search } = await searched(world, other);
  expect(job).toMatchObject({ status: "done", refusal: null });
  const proposal = await world.read((db) => findProposal(db, search?.proposalId ?? ""));
  if (!proposal) throw new Error("nothing was kept");
  return proposal;
}

/** Tablets 6, portal 5, vehicles 4 by quarters, for an envelope of 10 M€. */
async function three(world: PlanningWorld) {
  const tablets = await asking(world, "Tablettes", 6n, { rank: 1 });
  const portal = await asking(world, "Portail", 5n, { rank: 2 });
  const vehicles = await asking(world, "Véhicules", 4n, { rank: 3 });
  must(await setting(world, vehicles, { partial: { step: { kind: "share", share: 2_500 }, least: { kind: "share", share: 5_000 } } }));
  await envelope(world, "AE", 10n * million);
  await envelope(world, "CP", 10n * million);
  return { tablets, portal, vehicles };
}

describe("a proposal, from the requests of a campaign to what it gives each", () => {
  it("is the best there is, keeps what it was found from, and says what a million more would save", async () => {
    const world = await otherCampaign(shared);
    const { tablets, portal, vehicles } = await three(world);
    const proposal = await proposed(world);
    expect(proposal).toMatchObject({ number: 1, way: "computed", criteriaId: null, continues: null, author: "staff" });
    expect(proposal.worth).toBe(proposal.bound);
    const granted = await world.read((db) => grantedIn(db, proposal.id));
    expect([tablets, portal, vehicles].map((id) => granted.get(id)?.parts)).toEqual([1, 0, 4]);
    expect(granted.get(vehicles)).toMatchObject({
      ofParts: 4,
      proposed: [
        { measure: "AE", amount: 4n * million },
        { measure: "CP", amount: 4n * million },
      ],
    });
    const savings = await world.read((db) => savingsOf(db, proposal.id));
    expect(savings.map(({ more, gained, changes }) => [more, gained >= 0n, changes.length >= 0])).toEqual(
      savings.map(() => [million, true, true]),
    );
    expect(savings).toHaveLength(2);
  });

  it("the same input gets the same answer, and the proposal that goes on is never worth less", async () => {
    const world = await otherCampaign(shared);
    await three(world);
    const [first, second] = [await proposed(world), await proposed(world)];
    expect([second.number, second.inputsHash, second.worth]).toEqual([2, first.inputsHash, first.worth]);
    const grants = await Promise.all([first, second].map(({ id }) => world.read((db) => grantedIn(db, id))));
    expect([...(grants[1] ?? [])]).toEqual(expect.arrayContaining([...(grants[0] ?? [])]));
    const onwards = await proposed(world, { continues: first.id });
    expect(onwards).toMatchObject({ number: 3, continues: 1, worth: first.worth });
  });

  it("rules that contradict each other are told by the fewest of them", async () => {
    const world = await otherCampaign(shared);
    const { tablets, portal } = await three(world);
    for (const request of [tablets, portal]) must(await setting(world, request, { mandatory: true }));
    const { job, search } = await searched(world);
    expect(job?.status).toBe("failed");
    expect(job?.refusal).toMatchObject({ kind: "proposal-conflict", rules: [{ kind: "mandatory" }, { kind: "ceiling" }] });
    expect(search?.proposalId).toBeNull();
  });

  it("exclusive requests are not granted together, a linked one not without what it needs", async () => {
    const world = await otherCampaign(shared);
    const { tablets, portal, vehicles } = await three(world);
    await envelope(world, "AE", 20n * million);
    await envelope(world, "CP", 20n * million);
    const number = async (id: string) => `DR44 ${(await world.read((db) => findRequest(db, id)))?.number}`;
    must(await setting(world, tablets, { excludes: [await number(portal)] }));
    must(await setting(world, portal, { needs: [await number(vehicles)] }));
    const proposal = await proposed(world);
    const granted = await world.read((db) => grantedIn(db, proposal.id));
    expect([tablets, portal, vehicles].map((id) => (granted.get(id)?.parts ?? 0) > 0)).toEqual([true, false, true]);
  });
});

describe("on the board", () => {
  it("the verb « Proposition » proposes its amounts, until it is taken off", async () => {
    const world = await otherCampaign(shared);
    const { portal, tablets } = await three(world);
    const proposal = await proposed(world);
    const scenarioId = must(
      await createScenario(await world.staff(), { campaignId: world.campaignId, name: "S", startFrom: "asked" }),
    ).scenarioId;
    must(await putProposalOnBoard(await world.staff(), { proposalId: proposal.id, proposed: true }));
    must(await decideRequest(await world.arbitrator(), { scenarioId, requestId: portal, verb: "propose", reason: "Proposition." }));
    must(await putProposalOnBoard(await world.staff(), { proposalId: proposal.id, proposed: false }));
    must(await decideRequest(await world.arbitrator(), { scenarioId, requestId: tablets, verb: "propose", reason: "Avis." }));
    const made = await world.read((db) => decisionsOf(db, { campaign: world.campaignId, units: new Set(["DR44"]) }));
    expect(made.map(({ title, amounts }) => [title, amounts.map(({ decided }) => decided)])).toEqual([
      ["Tablettes", [6n * million, 6n * million]],
      ["Portail", [0n, 0n]],
    ]);
  });

  it("as a scenario it starts from what is asked, with the cuts prepared as drafts and nothing decided", async () => {
    const world = await otherCampaign(shared);
    const { portal } = await three(world);
    const proposal = await proposed(world);
    const made = must(await scenarioFromProposal(await world.staff(), { proposalId: proposal.id, name: "Calculée" }));
    expect(made.cells).toBe(2);
    const cells = await world.read((db) => preparedCells(db, made.scenarioId));
    expect(cells.map(({ requestId, measure, amount, state }) => ({ requestId, measure, amount, state }))).toEqual(
      (["AE", "CP"] as const).map((measure) => ({ requestId: portal, measure, amount: 0n, state: "draft" })),
    );
    expect(await world.read((db) => decidedTotals(db, made.scenarioId))).toEqual([]);
    expect(kindOf(await scenarioFromProposal(await world.staff(), { proposalId: proposal.id, name: "Calculée" }))).toBe("already-exists");
  });

  it("is refused once a request changed, and says how many did", async () => {
    const world = await otherCampaign(shared);
    const { tablets } = await three(world);
    const proposal = await proposed(world);
    must(await setting(world, tablets, { mandatory: true }));
    const put = await putProposalOnBoard(await world.staff(), { proposalId: proposal.id, proposed: true });
    expect(put).toEqual({ ok: false, refusal: { kind: "proposal-outdated", number: 1, requests: 1 } });
  });
});

describe("what cannot be is refused by name, and changes nothing", () => {
  it("a step of zero, unequal, too fine or above what is asked; a minimum above what is asked", async () => {
    const world = await otherCampaign(shared);
    const request = await asking(world, "Tablettes", 6n);
    const share = (own: number) => ({ step: { kind: "share", share: own } as const, least: null });
    const amount = (own: bigint) => ({ step: { kind: "amount", amount: own } as const, least: null });
    const least = { step: { kind: "share", share: 1_000 } as const, least: { kind: "amount", amount: 7n * million } as const };
    const told: (string | undefined)[] = [];
    for (const partial of [share(0), amount(0n), share(3_000), share(50), amount(7n * million), amount(100n), least])
      told.push(kindOf(await setting(world, request, { partial })));
    expect(told).toEqual([
      ...["proposal-step-zero", "proposal-step-zero", "proposal-step-uneven", "proposal-step-too-small"],
      ...["proposal-step-above-asked", "proposal-step-too-small", "proposal-minimum-above-asked"],
    ]);
    expect(await setting(world, request, { partial: share(3_000) })).toMatchObject({ refusal: { below: 2_500, above: 5_000 } });
  });

  it("an unknown request, one tied to itself, one both excluded and needed, straight or through another", async () => {
    const world = await otherCampaign(shared);
    const [one, two, three_] = [await asking(world, "Un", 1n), await asking(world, "Deux", 1n), await asking(world, "Trois", 1n)];
    expect(kindOf(await setting(world, one, { excludes: ["DR99 4"] }))).toBe("proposal-request-unknown");
    expect(kindOf(await setting(world, one, { needs: ["DR44 1"] }))).toBe("proposal-tied-to-itself");
    expect(kindOf(await setting(world, one, { needs: ["DR44 2"], excludes: ["DR44 n° 2"] }))).toBe("proposal-exclusive-and-linked");
    must(await setting(world, two, { needs: ["DR44 3"] }));
    must(await setting(world, three_, { excludes: ["DR44 1"] }));
    expect(kindOf(await setting(world, one, { needs: ["DR44 2"] }))).toBe("proposal-exclusive-and-linked");
  });

  it("nothing asked, no envelope, criteria that weigh nothing, a floor above what is asked, a unit that is not asked", async () => {
    const world = await otherCampaign(shared);
    const input = { campaignId: world.campaignId, criteriaId: null, continues: null };
    expect(kindOf(await searchProposal(await world.staff(), input))).toBe("proposal-nothing-asked");
    await asking(world, "Tablettes", 6n);
    expect(kindOf(await searchProposal(await world.staff(), input))).toBe("proposal-without-envelope");
    const keep = async (other: Partial<typeof usualProposal>, name = "C") =>
      kindOf(
        await saveProposalCriteria(await world.staff(), {
          campaignId: world.campaignId,
          name,
          content: { ...usualProposal, ...other },
          replaces: null,
        }),
      );
    expect(await keep({ points: { obligatory: 0, inescapable: 0, discretionary: 0 } })).toBe("proposal-worthless");
    const key = { spendingClass: "nonPersonnel", measure: "AE", targetYear: 2027 } as const;
    expect(await keep({ floors: [{ ...key, unit: "DR44", least: 7n * million }] })).toBe("proposal-floor-above-asked");
    expect(await keep({ floors: [{ ...key, unit: "DR99", least: 1n }] })).toBe("unknown-code");
    expect(await keep({ floors: [{ ...key, unit: "DR44", least: 6n * million }] })).toBe("accepted");
    expect(await keep({})).toBe("already-exists");
  });

  it("whoever only decides does not run it, and a draft is not in it", async () => {
    const world = await otherCampaign(shared);
    await savedRequest(world, { title: "Brouillon" });
    const input = { campaignId: world.campaignId, criteriaId: null, continues: null };
    expect(kindOf(await searchProposal(await world.arbitrator(), input))).toBe("forbidden");
    expect(kindOf(await searchProposal(await world.staff(), input))).toBe("proposal-nothing-asked");
  });

  it("criteria are replaced, never altered; those of a colleague are not overwritten unseen", async () => {
    const world = await otherCampaign(shared);
    await asking(world, "Tablettes", 6n);
    await envelope(world, "CP", 10n * million);
    const keep = async (replaces: string | null, percentByRank: number) =>
      await saveProposalCriteria(await world.staff(), {
        campaignId: world.campaignId,
        name: "Priorités",
        content: { ...usualProposal, percentByRank },
        replaces,
      });
    const first = must(await keep(null, 80)).criteriaId;
    const second = must(await keep(first, 50)).criteriaId;
    expect(kindOf(await keep(first, 40))).toBe("stale");
    const proposal = await proposed(world, { criteriaId: second });
    expect(proposal).toMatchObject({ criteriaName: "Priorités", criteria: { percentByRank: 50 } });
    expect(await world.read((db) => proposalsOf(db, world.campaignId))).toHaveLength(1);
  });
});
