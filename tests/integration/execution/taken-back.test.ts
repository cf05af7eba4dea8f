import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actOnRevenueTitle } from "#app/commands/act-on-revenue.ts";
import { issueRevenue } from "#app/commands/issue-revenue.ts";
import { loadNomenclature } from "#app/commands/load-nomenclature.ts";
import { moveCredits } from "#app/commands/move-credits.ts";
import { recordPayroll } from "#app/commands/record-payroll.ts";
import { recordStaffing } from "#app/commands/record-staffing.ts";
import { recordWorkload } from "#app/commands/record-workload.ts";
import type { CommandContext } from "#app/commands/run.ts";
import { takeBackFact } from "#app/commands/take-back-fact.ts";
import { takeBackRevenue } from "#app/commands/take-back-revenue.ts";
import type { FactKindName } from "#app/domain/execution/monthly.ts";
import type { RevenueAct } from "#app/domain/execution/revenue.ts";
import { runChecks } from "#db/check.ts";
import { monthFacts } from "#db/queries/execution-months.ts";
import { revenueSteps } from "#db/queries/execution-revenue.ts";
import { imported } from "#tests/support/chorus.ts";
import { allot, budgetSums, dr, positions, staff, trialBalance } from "#tests/support/credits.ts";
import { expectSoundBooks } from "#tests/support/independent-sums.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";

let organisation: SmallOrganisation;
beforeAll(async () => {
  organisation = await smallOrganisation();
  await allot(organisation, 100_000n);
  must(
    await loadNomenclature(await organisation.system(), {
      accounts: [{ book: "general", code: "756", label: "Fonds de concours", source: "pcg", from: "2020-01-01" }],
      journals: [{ code: "RE", book: "general", label: "Recettes" }],
      parties: [{ code: "CLIENT1", label: "Collectivité fictive", kind: "customer" }],
    }),
  );
});
afterAll(() => organisation.close());

const accountant = () => organisation.as("accountant", { role: "accountant", unit: "INSEE" });
const takeBack = async (factId: string, kind: FactKindName, reason = "Mois saisi deux fois", by?: CommandContext) =>
  await takeBackFact(by ?? (await organisation.system()), { factId, kind, reason });
const standing = async () => ({ DR44: await positions(organisation, "DR44"), books: await trialBalance(organisation) });
const without = (held: Readonly<Record<string, bigint>>) => Object.fromEntries(Object.entries(held).filter(([, amount]) => amount !== 0n));
const same = async (before: Awaited<ReturnType<typeof standing>>) => {
  const now = await standing();
  expect({ DR44: without(now.DR44), books: without(now.books) }).toEqual({ DR44: without(before.DR44), books: without(before.books) });
};
const payroll = async (amount: bigint, on = "2026-01-28", unit = "DR44") => {
  const lines = [{ ...staff, unit, amount }];
  const [id] = must(await recordPayroll(await organisation.system(), { month: on.slice(0, 7), on, lines })).factIds;
  return id ?? "";
};

describe("a monthly fact is taken back", () => {
  test("payroll: both books are as they were, the month holds nothing, the audit says who and why; once", async () => {
    const before = await standing();
    const id = await payroll(60_000n);
    const done = must(await takeBack(id, "payroll"));
    expect(done.given).toEqual([
      { resource: "AE", toAllotted: 60_000n, toOverrun: 0n },
      { resource: "CP", toAllotted: 60_000n, toOverrun: 0n },
    ]);
    await same(before);
    expect(await organisation.database.read(organisation.organisation, (db) => monthFacts(db, 2026, "payroll", ["DR44"]))).toEqual([]);
    const schema = organisation.superuser(organisation.organisation.schemaName);
    expect([
      ...(await organisation.superuser`select action, detail->>'reason' as reason from ${schema}.audit where object_id = ${id} order by id desc limit 1`),
    ]).toEqual([{ action: "take-back-fact", reason: "Mois saisi deux fois" }]);
    expect(await takeBack(id, "payroll")).toMatchObject({ refusal: { kind: "document-taken-back", document: "monthlyFact" } });
  });

  test("staff and days come back too", async () => {
    const before = await standing();
    const month = { month: "2026-01", on: "2026-01-31", lines: [{ ...staff, amount: 1_250n }] };
    const [people = ""] = must(await recordStaffing(await organisation.system(), month)).factIds;
    const [days = ""] = must(await recordWorkload(await organisation.system(), month)).factIds;
    must(await takeBack(people, "staffing"));
    must(await takeBack(days, "workload"));
    await same(before);
  });

  test("what « dépassement » held goes back there, and the level ends without any", async () => {
    const before = await standing();
    const id = await payroll(130_000n);
    expect(await positions(organisation, "DR44")).toMatchObject({ "personnel AE overrun": 30_000n, "personnel CP overrun": 30_000n });
    expect(must(await takeBack(id, "payroll")).given).toContainEqual({ resource: "AE", toAllotted: 100_000n, toOverrun: 30_000n });
    await same(before);
  });

  test("once a redeployment has cleared the overrun, what it brought is available again to the unit that received it", async () => {
    const before = await standing();
    const id = await payroll(130_000n);
    await cleared(20_000n);
    expect(await positions(organisation, "DR44")).toMatchObject({ "personnel AE overrun": 10_000n });
    expect(must(await takeBack(id, "payroll")).given).toEqual([
      { resource: "AE", toAllotted: 120_000n, toOverrun: 10_000n },
      { resource: "CP", toAllotted: 120_000n, toOverrun: 10_000n },
    ]);
    const after = await positions(organisation, "DR44");
    expect(after["personnel AE allotted"]).toBe((before.DR44["personnel AE allotted"] ?? 0n) + 20_000n);
    expect([after["personnel AE overrun"] ?? 0n, after["personnel CP overrun"] ?? 0n]).toEqual([0n, 0n]);
    expect(await budgetSums(organisation)).toMatchObject({ AE: 0n, CP: 0n });
  });

  test("two persons at the same moment: one takes it back", async () => {
    const before = await standing();
    const id = await payroll(10_000n);
    const answers = await Promise.all([takeBack(id, "payroll"), takeBack(id, "payroll")]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ refusal: { kind: "document-taken-back" } });
    await same(before);
  });

  test.each<[string, FactKindName, string, object]>([
    ["no reason", "payroll", " ", { kind: "reason-required" }],
    ["another kind", "staffing", "Erreur", { kind: "not-found", what: "monthlyFact" }],
  ])("refused: %s", async (_name, kind, reason, refusal) => {
    const id = await payroll(100n);
    expect(await takeBack(id, kind, reason)).toMatchObject({ ok: false, refusal });
    must(await takeBack(id, "payroll"));
  });

  test("refused: whoever does not record it there, what is none, and a period that is closed", async () => {
    const id = await payroll(100n, "2026-03-28");
    expect(await takeBack(id, "payroll", "x", await organisation.as("head", { role: "unitHead", unit: "DR44" }))).toMatchObject({
      refusal: { kind: "forbidden", capability: "execution.pay" },
    });
    const elsewhere = await organisation.as("elsewhere", { role: "accountant", unit: "DPT" });
    expect(await takeBack(id, "payroll", "x", elsewhere)).toMatchObject({ refusal: { kind: "not-found" } });
    expect(await takeBack("nowhere", "payroll")).toMatchObject({ refusal: { kind: "not-found" } });
    const schema = organisation.superuser(organisation.organisation.schemaName);
    await organisation.superuser`update ${schema}.period set status = 'closed' where fiscal_year = 2026 and period = 3`;
    expect(await takeBack(id, "payroll")).toMatchObject({ refusal: { kind: "period-closed", year: 2026, period: 3 } });
    await organisation.superuser`update ${schema}.period set status = 'open' where fiscal_year = 2026 and period = 3`;
    must(await takeBack(id, "payroll"));
  });

  test("refused: what an import brought is undone with its import", async () => {
    const text = ["Mois;Centre financier;Catégorie;Montant", "01/2026;0220-DR44;21;100,00"].join("\n");
    const { importId } = await imported(organisation, { kind: "payroll", text, name: "paye-01.csv" });
    const [event] = await organisation.database.read(organisation.organisation, (db) =>
      db.selectFrom("chorus_event").select("event_id as id").where("import_id", "=", importId).execute(),
    );
    expect(await takeBack(event?.id ?? "", "payroll")).toMatchObject({ refusal: { kind: "fact-of-import", name: "paye-01.csv" } });
  });
});

/** As a redeployment does: credits come to the unit, and what they cover leaves « dépassement ». */
async function cleared(amount: bigint) {
  await allot(organisation, amount);
  const lines = (["AE", "CP"] as const).map((resource) => ({
    ...{ resource, amount, from: { stage: "allotted" as const, ...staff }, to: { stage: "overrun" as const, ...staff } },
  }));
  must(await moveCredits(await organisation.system(), { kind: "overrunClearing", on: "2026-02-01", reason: "Apurement", lines }));
}

describe("revenue is taken back", () => {
  const title = {
    kind: "earmarkedFund",
    payer: "CLIENT1",
    label: "Enquête cofinancée",
    unit: "DR44",
    nature: "31",
    activity: "01-ENQ",
  } as const;
  const issued = async () =>
    must(await issueRevenue(await accountant(), { ...title, account: "756", on: "2026-02-01", amount: 30_000n })).revenueId;
  const acted = async (revenueId: string, act: RevenueAct, amount: bigint) =>
    must(await actOnRevenueTitle(await accountant(), { revenueId, act, on: "2026-02-10", amount }));
  const stepsOf = async (id: string) => await organisation.database.read(organisation.organisation, (db) => revenueSteps(db, id));
  const back = async (revenueId: string, actId?: string, reason = "Titre émis par erreur") =>
    await takeBackRevenue(await accountant(), { revenueId, actId, reason });
  const opened = async () => (await positions(organisation, "INSEE"))["nonPersonnel CP unallocated"] ?? 0n;

  test("a cash closes the credits that it opened; then its title goes, and nothing is left of either", async () => {
    const [books, credits] = [without(await trialBalance(organisation)), await opened()];
    const id = await issued();
    await acted(id, "cash", 20_000n);
    expect(await opened()).toBe(credits + 20_000n);
    expect(await back(id)).toMatchObject({ refusal: { kind: "revenue-rested-upon", rests: "acts", amount: 20_000n } });
    const [step] = await stepsOf(id);
    const done = must(await back(id, step?.id));
    expect(done.movement).toMatch(/^MV-2026-/);
    expect(await opened()).toBe(credits);
    expect(await back(id, step?.id)).toMatchObject({ refusal: { kind: "document-taken-back", document: "revenueAct" } });
    expect(await stepsOf(id)).toMatchObject([{ takenBack: { by: "accountant", reason: "Titre émis par erreur" } }]);
    must(await back(id));
    expect(without(await trialBalance(organisation))).toEqual(books);
    expect(await actOnRevenueTitle(await accountant(), { revenueId: id, act: "cash", on: "2026-02-10", amount: 1n })).toMatchObject({
      refusal: { kind: "document-taken-back", document: "revenue" },
    });
    await expectSoundBooks(organisation);
  });

  test("a cash whose credits are given away already is refused, with what is left of them", async () => {
    const id = await issued();
    await acted(id, "cash", 20_000n);
    const left = await opened();
    const given = (["AE", "CP"] as const).map((resource) => ({
      ...{ resource, amount: left - 5_000n, from: { stage: "unallocated" as const, ...dr, unit: "INSEE", nature: "HT2", activity: "01" } },
      to: { stage: "notified" as const, ...dr },
    }));
    must(await moveCredits(await organisation.system(), { kind: "notification", on: "2026-02-11", reason: "Répartition", lines: given }));
    const [step] = await stepsOf(id);
    expect(await back(id, step?.id)).toMatchObject({ refusal: { kind: "revenue-credits-taken", asked: 20_000n, left: 5_000n } });
  });

  test("what was paid over holds the cash; taken back, it no longer does; a reduction comes back too", async () => {
    const id = await issued();
    await acted(id, "reduction", 1_000n);
    await acted(id, "cash", 2_000n);
    await acted(id, "payOver", 1_500n);
    const steps = await stepsOf(id);
    const of = (act: RevenueAct) => steps.find((step) => step.act === act)?.id;
    expect(await back(id, of("cash"))).toMatchObject({ refusal: { kind: "revenue-rested-upon", rests: "payOver", amount: 1_500n } });
    for (const act of ["payOver", "cash", "reduction"] as const) must(await back(id, of(act)));
    must(await back(id));
    expect(await back(id, of("cash"), " ")).toMatchObject({ refusal: { kind: "reason-required" } });
  });
});

test("every check of the books holds after all that was taken back", async () => {
  const checks = await organisation.database.read(organisation.organisation, (db) => runChecks(db));
  expect(checks.filter(({ faultCount }) => faultCount > 0)).toEqual([]);
});
