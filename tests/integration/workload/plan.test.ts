import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { adoptScenario } from "#app/commands/adopt-scenario.ts";
import { createScenario } from "#app/commands/create-scenario.ts";
import { decideRequest } from "#app/commands/decide-request.ts";
import { freezeWorkForecast } from "#app/commands/freeze-work-forecast.ts";
import { planWork } from "#app/commands/plan-work.ts";
import { postWorkload } from "#app/commands/post-workload.ts";
import { endProposedMove, proposeStaffMoves } from "#app/commands/propose-staff-moves.ts";
import { recordArrival } from "#app/commands/record-arrival.ts";
import { recordWorkTime } from "#app/commands/record-work-time.ts";
import type { CommandContext } from "#app/commands/run.ts";
import { saveCategory } from "#app/commands/save-staff-settings.ts";
import { addWorkItem, changeWorkItem, type WorkItemInput } from "#app/commands/save-work-item.ts";
import { setEnvelope } from "#app/commands/set-envelope.ts";
import { sayAwayDays, setUpWorkload } from "#app/commands/set-up-workload.ts";
import { filesOfPeople } from "#app/commands/staff-file.ts";
import { takeBackFact } from "#app/commands/take-back-fact.ts";
import { filesOfTime } from "#app/commands/time-file.ts";
import { applyFile, fileOf, keepFile, previewFile, undoFile } from "#app/commands/workforce-file.ts";
import { usualSettings } from "#app/domain/workload/capacity.ts";
import { readSheetFile } from "#app/http/sheet-file/read.ts";
import { readCube } from "#db/queries/cube/cube.ts";
import { factRecords } from "#db/queries/execution-months.ts";
import { awayDays } from "#db/queries/workload/away.ts";
import { changesOf, plannedDays, spentDays } from "#db/queries/workload/days.ts";
import { workForecasts } from "#db/queries/workload/forecasts.ts";
import { workItems } from "#db/queries/workload/items.ts";
import { workloadSettings } from "#db/queries/workload/settings.ts";
import { staffMovesOf } from "#db/queries/workload/staff-moves.ts";
import { budgetSums } from "#tests/support/credits.ts";
import { instructedRequest, otherCampaign, type PlanningWorld, planningWorld } from "#tests/support/planning.ts";
import { must, today } from "#tests/support/small-organisation.ts";
import { staffNatures } from "#tests/support/staff.ts";

let world: PlanningWorld;
beforeAll(async () => {
  world = await planningWorld();
});
afterAll(() => world.close());

const year = { from: "2026-01", to: "2026-12" };
const input = (code: string, other: Partial<WorkItemInput> = {}): WorkItemInput => ({
  ...{ code, label: `Travail ${code}`, kind: "project", activity: "01-ENQ", requestId: null, firstMonth: "2026-01", lastMonth: "2026-12" },
  ...other,
});
const item = async (code: string, other: Partial<WorkItemInput> = {}): Promise<string> => {
  must(await addWorkItem(await world.head(), { ...input(code, other), unit: "DR44" }));
  return await idOf(code);
};
const idOf = async (code: string) => (await world.read((db) => workItems(db, { codes: [code] }, today)))[0]?.id ?? "";
const days = (item: string, month: string, amount: bigint, seen = 0n) => ({
  item,
  unit: "DR44",
  profile: "STAT",
  month,
  days: amount,
  seen,
});
const plan = async (...some: ReturnType<typeof days>[]) => await planWork(await world.head(), { source: "entry", days: some });
const planned = (item: string, after?: bigint) => world.read((db) => plannedDays(db, { ...year, items: [item] }, after));

describe("what is planned", () => {
  test("is told change after change; what says nothing new writes nothing, what moved meanwhile is refused whole", async () => {
    const id = await item("PLAN1");
    expect(must(await plan(days(id, "2026-03", 1_000n), days(id, "2026-04", 500n)))).toBe(2);
    const [march, april] = await planned(id);
    expect([march?.days, april?.days]).toEqual([1_000n, 500n]);
    expect(must(await plan(days(id, "2026-03", 1_000n, march?.changeId)))).toBe(0);
    expect(must(await plan(days(id, "2026-03", 800n, march?.changeId)))).toBe(1);
    const late = await plan(days(id, "2026-04", 700n, april?.changeId), days(id, "2026-03", 900n, march?.changeId));
    expect(late).toMatchObject({ ok: false, refusal: { kind: "stale", what: "workLoad", seen: march?.changeId } });
    expect((await planned(id)).map((own) => own.days)).toEqual([800n, 500n]);
    expect(must(await plan(days(id, "2026-04", 0n, april?.changeId)))).toBe(1);
    expect((await planned(id)).map(({ month }) => month)).toEqual(["2026-03"]);
    const told = await world.read((db) => changesOf(db, "work_load", { item: id, most: 10 }));
    expect(told.map(({ month, days, author }) => [month, days, author])).toEqual([
      ["2026-04", 0n, "head"],
      ["2026-03", 800n, "head"],
      ["2026-04", 500n, "head"],
      ["2026-03", 1_000n, "head"],
    ]);
  });

  test("stays within the months of its item, which do not close upon it", async () => {
    const id = await item("PLAN2", { firstMonth: "2026-04", lastMonth: "2026-06" });
    expect(await plan(days(id, "2026-03", 100n))).toMatchObject({
      ...{ ok: false, refusal: { kind: "work-outside-item", item: "PLAN2", month: "2026-03", first: "2026-04", last: "2026-06" } },
    });
    must(await plan(days(id, "2026-06", 100n)));
    const shorter = { ...input("PLAN2", { firstMonth: "2026-04", lastMonth: "2026-05" }), closedOn: null };
    expect(await changeWorkItem(await world.head(), shorter)).toMatchObject({ refusal: { kind: "item-holds-work", month: "2026-06" } });
    const backwards = { ...input("PLAN2", { firstMonth: "2026-07", lastMonth: "2026-06" }), closedOn: null };
    expect(await changeWorkItem(await world.head(), backwards)).toMatchObject({ refusal: { kind: "item-ends-before-it-begins" } });
  });

  test("is the business of the unit whose people do it", async () => {
    const id = await item("PLAN3");
    const elsewhere = { ...days(id, "2026-03", 100n), unit: "DPT" };
    expect(await planWork(await world.head(), { source: "entry", days: [elsewhere] })).toMatchObject({
      ...{ ok: false, refusal: { kind: "not-found", what: "unit", id: "DPT" } },
    });
    expect(must(await planWork(await world.staff(), { source: "entry", days: [elsewhere] }))).toBe(1);
    expect(await planWork(await world.agent(), { source: "entry", days: [days(id, "2026-03", 100n)] })).toMatchObject({
      refusal: { kind: "forbidden" },
    });
    expect(await plan({ ...days(id, "2026-03", 100n), profile: "NOBODY" })).toMatchObject({
      refusal: { kind: "not-found", what: "profile" },
    });
  });

  test("is kept under a name, and read again as it stood", async () => {
    const id = await item("PLAN4");
    must(await plan(days(id, "2026-03", 1_000n)));
    must(await freezeWorkForecast(await world.staff(), { year: 2026, name: "Prévision de mars" }));
    expect(await freezeWorkForecast(await world.staff(), { year: 2026, name: "Encore" })).toMatchObject({
      refusal: { kind: "forecast-unchanged" },
    });
    const [march] = await planned(id);
    must(await plan(days(id, "2026-03", 1_500n, march?.changeId), days(id, "2026-05", 200n)));
    const [forecast] = await world.read((db) => workForecasts(db, 2026));
    expect((await planned(id, forecast?.changeId)).map((own) => [own.month, own.days])).toEqual([["2026-03", 1_000n]]);
    expect((await planned(id)).map((own) => [own.month, own.days])).toEqual([
      ["2026-03", 1_500n],
      ["2026-05", 200n],
    ]);
    expect(await freezeWorkForecast(await world.staff(), { year: 2026, name: "Prévision de mars" })).toMatchObject({
      refusal: { kind: "already-exists" },
    });
  });

  test("the database itself refuses what goes round the rules", async () => {
    const id = await item("PLAN5", { firstMonth: "2026-04" });
    const { superuser: sql, organisation } = world;
    await sql.unsafe(`set search_path to ${organisation.schemaName}, public`);
    const write = (table: string, month: string) =>
      sql.unsafe(`insert into ${table} (item_id, unit, profile, month, days, source, batch, author)
                  select '${id}', 'DR44', 'STAT', '${month}', 100, 'entry', gen_random_uuid(), min(id) from app_user`);
    await expect(write("work_load_change", "2026-03-01")).rejects.toThrow("outside the months");
    await expect(write("work_load_change", "2026-05-02")).rejects.toThrow("work_load_change_of_a_month");
    await expect(write("work_time_change", "2030-05-01")).rejects.toThrow();
    await write("work_load_change", "2026-05-01");
    await expect(sql.unsafe("update work_load_change set days = 1")).rejects.toThrow();
  });
});

describe("time spent", () => {
  const spend = async (...some: Omit<ReturnType<typeof days>, "seen">[]) =>
    await recordWorkTime(await world.agent(), { source: "import", days: some });

  test("is what its month holds: the same twice changes nothing", async () => {
    const id = await item("TIME1");
    const given = [days(id, "2026-03", 700n), days(id, "2026-04", 300n)];
    expect(must(await spend(...given))).toBe(2);
    expect(must(await spend(...given))).toBe(0);
    expect((await world.read((db) => spentDays(db, { ...year, items: [id] }))).map((own) => own.days)).toEqual([700n, 300n]);
  });

  test("is refused for a month to come, a month that is not open, a closed item, and writes nothing of the rest", async () => {
    const id = await item("TIME2");
    expect(await spend(days(id, "2026-03", 100n), days(id, "2026-07", 100n))).toMatchObject({
      refusal: { kind: "time-to-come", month: "2026-07" },
    });
    const { superuser: sql, organisation } = world;
    await sql.unsafe(`update ${organisation.schemaName}.period set status = 'locked' where fiscal_year = 2026 and period = 1`);
    expect(await spend(days(id, "2026-03", 100n), days(id, "2026-01", 100n))).toMatchObject({
      ...{ refusal: { kind: "time-in-closed-month", month: "2026-01" } },
    });
    must(await changeWorkItem(await world.head(), { ...input("TIME2"), closedOn: "2026-03-31" }));
    expect(await spend(days(id, "2026-04", 100n))).toMatchObject({ refusal: { kind: "time-on-closed-item", item: "TIME2" } });
    expect(must(await spend(days(id, "2026-03", 100n)))).toBe(1);
  });
});

describe("a file of time", () => {
  const give = async (context: CommandContext, ...rows: readonly string[]) => {
    const content = Buffer.from(["Travail;Équipe;Profil;Mois;Jours", ...rows].join("\n"));
    const book = must(await readSheetFile({ name: "temps.csv", bytes: content }));
    return must(await keepFile(filesOfTime, context, { name: "temps.csv", content, book })).fileId;
  };
  const preview = async (context: CommandContext, id: string) => must(await world.read((db) => previewFile(filesOfTime, db, context, id)));
  const spent = async (id: string) =>
    (await world.read((db) => spentDays(db, { ...year, items: [id] }))).map(({ month, days: own }) => [month, own]);

  test("says what it would change, is applied once, brings nothing the second time, and is undone", async () => {
    const id = await item("FILE1");
    const agent = await world.agent();
    must(await recordWorkTime(await world.agent(), { source: "entry", days: [days(id, "2026-03", 100n)] }));
    const rows = ["FILE1;DR44;STAT;mars 2026;12,5", "FILE1;DR44;STAT;04/2026;3", "FILE1;DPT;STAT;04/2026;3", "FILE1;DR44;STAT;2026-09;3"];
    const file = await give(agent, ...rows);
    const seen = await preview(agent, file);
    expect(seen.changes).toMatchObject([
      { row: 2, month: "2026-03", before: 100n, days: 1_250n },
      { row: 3, month: "2026-04", before: 0n, days: 300n },
    ]);
    expect(seen.faults.map(({ row, refusal }) => [row, refusal.kind])).toEqual([
      [4, "unknown-code"],
      [5, "time-to-come"],
    ]);
    must(await applyFile(filesOfTime, await world.agent(), { fileId: file, digest: seen.digest }));
    expect(await spent(id)).toEqual([
      ["2026-03", 1_250n],
      ["2026-04", 300n],
    ]);
    const again = await world.agent();
    const second = await give(again, ...rows);
    const same = await preview(again, second);
    expect([same.changes, same.same]).toEqual([[], 2]);
    expect(await applyFile(filesOfTime, await world.agent(), { fileId: second, digest: same.digest })).toMatchObject({
      refusal: { kind: "staff-file-brings-nothing" },
    });
    must(await undoFile(filesOfTime, await world.agent(), { fileId: file }));
    expect(await spent(id)).toEqual([["2026-03", 100n]]);
  });

  test("is not applied upon what somebody else said meanwhile, nor undone over it", async () => {
    const id = await item("FILE2");
    const file = await give(await world.agent(), "FILE2;DR44;STAT;2026-03;2");
    const { digest } = await preview(await world.agent(), file);
    const say = async (amount: bigint) =>
      must(await recordWorkTime(await world.agent(), { source: "entry", days: [days(id, "2026-03", amount)] }));
    await say(500n);
    expect(await applyFile(filesOfTime, await world.agent(), { fileId: file, digest })).toMatchObject({
      refusal: { kind: "staff-file-moved" },
    });
    const now = await preview(await world.agent(), file);
    must(await applyFile(filesOfTime, await world.agent(), { fileId: file, digest: now.digest }));
    await say(700n);
    expect(await undoFile(filesOfTime, await world.agent(), { fileId: file })).toMatchObject({
      refusal: { kind: "time-file-changed-since", item: "FILE2", month: "2026-03" },
    });
  });

  test("is its author's, and of whoever records the time of all units", async () => {
    const file = await give(await world.agent(), "FILE2;DR44;STAT;2026-03;3");
    const sees = async (context: CommandContext) => (await world.read((db) => fileOf(db, filesOfTime, context, file))) !== undefined;
    expect(await sees(await world.agent())).toBe(true);
    expect(await sees(await world.head())).toBe(false);
    expect(await sees(await world.staff())).toBe(true);
    expect(await applyFile(filesOfTime, await world.head(), { fileId: file, digest: "" })).toMatchObject({
      refusal: { kind: "not-found" },
    });
    expect(await world.read(async (db) => fileOf(db, filesOfPeople, await world.staff(), file))).toBeUndefined();
  });
});

describe("days in the budget book", () => {
  const programme = () => world.as("programme", { role: "programmeStaff", unit: "INSEE" });
  const usedDays = async () => {
    const question = { measures: ["used", "overrun"], resources: ["DAY"], years: [2026], by: ["unit", "activity", "month"] } as const;
    const rows = await world.read((db) => readCube(db, question));
    return rows
      .filter(({ amounts }) => amounts.used !== 0n)
      .map(({ at, amounts }) => `${at.unit} ${at.activity} ${at.month} ${amounts.used}`)
      .sort();
  };
  const spentOf = async (month: string) => {
    const spent = await world.read((db) => spentDays(db, { from: month, to: month }));
    const units = [...new Set(spent.map(({ unit }) => unit))];
    return units
      .map((unit) => `${unit} 01-ENQ ${month} ${spent.filter((own) => own.unit === unit).reduce((total, own) => total + own.days, 0n)}`)
      .sort();
  };

  test("a month that is over is posted as time says, once, without a ceiling; taken back, it is posted anew", async () => {
    await staffNatures(world);
    must(await saveCategory(await programme(), { code: "A", label: "Catégorie A", nature: "21-1025" }));
    must(await saveCategory(await programme(), { code: "B", label: "Catégorie B", nature: "21-1026" }));
    const [first, second] = [await item("POST1"), await item("POST2")];
    const spend = async (...some: Omit<ReturnType<typeof days>, "seen">[]) =>
      must(await recordWorkTime(await programme(), { source: "entry", days: some }));
    await spend(days(first, "2026-05", 1_001n), days(second, "2026-05", 333n), { ...days(second, "2026-05", 200n), unit: "DPT" });
    expect(await postWorkload(await programme(), { month: "2026-06" })).toMatchObject({
      refusal: { kind: "workload-month-not-over", lastDay: "2026-06-30" },
    });
    const posted = must(await postWorkload(await programme(), { month: "2026-05" }));
    expect(posted).toMatchObject({ factIds: [expect.any(String), expect.any(String)], overruns: [] });
    expect(await usedDays()).toEqual(await spentOf("2026-05"));
    expect(await postWorkload(await programme(), { month: "2026-05" })).toMatchObject({ refusal: { kind: "workload-nothing-to-post" } });

    await spend(days(second, "2026-05", 400n));
    const [record] = await world.read((db) => factRecords(db, { year: 2026, kind: "workload", units: ["DR44"] }));
    expect(record).toMatchObject({ amount: 1_334n, overrun: 0n });
    must(await takeBackFact(await programme(), { kind: "workload", factId: record?.id ?? "", reason: "Temps complété" }));
    must(await postWorkload(await programme(), { month: "2026-05" }));
    expect(await usedDays()).toEqual(await spentOf("2026-05"));
    expect(await budgetSums(world)).toMatchObject({ DAY: 0n });
  });
});

describe("moves of staff that a trial proposes", () => {
  const programme = () => world.as("programme", { role: "programmeStaff", unit: "INSEE" });
  const holds = (unit: string, month: string, fte: bigint) => ({ unit, profile: "STAT", month, fte });
  const months = ["2027-03", "2027-04", "2027-05"];
  const proposals = () => world.read((db) => staffMovesOf(db, { units: ["DR44", "DPT"], year: 2027, most: 10 }));

  test("are dated, at constant ceiling, by whoever plans both units; they are ended once, by whoever keeps their staff, or withdrawn", async () => {
    const terms = {
      activity: "01-ENQ",
      category: "A",
      post: null,
      ratio: 100n,
      firstDay: "2027-01-01",
      lastDay: null,
      dataProcessing: false,
    };
    const contract = { ...terms, unit: "DR44", profile: "STAT" };
    for (const number of ["MV1", "MV2"]) must(await recordArrival(await programme(), { number, name: `Agent ${number}`, contract }));
    const propose = async (context: CommandContext, staff: readonly ReturnType<typeof holds>[]) =>
      await proposeStaffMoves(context, { year: 2027, staff });
    const half = (fte: bigint) => months.flatMap((month) => [holds("DR44", month, 150n), holds("DPT", month, fte)]);
    expect(await propose(await programme(), half(30n))).toMatchObject({ refusal: { kind: "trial-unbalanced", staff: 20n } });
    expect(await propose(await programme(), [holds("DR44", "2027-03", 200n)])).toMatchObject({ refusal: { kind: "moves-nobody" } });
    expect(await propose(await world.head(), half(50n))).toMatchObject({ refusal: { kind: "moves-out-of-reach", units: ["DPT"] } });
    expect(must(await propose(await programme(), half(50n)))).toBe(1);
    expect(await propose(await programme(), half(50n))).toMatchObject({ refusal: { kind: "move-waits-already" } });
    const [move] = await proposals();
    expect(move).toMatchObject({ from: { unit: "DR44" }, to: { unit: "DPT" }, fte: 50n, firstMonth: "2027-03", lastMonth: "2027-05" });

    const end = async (context: CommandContext, how: "done" | "declined" | "withdrawn", reason = "") =>
      await endProposedMove(context, { id: move?.id ?? "", end: how, reason });
    const local = await world.as("local", { role: "programmeStaff", unit: "DR44" });
    expect(await end(local, "done")).toMatchObject({ refusal: { kind: "moves-out-of-reach", units: ["DPT"] } });
    expect(await end(await world.head(), "withdrawn")).toMatchObject({ refusal: { kind: "not-found" } });
    expect(await end(await world.agent(), "done")).toMatchObject({ refusal: { kind: "forbidden" } });
    expect(await end(await programme(), "declined", " ")).toMatchObject({ refusal: { kind: "reason-required" } });
    must(await end(await programme(), "declined", "Après le recensement"));
    expect(await end(await programme(), "done")).toMatchObject({ refusal: { kind: "wrong-state", state: "declined" } });
    expect(await proposals()).toMatchObject([{ state: "declined", reason: "Après le recensement", endedBy: "programme" }]);
    must(await propose(await programme(), half(50n)));
    const [again] = await proposals();
    must(await endProposedMove(await programme(), { id: again?.id ?? "", end: "withdrawn", reason: "" }));
  });
});

describe("an item that a request asks for", () => {
  test.each([
    ["grant", "planned"],
    ["refuse", "refused"],
    ["defer", "candidate"],
  ] as const)("is a candidate until it is decided; %s: %s", async (verb, standing) => {
    const own = await otherCampaign(world);
    const requestId = await instructedRequest(own);
    const code = `ASK${verb.toUpperCase()}`;
    await item(code, { requestId });
    const now = async () => (await world.read((db) => workItems(db, { codes: [code] }, today)))[0]?.standing;
    expect(await now()).toBe("candidate");
    for (const resource of ["AE", "CP"] as const) {
      const envelope = { campaignId: own.campaignId, spendingClass: "nonPersonnel", resource, targetYear: 2027, amount: 1_000n } as const;
      must(await setEnvelope(await own.staff(), envelope));
    }
    const { scenarioId } = must(
      await createScenario(await own.staff(), { campaignId: own.campaignId, name: "Un scénario", startFrom: "asked" }),
    );
    must(await decideRequest(await own.arbitrator(), { scenarioId, requestId, verb, reason: "Voilà." }));
    expect(await now(), "a decision of a scenario that is not adopted").toBe("candidate");
    must(await adoptScenario(await own.arbitrator(), { scenarioId }));
    expect(await now()).toBe(standing);
  });

  test("belongs to the unit that asks", async () => {
    const requestId = await instructedRequest(world);
    expect(await addWorkItem(await world.staff(), { ...input("ASKED", { requestId }), unit: "DPT" })).toMatchObject({
      refusal: { kind: "not-found", what: "request" },
    });
  });
});

describe("what a plan is judged by", () => {
  test("the part of the days that is for works, within all of them", async () => {
    expect(await world.read(workloadSettings)).toEqual(usualSettings);
    const availability = { leave: 900, training: 100, overhead: 1 };
    expect(await setUpWorkload(await world.staff(), { ...usualSettings, availability })).toMatchObject({
      refusal: { kind: "availability-beyond-all", total: 1_001 },
    });
    const set = { availability: { leave: 120, training: 30, overhead: 50 }, thresholds: { high: 800, over: 950 } };
    must(await setUpWorkload(await world.staff(), set));
    expect(await world.read(workloadSettings)).toEqual(set);
  });

  test("days away, as totals: said, said again, taken away", async () => {
    const say = async (amount: bigint) =>
      must(await sayAwayDays(await world.head(), { unit: "DR44", days: [{ month: "2026-03", kind: "training", days: amount }] }));
    const said = () => world.read((db) => awayDays(db, { units: ["DR44"], ...year }));
    await say(1_500n);
    await say(1_200n);
    expect(await said()).toEqual([{ unit: "DR44", month: "2026-03", kind: "training", days: 1_200n }]);
    await say(0n);
    expect(await said()).toEqual([]);
  });
});
