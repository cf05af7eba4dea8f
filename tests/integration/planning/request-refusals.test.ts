import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { advanceRequest } from "#app/commands/advance-request.ts";
import { instructRequest } from "#app/commands/instruct-request.ts";
import { openCampaign } from "#app/commands/open-campaign.ts";
import { returnRequest } from "#app/commands/return-request.ts";
import type { CommandContext } from "#app/commands/run.ts";
import { submitRequest } from "#app/commands/submit-request.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/result.ts";
import { opinionsOn } from "#db/queries/arbitration/opinion.ts";
import { cell, instructedRequest, type PlanningWorld, planningWorld, savedRequest } from "#tests/support/planning.ts";
import { must } from "#tests/support/small-organisation.ts";

let world: PlanningWorld;
beforeAll(async () => {
  world = await planningWorld();
});
afterAll(() => world.close());

interface Case {
  rule: string;
  act: () => Promise<Result<unknown>>;
  refusal: Refusal;
}
const wrongState = (state: string, ...expected: string[]): Refusal => ({ kind: "wrong-state", what: "request", state, expected });
const draft = async () => (await savedRequest(world)).requestId;
const elsewhere = () => world.as("elsewhere", { role: "unitHead", unit: "DPT" });

const cases: Case[] = [
  {
    rule: "submit: the capability",
    act: async () => submitRequest(await world.agent(), { requestId: await draft() }),
    refusal: { kind: "forbidden", capability: "forecast.submit" },
  },
  {
    rule: "submit: a request that exists",
    act: async () => submitRequest(await world.head(), { requestId: "x" }),
    refusal: { kind: "not-found", what: "request", id: "x" },
  },
  {
    rule: "submit: an amount",
    act: async () => {
      const { requestId } = await savedRequest(world, { lines: [] });
      return await submitRequest(await world.head(), { requestId });
    },
    refusal: { kind: "request-incomplete", missing: "amounts" },
  },
  {
    rule: "submit: a justification of a new measure",
    act: async () => {
      const { requestId } = await savedRequest(world, { justification: "" });
      return await submitRequest(await world.head(), { requestId });
    },
    refusal: { kind: "request-incomplete", missing: "justification" },
  },
  {
    rule: "submit: a draft",
    act: async () => submitRequest(await world.head(), { requestId: await instructedRequest(world) }),
    refusal: wrongState("instructed", "draft"),
  },
  {
    rule: "return: something handed in",
    act: async () => returnRequest(await world.staff(), { requestId: await draft(), reason: "R" }),
    refusal: wrongState("draft", "submitted", "accepted", "instructed", "preArbitrated", "conference"),
  },
  {
    rule: "return: a reason",
    act: async () => returnRequest(await world.staff(), { requestId: await instructedRequest(world), reason: " " }),
    refusal: { kind: "reason-required" },
  },
  {
    rule: "instruct: something handed in",
    act: async () => instructRequest(await world.staff(), { requestId: await draft(), view: "reserved", sentence: "S" }),
    refusal: wrongState("draft", "submitted", "accepted", "instructed"),
  },
  {
    rule: "instruct: a sentence",
    act: async () => instructRequest(await world.staff(), { requestId: await instructedRequest(world), view: "reserved", sentence: "" }),
    refusal: { kind: "reason-required" },
  },
  {
    rule: "instruct: amounts of what is asked",
    act: async () => {
      const requestId = await instructedRequest(world);
      return await instructRequest(await world.staff(), {
        requestId,
        view: "reserved",
        sentence: "S",
        amounts: [{ measure: "DAY", targetYear: 2027, amount: 1n }],
      });
    },
    refusal: { kind: "not-asked", resource: "DAY", year: 2027 },
  },
  {
    rule: "advance: the order of the steps",
    act: async () => {
      const requestId = await instructedRequest(world);
      must(await advanceRequest(await world.staff(), { requestId, to: "conference" }));
      return await advanceRequest(await world.staff(), { requestId, to: "preArbitrated" });
    },
    refusal: wrongState("conference", "instructed"),
  },
  {
    rule: "open: the capability",
    act: async () => open(await world.head(), ["DR44"]),
    refusal: { kind: "forbidden", capability: "campaign.manage" },
  },
  { rule: "open: a unit", act: async () => open(await world.staff(), []), refusal: { kind: "wrong-form", fields: { units: "required" } } },
  {
    rule: "open: known units",
    act: async () => open(await world.staff(), ["DR99"]),
    refusal: { kind: "unknown-code", dimension: "unit", code: "DR99" },
  },
  {
    rule: "open: units within reach",
    act: async () => open(await world.as("local", { role: "programmeStaff", unit: "DPT" }), ["DPT", "DR44"]),
    refusal: { kind: "not-found", what: "unit", id: "DR44" },
  },
  {
    rule: "open: a name of its own",
    act: async () => open(await world.staff(), ["DR44"]),
    refusal: { kind: "already-exists", what: "campaign", id: "Initial campaign" },
  },
];

it.each(cases)("$rule", async ({ act, refusal }) => {
  expect(await act()).toEqual({ ok: false, refusal });
});

describe("a request of another unit does not exist", () => {
  it.each([
    ["submit", async (context: CommandContext, requestId: string) => submitRequest(context, { requestId })],
    ["return", async (context: CommandContext, requestId: string) => returnRequest(context, { requestId, reason: "R" })],
  ] as const)("%s", async (_, act) => {
    const requestId = await draft();
    const staffElsewhere = await world.as("staff-elsewhere", { role: "programmeStaff", unit: "DPT" });
    const refusal = { kind: "not-found", what: "request", id: requestId };
    for (const context of [staffElsewhere, ...(act.name === "submit" ? [await elsewhere()] : [])]) {
      expect(await act(context, requestId)).toEqual({ ok: false, refusal });
    }
  });
});

it("a later opinion replaces the first, which is kept; amounts keep their class", async () => {
  const requestId = await instructedRequest(world);
  const amounts = [{ measure: "AE" as const, targetYear: 2027, amount: 80n }];
  must(await instructRequest(await world.staff(), { requestId, view: "unfavourable", sentence: "Trop.", amounts }));
  const opinion = (await world.read((db) => opinionsOn(db, [requestId]))).get(requestId);
  expect(opinion).toMatchObject({
    view: "unfavourable",
    sentence: "Trop.",
    author: "staff",
    amounts: [{ spendingClass: "nonPersonnel", measure: "AE", targetYear: 2027, amount: 80n }],
  });
  const kept = await world.read((db) => db.selectFrom("opinion").select("id").where("request_id", "=", requestId).execute());
  expect(kept).toHaveLength(2);
});

function open(context: CommandContext, units: string[]) {
  const dates = { opensOn: "2026-03-01", closesOn: "2026-04-30" };
  return openCampaign(context, { targetYear: 2027, kind: "initial", label: "Initial campaign", ...dates, units });
}

it("an amount of the months is one amount of the year in the totals", async () => {
  const { requestId } = await savedRequest(world, {
    lines: [{ nature: "31", activity: "01-ENQ", label: "", cells: [cell("AE", 3n, { month: 1 }), cell("AE", 4n, { month: 2 })] }],
  });
  must(await submitRequest(await world.head(), { requestId }));
  must(
    await instructRequest(await world.staff(), {
      requestId,
      view: "reserved",
      sentence: "S",
      amounts: [{ measure: "AE", targetYear: 2027, amount: 7n }],
    }),
  );
});
