import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { approveMovement } from "#app/commands/decide-movement.ts";
import { lapseCredits } from "#app/commands/lapse-credits.ts";
import { type MoveCreditsInput, moveCredits } from "#app/commands/move-credits.ts";
import { openCredits } from "#app/commands/open-credits.ts";
import { openFiscalYear } from "#app/commands/open-fiscal-year.ts";
import { reverseMovement } from "#app/commands/reverse-movement.ts";
import { type SaveMovementInput, saveMovement } from "#app/commands/save-movement.ts";
import { setAsideReserve } from "#app/commands/set-aside-reserve.ts";
import { setLegalCaps } from "#app/commands/set-legal-caps.ts";
import { lawfulCapRates } from "#app/domain/allotment/caps.ts";
import type { MovementLine } from "#app/domain/allotment/movement.ts";
import type { Stage } from "#app/domain/stage.ts";
import { capStates } from "#db/queries/allotment-caps.ts";
import { open, positions, voted } from "#tests/support/credits.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";

let organisation: SmallOrganisation;
/** 2026 opens 100 000 cents of each in T2 and HT2: 2 % of the programme is 4 000, of title 2 is 2 000. */
beforeAll(async () => {
  organisation = await smallOrganisation({ connections: 16 });
  await open(organisation, 90_000n, 2025);
  await open(organisation, 100_000n);
});
afterAll(() => organisation.close());

const staff = () => organisation.as("staff", { role: "programmeStaff", unit: "INSEE" });
const arbitrator = () => organisation.as("arbitrator", { role: "arbitrator", unit: "INSEE" });

function lines(nature: "T2" | "HT2", amount: bigint, [from, to]: readonly [Stage, Stage]): MovementLine[] {
  return (["AE", "CP"] as const).map((resource) => ({
    ...{ resource, amount, from: { stage: from, ...voted, nature }, to: { stage: to, ...voted, nature } },
  }));
}
const into = ["voted", "unallocated"] as const;
const outOf = ["unallocated", "voted"] as const;
const counterpart = { programme: "218", spendingClass: "personnel" } as const;

const virement = (nature: "T2" | "HT2", amount: bigint, way: readonly [Stage, Stage] = into): MoveCreditsInput => ({
  ...{ kind: "virement", on: "2026-03-01", reason: "Virement", lines: lines(nature, amount, way), counterpart },
});
const move = async (input: MoveCreditsInput) => await moveCredits(await organisation.system(), input);
const used = async (cap: "virement" | "virementPersonnel" | "cancellation") => {
  const spendingClass = cap === "virementPersonnel" ? ("personnel" as const) : null;
  const [state] = await organisation.database.read(organisation.organisation, (db) =>
    capStates(db, 2026, [{ cap, spendingClass, resource: "AE" }]),
  );
  return state?.used;
};

describe("virements (check 3 of the domain): 2.00 % goes through, one cent more does not", () => {
  test("on title 2, then on the programme; the two ways count together; what is refused takes nothing", async () => {
    expect(await move(virement("T2", 2_001n))).toEqual({
      ok: false,
      refusal: {
        ...{ kind: "cap-exceeded", cap: "virementPersonnel", spendingClass: "personnel", resource: "AE", article: "LOLF art. 12 I" },
        ...{ used: 0n, ceiling: 2_000n, asked: 2_001n },
      },
    });
    expect(await used("virement")).toBe(0n);
    must(await move(virement("T2", 1_500n)));
    must(await move(virement("T2", 500n, outOf)));
    expect(await move(virement("T2", 1n))).toMatchObject({
      refusal: { kind: "cap-exceeded", cap: "virementPersonnel", used: 2_000n, asked: 1n },
    });
    expect(await move(virement("HT2", 2_001n))).toMatchObject({
      refusal: { kind: "cap-exceeded", cap: "virement", used: 2_000n, ceiling: 4_000n },
    });
    must(await move(virement("HT2", 2_000n)));
    expect(await move(virement("HT2", 1n))).toMatchObject({ refusal: { kind: "cap-exceeded", cap: "virement", used: 4_000n, asked: 1n } });
    expect([await used("virement"), await used("virementPersonnel")]).toEqual([4_000n, 2_000n]);
  });

  test("one without its other programme is refused, and so is one that feeds title 2 from another title", async () => {
    const { counterpart: _, ...alone } = virement("HT2", 1n);
    expect(await move(alone)).toMatchObject({ refusal: { kind: "counterpart-required" } });
    expect(await move({ ...virement("T2", 1n), counterpart: { programme: "218", spendingClass: "nonPersonnel" } })).toMatchObject({
      refusal: { kind: "non-personnel-to-personnel" },
    });
  });
});

test("a reversal gives back what the movement took of its cap, and the cap is full again right after", async () => {
  const document = (amount: bigint): SaveMovementInput => ({
    ...{ kind: "cancellation", fiscalYear: 2026, on: "2026-04-01", reason: "Décret", actReference: "Décret n° 2026-1", propose: true },
    lines: lines("HT2", amount, outOf),
  });
  // 1.5 % of 200 000 opened by finance acts.
  const full = must(await saveMovement(await staff(), document(3_000n)));
  expect(await saveMovement(await staff(), document(3_001n))).toMatchObject({
    refusal: { kind: "cap-exceeded", cap: "cancellation", article: "LOLF art. 14" },
  });
  const late = must(await saveMovement(await staff(), document(1n)));
  must(await approveMovement(await arbitrator(), { movementId: full.movementId }));
  // Proposed when there was room; approved too late.
  expect(await approveMovement(await arbitrator(), { movementId: late.movementId })).toMatchObject({
    refusal: { kind: "cap-exceeded", used: 3_000n },
  });
  const undoing = must(await reverseMovement(await staff(), { movementId: full.movementId, on: "2026-04-02", reason: "Annulé" }));
  must(await approveMovement(await arbitrator(), { movementId: undoing.movementId }));
  expect(await used("cancellation")).toBe(0n);
  must(await approveMovement(await arbitrator(), { movementId: late.movementId }));
  expect(await used("cancellation")).toBe(1n);
});

test("an act is asked of what only an act allows, and an origin of what opens credits", async () => {
  const base = { fiscalYear: 2026, on: "2026-04-01", reason: "Sans acte", propose: true } as const;
  expect(await saveMovement(await staff(), { ...base, kind: "cancellation", lines: lines("HT2", 1n, outOf) })).toMatchObject({
    refusal: { kind: "act-required", movement: "cancellation" },
  });
  expect(await saveMovement(await staff(), { ...base, kind: "opening", actReference: "Loi", lines: lines("HT2", 1n, into) })).toMatchObject(
    {
      refusal: { kind: "origin-required" },
    },
  );
});

test("an advance decree of 1 % goes through, one cent more does not; what the whole State opened may be the base", async () => {
  const decree = (amount: bigint) => ({
    ...{ fiscalYear: 2026, on: "2026-05-01", origin: "advanceDecree" as const, reason: "Décret d'avance" },
    lines: (["AE", "CP"] as const).map((resource) => ({ ...voted, nature: "HT2", resource, amount })),
  });
  expect(await openCredits(await organisation.system(), decree(2_001n))).toMatchObject({
    refusal: { kind: "cap-exceeded", cap: "advanceDecree", article: "LOLF art. 13", ceiling: 2_000n },
  });
  must(await openCredits(await organisation.system(), decree(2_000n)));
  expect(await openCredits(await organisation.system(), decree(1n))).toMatchObject({ refusal: { kind: "cap-exceeded" } });
  const state = { advanceDecree: { AE: 1_000_000n, CP: 1_000_000n } };
  expect(
    await setLegalCaps(await staff(), { year: 2026, rates: { ...lawfulCapRates, virement: 10_001 }, state, reason: "Loi" }),
  ).toMatchObject({
    refusal: { kind: "rate-out-of-bounds" },
  });
  must(await setLegalCaps(await staff(), { year: 2026, rates: lawfulCapRates, state, reason: "Loi de finances 2026" }));
  must(await openCredits(await organisation.system(), decree(8_000n)));
  expect(await openCredits(await organisation.system(), decree(1n))).toMatchObject({ refusal: { kind: "cap-exceeded", ceiling: 10_000n } });
});

test("32 virements side by side on one cap: it is taken to the last cent and never beyond", async () => {
  const { database, organisation: own } = organisation;
  await database.write(own, (db) =>
    db.updateTable("cap_use").set({ used: 0n }).where("cap", "in", ["virement", "virementPersonnel"]).execute(),
  );
  const results = await Promise.all(Array.from({ length: 32 }, () => move(virement("HT2", 250n))));
  expect(results.filter(({ ok }) => ok)).toHaveLength(16);
  expect(results.filter((result) => !result.ok && result.refusal.kind === "cap-exceeded")).toHaveLength(16);
  expect(await used("virement")).toBe(4_000n);
});

describe("a year without a voted budget (LOLF art. 45), then what the year before left (LOLF art. 15)", () => {
  const opening = (origin: "servicesVotes" | "initialBudget", nature: "T2" | "HT2", amount: bigint) => ({
    ...{ fiscalYear: 2027, on: "2027-01-02", origin, reason: origin },
    lines: (["AE", "CP"] as const).map((resource) => ({ ...voted, nature, resource, amount })),
  });
  beforeAll(async () => {
    must(await openFiscalYear(await organisation.system(), { year: 2027 }));
    must(await lapseCredits(await organisation.system(), { fiscalYear: 2026, on: "2026-12-31", reason: "Fin" }));
  });

  test("opens with services votés, at most last year's credits; then what the finance act adds", async () => {
    expect(await openCredits(await organisation.system(), opening("servicesVotes", "HT2", 100_001n))).toMatchObject({
      refusal: { kind: "cap-exceeded", cap: "servicesVotes", spendingClass: "nonPersonnel", article: "LOLF art. 45", ceiling: 100_000n },
    });
    must(await openCredits(await organisation.system(), opening("servicesVotes", "HT2", 100_000n)));
    must(await openCredits(await organisation.system(), opening("servicesVotes", "T2", 100_000n)));
    expect(await openCredits(await organisation.system(), opening("servicesVotes", "HT2", 1n))).toMatchObject({
      refusal: { kind: "cap-exceeded" },
    });
    must(await openCredits(await organisation.system(), opening("initialBudget", "HT2", 5_000n)));
    expect(await positions(organisation, "INSEE", 2027)).toMatchObject({
      "nonPersonnel AE unallocated": 105_000n,
      "personnel CP unallocated": 100_000n,
    });
  });

  test("carries over 3 % of title 2 and of the CP of other titles, one cent more not; AE as far as something is left; earmarked apart", async () => {
    const carry = (own: readonly MovementLine[], earmarked = false): MoveCreditsInput => ({
      ...{ kind: "carryOver", on: "2027-03-15", reason: "Arrêté de report", lines: own, earmarked },
    });
    const one = (resource: "AE" | "CP", amount: bigint) => lines("HT2", amount, into).filter((own) => own.resource === resource);
    expect(await move(carry(one("CP", 3_001n)))).toMatchObject({
      refusal: { kind: "cap-exceeded", cap: "carryOverOther", article: "LOLF art. 15 II 2°", ceiling: 3_000n, asked: 3_001n },
    });
    must(await move(carry(one("CP", 3_000n))));
    expect(await move(carry(one("CP", 1n)))).toMatchObject({ refusal: { kind: "cap-exceeded", cap: "carryOverOther", used: 3_000n } });
    must(await move(carry(one("CP", 1_000n), true)));
    expect(await move(carry(lines("T2", 3_001n, into)))).toMatchObject({
      refusal: { kind: "cap-exceeded", cap: "carryOverPersonnel", ceiling: 3_000n },
    });
    must(await move(carry(lines("T2", 3_000n, into))));
    // AE beyond what 2026 left are not there to be carried over.
    const [state] = await organisation.database.read(organisation.organisation, (db) =>
      capStates(db, 2027, [{ cap: "carryOverAvailable", spendingClass: "nonPersonnel", resource: "AE" }]),
    );
    const left = state?.ceiling ?? 0n;
    expect(left).toBeGreaterThan(50_000n);
    expect(await move(carry(one("AE", left + 1n)))).toMatchObject({ refusal: { kind: "cap-exceeded", cap: "carryOverAvailable" } });
    must(await move(carry(one("AE", left))));
  });
});

test("the reserve of the draft budget of 2024 (check 4 of the domain): set aside at its rates, available drops and opened does not", async () => {
  const other = await smallOrganisation();
  try {
    must(await openFiscalYear(await other.system(), { year: 2024 }));
    const amounts = [
      { nature: "T2", resource: "AE", amount: 395_926_581_00n },
      { nature: "T2", resource: "CP", amount: 395_926_581_00n },
      { nature: "HT2", resource: "AE", amount: 89_833_728_00n },
      { nature: "HT2", resource: "CP", amount: 77_545_342_00n },
    ] as const;
    const opening = {
      fiscalYear: 2024,
      on: "2024-01-01",
      origin: "initialBudget",
      reason: "PLF 2024",
      lines: amounts.map((own) => ({ ...voted, ...own })),
    } as const;
    must(await openCredits(await other.system(), opening));
    const staff = () => other.as("staff", { role: "programmeStaff", unit: "INSEE" });
    const { movementId, state } = must(
      await setAsideReserve(await staff(), { fiscalYear: 2024, on: "2024-01-02", reason: "Réserve 2024" }),
    );
    expect(state).toBe("proposed");
    must(await approveMovement(await other.as("arbitrator", { role: "arbitrator", unit: "INSEE" }), { movementId }));
    expect(await positions(other, "INSEE", 2024)).toEqual({
      "personnel AE voted": 395_926_581_00n,
      "personnel CP voted": 395_926_581_00n,
      "nonPersonnel AE voted": 89_833_728_00n,
      "nonPersonnel CP voted": 77_545_342_00n,
      "personnel AE reserve": 1_979_632_91n,
      "personnel CP reserve": 1_979_632_91n,
      "nonPersonnel AE reserve": 4_940_855_04n,
      "nonPersonnel CP reserve": 4_264_993_81n,
      "personnel AE unallocated": 393_946_948_09n,
      "personnel CP unallocated": 393_946_948_09n,
      "nonPersonnel AE unallocated": 84_892_872_96n,
      "nonPersonnel CP unallocated": 73_280_348_19n,
    });
    expect(await setAsideReserve(await staff(), { fiscalYear: 2024, on: "2024-01-02", reason: "Encore" })).toEqual({
      ok: false,
      refusal: { kind: "reserve-as-set", year: 2024 },
    });
  } finally {
    await other.close();
  }
});
