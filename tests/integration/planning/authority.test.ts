import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createScenario } from "#app/commands/create-scenario.ts";
import { type DecisionInput, decideRequest } from "#app/commands/decide-request.ts";
import { type DelegationInput, delegate } from "#app/commands/delegate.ts";
import { instructRequest } from "#app/commands/instruct-request.ts";
import type { CommandContext } from "#app/commands/run.ts";
import { saveRequest } from "#app/commands/save-request.ts";
import { setDecisionRules, type WrittenRule } from "#app/commands/set-decision-rules.ts";
import { submitRequest } from "#app/commands/submit-request.ts";
import { withdrawDelegation } from "#app/commands/withdraw-delegation.ts";
import { type Access, type Capability, mayDo } from "#app/domain/access.ts";
import { sqlStateOf } from "#db/failure.ts";
import { accessOf } from "#db/queries/access.ts";
import { decisionTables, mandatesOn, tableOn } from "#db/queries/arbitration/authority.ts";
import { decisionsOf } from "#db/queries/arbitration/decision.ts";
import { delegationsOf } from "#db/queries/arbitration/delegation.ts";
import { inboxOf } from "#db/queries/inbox.ts";
import { cell, instructedRequest, newMeasure, type PlanningWorld, planningWorld } from "#tests/support/planning.ts";
import { must, today } from "#tests/support/small-organisation.ts";

let world: PlanningWorld;
let scenarioId: string;
beforeAll(async () => {
  world = await planningWorld();
  scenarioId = must(
    await createScenario(await world.staff(), { campaignId: world.campaignId, name: "Main", startFrom: "asked" }),
  ).scenarioId;
});
afterAll(() => world.close());

const decide = async (by: CommandContext, requestId: string, other: Partial<DecisionInput> = {}) =>
  await decideRequest(by, { scenarioId, requestId, verb: "grant", reason: "Fondé.", ...other });
const asking = async (amount: bigint) =>
  await instructedRequest(world, {
    lines: [{ nature: "31", activity: "01-ENQ", label: "Terrain", cells: [cell("AE", amount), cell("CP", amount)] }],
  });
const deputy = () => world.as("deputy", { role: "unitHead", unit: "DPT" });
const local = () => world.as("local", { role: "arbitrator", unit: "DR44" });
/** The access of a person on a day. */
const accessOn = async (who: () => Promise<CommandContext>, day: string): Promise<Access> => {
  const { actor } = await who();
  return await world.read((db) => accessOf(db, actor.id, day));
};
const giving = (other: Partial<DelegationInput> = {}): DelegationInput => ({
  ...{ to: "deputy", capability: "arbitration.decide", unit: "DR44", from: "2026-06-15", until: "2026-06-20", reason: "Congés." },
  ...other,
});
const refusalOf = async (act: Promise<{ ok: boolean; refusal?: object }>) => {
  const result = await act;
  return result.ok ? "accepted" : result.refusal;
};

describe("the table of decisions", () => {
  const unitArbitrator = { kind: "role", role: "arbitrator", whole: false } as const;
  const programmeArbitrator = { kind: "role", role: "arbitrator", whole: true } as const;
  const rules = (limit: bigint): WrittenRule[] => [
    { phase: "preArbitration", spendingClass: null, upTo: limit, decider: unitArbitrator },
    { phase: "preArbitration", spendingClass: null, upTo: null, decider: programmeArbitrator },
    { phase: "conference", spendingClass: null, upTo: null, decider: programmeArbitrator },
    { phase: "correction", spendingClass: null, upTo: null, decider: { kind: "person", login: "arbitrator" } },
  ];
  const set = async (by: CommandContext, limit: bigint, validFrom: string = today) =>
    await setDecisionRules(by, { rules: rules(limit), validFrom, reason: "Seuils." });

  it("lets each decide up to their amount, and names who may decide more", async () => {
    await world.arbitrator();
    const [small, large] = [await asking(100n), await asking(101n)];
    must(await set(await world.staff(), 100n));
    must(await decide(await local(), small));
    expect(await refusalOf(decide(await local(), large))).toEqual({
      ...{ kind: "beyond-authority", phase: "preArbitration", spendingClass: "nonPersonnel", amount: 101n, upTo: 100n },
      deciders: [programmeArbitrator],
    });
    expect(await refusalOf(decide(await local(), large, { verb: "refuse", reason: "Non." }))).toMatchObject({ kind: "beyond-authority" });
    must(await decide(await world.arbitrator(), large));
    const ahead = await world.read(async (db) =>
      mandatesOn(db, { actor: (await local()).actor, today }, [
        { id: large, unit: "DR44", state: "instructed", amounts: [{ spendingClass: "nonPersonnel", measure: "AE", asked: 101n }] },
      ]),
    );
    expect(ahead.get(large)).toMatchObject({ ok: false, refusal: { kind: "beyond-authority", upTo: 100n } });
  });

  it("is versioned: each version keeps its author and its day, and the one that holds last by a day is in force", async () => {
    must(await set(await world.staff(), 500n, "2026-07-01"));
    const tables = await world.read((db) => decisionTables(db));
    expect(tables.map(({ validFrom, author, reason }) => [validFrom, author, reason]).slice(0, 2)).toEqual([
      ["2026-07-01", "staff", "Seuils."],
      [today, "staff", "Seuils."],
    ]);
    expect(tableOn(tables, "2026-06-30")?.rules[0]?.upTo).toBe(100n);
    expect(tableOn(tables, "2026-07-01")?.rules[0]?.upTo).toBe(500n);
    expect(tableOn(tables, "2026-06-14")).toBeUndefined();
    await expect(
      world.database.write(world.organisation, (db) => db.updateTable("decision_rule").set({ up_to: 1n }).execute()),
    ).rejects.toSatisfy((error) => sqlStateOf(error) === "42501");
  });

  it("is written by those who conduct campaigns for the whole programme, from a day to come, whole", async () => {
    expect(await refusalOf(set(await world.arbitrator(), 100n))).toEqual({ kind: "forbidden", capability: "campaign.manage" });
    expect(await refusalOf(set(await world.as("part", { role: "programmeStaff", unit: "DR44" }), 100n))).toEqual({
      kind: "forbidden",
      capability: "campaign.manage",
    });
    expect(await refusalOf(set(await world.staff(), 100n, "2026-06-14"))).toEqual({
      kind: "decision-rules-past",
      from: "2026-06-14",
      today,
    });
    expect(
      await refusalOf(setDecisionRules(await world.staff(), { rules: rules(1n).slice(0, 3), validFrom: today, reason: "R" })),
    ).toMatchObject({
      kind: "decision-rules-gap",
      phase: "correction",
    });
    const nobody: WrittenRule = { phase: "conference", spendingClass: null, upTo: 5n, decider: { kind: "person", login: "nobody" } };
    expect(await refusalOf(setDecisionRules(await world.staff(), { rules: [nobody], validFrom: today, reason: "R" }))).toEqual({
      ...{ kind: "not-found", what: "person", id: "nobody" },
    });
  });
});

describe("a delegation", () => {
  it("lets the delegate decide on its days, on its units, and keeps in whose name", async () => {
    await deputy();
    const requestId = await asking(40n);
    expect(await refusalOf(decide(await deputy(), requestId))).toEqual({ kind: "forbidden", capability: "arbitration.decide" });
    must(await delegate(await world.arbitrator(), giving()));
    must(await decide(await deputy(), requestId));
    const [decision] = await world.read((db) =>
      decisionsOf(db, { campaign: world.campaignId, units: new Set(["DR44"]), request: requestId }),
    );
    expect(decision).toMatchObject({ decidedBy: "deputy", onBehalfOf: "arbitrator" });
    const days = { "2026-06-14": false, "2026-06-15": true, "2026-06-20": true, "2026-06-21": false };
    for (const [day, expected] of Object.entries(days)) {
      const access = await accessOn(deputy, day);
      expect(mayDo(access, "arbitration.decide", "DR44"), day).toBe(expected);
      expect(mayDo(access, "arbitration.read", "DR44"), day).toBe(expected);
      expect(mayDo(access, "arbitration.decide", "DPT"), day).toBe(false);
      for (const other of ["allotment.approve", "ledger.read", "arbitration.prepare", "campaign.manage"] satisfies Capability[]) {
        expect(mayDo(access, other, "DR44"), `${other} on ${day}`).toBe(false);
      }
    }
  });

  it("tells the delegate, who is told again when it is withdrawn, and then decides no more", async () => {
    const [given] = await world.read(async (db) => delegationsOf(db, (await deputy()).actor.id));
    const inbox = async () => {
      const { actor } = await deputy();
      const told = await world.read((db) =>
        inboxOf(db, { person: actor.id, units: new Set() }, { unreadOnly: false, kind: undefined, before: undefined, limit: 10 }),
      );
      return told.map(({ kind, author, values }) => ({ kind, author, values }));
    };
    expect(await inbox()).toEqual([
      { kind: "delegated", author: "arbitrator", values: { day: "2026-06-15", until: "2026-06-20", excerpt: "Congés." } },
    ]);
    const withdrawn = { delegationId: given?.id ?? "" };
    expect(await refusalOf(withdrawDelegation(await deputy(), withdrawn))).toMatchObject({ kind: "not-found", what: "delegation" });
    must(await withdrawDelegation(await world.arbitrator(), withdrawn));
    expect((await inbox())[0]?.kind).toBe("delegationWithdrawn");
    expect(mayDo(await accessOn(deputy, "2026-06-16"), "arbitration.decide", "DR44")).toBe(false);
    expect(await refusalOf(withdrawDelegation(await world.arbitrator(), withdrawn))).toEqual({
      ...{ kind: "wrong-state", what: "delegation", state: "withdrawn", expected: ["inForce"] },
    });
  });

  it("is never wider than what the delegator holds on the day, by a role of their own", async () => {
    const passing = () => world.as("passing", { role: "arbitrator", unit: "DR44" });
    must(await delegate(await passing(), giving()));
    expect(mayDo(await accessOn(deputy, today), "arbitration.decide", "DR44")).toBe(true);
    const { actor } = await passing();
    await world.database.write(world.organisation, (db) => db.deleteFrom("role_grant").where("user_id", "=", actor.id).execute());
    expect(mayDo(await accessOn(deputy, today), "arbitration.decide", "DR44")).toBe(false);
  });

  it("does not let the author of a request decide it through another", async () => {
    const author = () => world.as("author", { role: "arbitrator", unit: "INSEE" }, { role: "programmeStaff", unit: "INSEE" });
    await author();
    must(await delegate(await author(), giving({ from: "2026-06-15", until: "2026-06-30" })));
    const { requestId } = must(await saveRequest(await author(), newMeasure(world)));
    must(await submitRequest(await world.head(), { requestId }));
    must(await instructRequest(await world.staff(), { requestId, view: "favourable", sentence: "Fondé." }));
    expect(await refusalOf(decide(await deputy(), requestId))).toEqual({ kind: "author-decides", author: "author" });
  });

  const refusals: { rule: string; input: Partial<DelegationInput>; refusal: object }[] = [
    { rule: "a reason", input: { reason: "  " }, refusal: { kind: "reason-required" } },
    {
      rule: "a first day that is not over",
      input: { from: "2026-06-14" },
      refusal: { kind: "delegation-past", from: "2026-06-14", today },
    },
    {
      rule: "days in order",
      input: { from: "2026-06-20", until: "2026-06-19" },
      refusal: { kind: "dates-out-of-order", earlier: "2026-06-20", later: "2026-06-19" },
    },
    { rule: "a person", input: { to: "nobody" }, refusal: { kind: "not-found", what: "person", id: "nobody" } },
    { rule: "somebody else", input: { to: "arbitrator" }, refusal: { kind: "delegation-to-oneself" } },
    {
      rule: "a unit that one holds",
      input: { unit: "NOWHERE" },
      refusal: { kind: "delegation-not-held", capability: "arbitration.decide", unit: "NOWHERE" },
    },
  ];
  it.each(refusals)("needs $rule", async ({ input, refusal }) => {
    expect(await refusalOf(delegate(await world.arbitrator(), giving(input)))).toEqual(refusal);
  });

  it("is given once, and not passed on", async () => {
    must(await delegate(await world.arbitrator(), giving({ from: "2026-09-01", until: "2026-09-10" })));
    expect(await refusalOf(delegate(await world.arbitrator(), giving({ from: "2026-09-10", until: "2026-09-12" })))).toEqual({
      kind: "delegation-twice",
      delegate: "deputy",
    });
    must(await delegate(await world.arbitrator(), giving({ from: "2026-06-15", until: "2026-06-30", unit: "INSEE" })));
    expect(mayDo((await deputy()).actor.access, "arbitration.decide", "DR44")).toBe(true);
    expect(await refusalOf(delegate(await deputy(), giving({ to: "arbitrator" })))).toEqual({
      kind: "delegation-not-held",
      capability: "arbitration.decide",
      unit: "DR44",
    });
    expect(await refusalOf(delegate(await world.staff(), giving()))).toMatchObject({ kind: "delegation-not-held" });
  });

  it("is witnessed by the database", async () => {
    const { actor } = await world.arbitrator();
    const other = (await deputy()).actor.id;
    const row = {
      delegator: actor.id,
      delegate: other,
      capability: "arbitration.decide" as const,
      unit: "DR44",
      valid: "[2027-01-01,2027-01-05)",
      reason: "R",
    };
    const state = async (values: Partial<typeof row>, id: string) => {
      try {
        await world.database.write(world.organisation, (db) =>
          db
            .insertInto("delegation")
            .values({ id, ...row, ...values })
            .execute(),
        );
        return "done";
      } catch (error) {
        return sqlStateOf(error);
      }
    };
    const ids = ["0d1a7c52-0000-4000-8000-000000000001", "0d1a7c52-0000-4000-8000-000000000002"] as const;
    expect(await state({ delegate: actor.id }, ids[0])).toBe("23514");
    expect(await state({ valid: "[2027-01-01,)" }, ids[0])).toBe("23514");
    expect(await state({ valid: "empty" }, ids[0])).toBe("23514");
    expect(await state({}, ids[0])).toBe("done");
    expect(await state({ valid: "[2027-01-04,2027-01-09)" }, ids[1])).toBe("23P01");
  });
});
