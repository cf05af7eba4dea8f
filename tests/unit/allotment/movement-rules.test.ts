import { describe, expect, test } from "vitest";
import { stakesOfMovement } from "#app/domain/allotment/approval.ts";
import { checkCounterpart } from "#app/domain/allotment/counterpart.ts";
import { checkControllerAct, leavesPersonnel } from "#app/domain/allotment/fungibility.ts";
import { legalPoints } from "#app/domain/allotment/legality.ts";
import type { MovementLine } from "#app/domain/allotment/movement.ts";
import { afterAct, movementActs, movementStates, needsApproval } from "#app/domain/allotment/movement-state.ts";
import { roomChanges, type UnitRoom } from "#app/domain/allotment/redeployment.ts";
import { freezeToRates, reserveStates } from "#app/domain/allotment/reserve.ts";
import { checkReversible } from "#app/domain/allotment/reversal.ts";
import { linesOfRows, pathFrom } from "#app/domain/allotment/typed-rows.ts";
import { transferLinesTyped } from "#app/domain/allotment/typed-transfer.ts";
import { decidersFor } from "#app/domain/arbitration/authority.ts";
import type { SpendingClass, Stage } from "#app/domain/stage.ts";

const classes: Readonly<Record<string, SpendingClass>> = { T2: "personnel", "21": "personnel", HT2: "nonPersonnel", "31": "nonPersonnel" };
const classOf = (nature: string) => classes[nature];

function line(from: Stage, to: Stage, fromNature: string, toNature = fromNature, other: Partial<MovementLine> = {}): MovementLine {
  const place = { unit: "A", activity: "01" };
  return {
    ...{
      resource: "CP",
      amount: 100n,
      from: { stage: from, ...place, nature: fromNature },
      to: { stage: to, ...place, unit: "B", nature: toNature },
    },
    ...other,
  };
}
const moved = (fromNature: string, toNature: string) => line("allotted", "allotted", fromNature, toNature);

describe("the other programme of a virement or a transfer (LOLF art. 12 IV)", () => {
  const into = (nature: string) => [line("voted", "unallocated", nature)];
  const outOf = (nature: string) => [line("unallocated", "voted", nature)];
  test.each([
    ["title 2 from title 2", "virement", into("T2"), "personnel", true],
    ["title 2 from another title", "virement", into("T2"), "nonPersonnel", false],
    ["another title from title 2", "transfer", into("HT2"), "personnel", true],
    ["another title from another", "transfer", into("HT2"), "nonPersonnel", true],
    ["title 2 there from another title here", "transfer", outOf("HT2"), "personnel", false],
    ["another title there from title 2 here", "virement", outOf("T2"), "nonPersonnel", true],
  ] as const)("%s", (_, kind, lines, spendingClass, allowed) => {
    const result = checkCounterpart(kind, lines, { programme: "218", spendingClass }, classOf);
    expect(result).toEqual(allowed ? { ok: true, value: true } : { ok: false, refusal: { kind: "non-personnel-to-personnel" } });
  });

  test("is required of them, and of nothing else", () => {
    expect(checkCounterpart("virement", into("HT2"), undefined, classOf)).toMatchObject({
      ok: false,
      refusal: { kind: "counterpart-required" },
    });
    expect(checkCounterpart("freeze", [], { programme: "218", spendingClass: "personnel" }, classOf)).toMatchObject({
      ok: false,
      refusal: { kind: "counterpart-forbidden" },
    });
    expect(checkCounterpart("freeze", [], undefined, classOf).ok).toBe(true);
  });
});

describe("asymmetric fungibility (LOLF art. 7 II)", () => {
  test("title 2 leaves for other titles with the controller's act; the last one stands", () => {
    expect([moved("21", "31"), moved("31", "31"), moved("21", "21")].map((own) => leavesPersonnel([own], classOf))).toEqual([
      true,
      false,
      false,
    ]);
    const article = "LOLF art. 7 II";
    expect(checkControllerAct(false, [])).toEqual({ ok: true, value: true });
    expect(checkControllerAct(true, [])).toEqual({ ok: false, refusal: { kind: "controller-act-required", article } });
    const [yes, no] = [
      { favourable: true, by: "C" },
      { favourable: false, by: "C" },
    ];
    expect(checkControllerAct(true, [no, yes]).ok).toBe(true);
    expect(checkControllerAct(true, [yes, no])).toEqual({ ok: false, refusal: { kind: "controller-act-refused", by: "C", article } });
  });

  test("says itself in points: the direction, the act that is awaited, what is short", () => {
    const rooms: readonly UnitRoom[] = [{ unit: "A", spendingClass: "nonPersonnel", resource: "CP", released: 500n, taken: 450n }];
    const lines = [moved("31", "31")];
    const points = legalPoints({ kind: "redeployment", lines, changes: roomChanges(lines, rooms, classOf) }, classOf);
    expect(points).toMatchObject([
      { rule: "direction", ok: true, way: "same" },
      { rule: "available", ok: false, short: [{ unit: "A", missing: 50n }] },
    ]);
    expect(legalPoints({ kind: "redeployment", lines: [moved("31", "21")] }, classOf)).toMatchObject([
      { rule: "direction", ok: false, way: "toPersonnel" },
      { rule: "personnel", ok: true },
    ]);
    expect(legalPoints({ kind: "redeployment", lines: [moved("21", "31")] }, classOf)).toMatchObject([
      { rule: "direction", ok: true, way: "toOther" },
      { rule: "controller", ok: null },
      { rule: "personnel", ok: false },
    ]);
  });
});

test("before and after a redeployment: those that give first, what is taken stays, a unit out of sight is left out", () => {
  const room = (unit: string, released: bigint, taken: bigint): UnitRoom => ({
    unit,
    spendingClass: "nonPersonnel",
    resource: "CP",
    released,
    taken,
  });
  const lines = [moved("31", "31")];
  expect(roomChanges(lines, [room("B", 10n, 4n), room("A", 300n, 250n)], classOf)).toEqual([
    { ...room("A", 300n, 250n), releasedAfter: 200n, availableAfter: -50n, missing: 50n },
    { ...room("B", 10n, 4n), releasedAfter: 110n, availableAfter: 106n, missing: 0n },
  ]);
  expect(roomChanges(lines, [room("B", 10n, 4n)], classOf)).toHaveLength(1);
});

test("a document goes from state to state along these acts, and along no other", () => {
  const legal = movementStates.flatMap((state) =>
    movementActs.flatMap((act) => {
      const after = afterAct(state, act);
      return after.ok ? [`${state} ${act} ${after.value}`] : [];
    }),
  );
  expect(legal).toEqual([
    "draft propose proposed",
    "draft withdraw withdrawn",
    "proposed approve posted",
    "proposed refuse refused",
    "proposed withdraw withdrawn",
    "planned release posted",
    "planned cancel cancelled",
  ]);
  expect(["opening", "virement", "freeze", "redeployment", "overrunClearing"].every((kind) => needsApproval(kind as "opening"))).toBe(true);
  expect(["notification", "allotment", "withdrawal", "earmark"].some((kind) => needsApproval(kind as "opening"))).toBe(false);
});

test("what is posted is undone once, by a document of its own", () => {
  const own = {
    number: "MV-2026-000001",
    kind: "freeze",
    state: "posted",
    isReversal: false,
    isOfScenario: false,
    reversedBy: null,
  } as const;
  expect(checkReversible(own).ok).toBe(true);
  expect(checkReversible({ ...own, state: "proposed" })).toMatchObject({ refusal: { kind: "wrong-state", state: "proposed" } });
  expect(checkReversible({ ...own, reversedBy: "MV-2026-000002" })).toMatchObject({ refusal: { kind: "movement-already-reversed" } });
  for (const wrong of [{ isReversal: true }, { isOfScenario: true }, { kind: "lapse" as const }])
    expect(checkReversible({ ...own, ...wrong })).toMatchObject({ refusal: { kind: "movement-not-reversible" } });
});

describe("the precautionary reserve of the draft budget of 2024 (check 4 of the domain)", () => {
  const opened = { T2: 395_926_581_00n, AE: 89_833_728_00n, CP: 77_545_342_00n };
  const held = (spendingClass: SpendingClass, resource: "AE" | "CP", amount: bigint) => ({
    spendingClass,
    resource,
    opened: amount,
    held: 0n,
  });
  const states = reserveStates(
    [
      held("personnel", "AE", opened.T2),
      held("personnel", "CP", opened.T2),
      held("nonPersonnel", "AE", opened.AE),
      held("nonPersonnel", "CP", opened.CP),
    ],
    { personnel: 50, nonPersonnel: 550 },
  );

  test("is 0.5 % of title 2 and 5.5 % of the others, to the cent", () => {
    expect(states.map(({ target }) => target)).toEqual([1_979_632_91n, 1_979_632_91n, 4_940_855_04n, 4_264_993_81n]);
  });

  test("is frozen where the programme holds credits, in proportion, and adds up to the cent; what is set aside already is not again", () => {
    const places = (["01", "06", "08"] as const).flatMap((activity, index) =>
      (["AE", "CP"] as const).map((resource) => ({
        ...{ unit: "INSEE", nature: "HT2", activity, resource, spendingClass: "nonPersonnel" as const },
        amount: [opened[resource] - 30n, 20n, 10n][index] ?? 0n,
      })),
    );
    const lines = freezeToRates(states, places);
    const total = (resource: "AE" | "CP") => lines.filter((own) => own.resource === resource).reduce((sum, { amount }) => sum + amount, 0n);
    expect([total("AE"), total("CP")]).toEqual([4_940_855_04n, 4_264_993_81n]);
    expect(
      freezeToRates(
        states.map((own) => ({ ...own, gap: 0n })),
        places,
      ),
    ).toEqual([]);
  });
});

test("typed rows: one amount stands for AE and CP on title 2; staff apart; nothing of what is empty", () => {
  const path = pathFrom("freeze", "unallocated-reserve");
  const placesOf = ({ nature, activity }: { nature: string; activity: string }) => ({
    from: { unit: "INSEE", nature, activity },
    to: { unit: "INSEE", nature, activity },
  });
  const rows = [
    { nature: "T2", activity: "01", ae: 5n },
    { nature: "HT2", activity: "01", cp: 7n },
    { nature: "HT2", activity: "06" },
    { nature: "T2", activity: "220", staff: 1_200n },
  ];
  const lines = linesOfRows(rows, path, { classOf, placesOf });
  expect(lines.map(({ resource, amount, from, to }) => `${from.stage} ${to.stage} ${to.nature} ${resource} ${amount}`)).toEqual([
    "unallocated reserve T2 AE 5",
    "unallocated reserve T2 CP 5",
    "unallocated reserve HT2 CP 7",
    "unallocated reserve T2 ETPT 1200",
  ]);
  expect(pathFrom("release", "nothing-like-it")).toEqual({ from: "reserve", to: "unallocated" });
});

test("a redeployment while it is typed: what does not read yet is left out", () => {
  const place = { unit: "A", nature: "31", activity: "01" };
  const typed = { from: place, to: { ...place, unit: "B" }, ae: "1 200,50", cp: "abc" };
  expect(transferLinesTyped(typed)).toMatchObject([
    { resource: "AE", amount: 120_050n, from: { stage: "allotted", unit: "A" }, to: { unit: "B" } },
  ]);
  expect(transferLinesTyped({ ...typed, to: { ...place, unit: "" } })).toEqual([]);
});

test("what a movement puts at stake is the larger of its AE and CP, class by class, and the table says who approves it", () => {
  const lines = [
    { ...moved("31", "31"), resource: "AE" as const, amount: 300n },
    { ...moved("31", "31"), amount: 200n },
    { ...moved("21", "31"), amount: 50n },
  ];
  const stakes = stakesOfMovement(lines, classOf);
  expect(stakes).toEqual([
    { spendingClass: "personnel", amount: 50n },
    { spendingClass: "nonPersonnel", amount: 300n },
  ]);
  const rule = (upTo: bigint | null, whole: boolean) => ({
    ...{ phase: "movement" as const, spendingClass: null, upTo },
    decider: { kind: "role" as const, role: "arbitrator" as const, whole },
  });
  expect(decidersFor([], "movement", stakes)).toBeNull();
  expect(decidersFor([{ ...rule(null, true), phase: "conference" }], "movement", stakes)).toBeNull();
  expect(decidersFor([rule(100n, false), rule(null, true)], "movement", stakes)).toEqual([rule(null, true).decider]);
});
