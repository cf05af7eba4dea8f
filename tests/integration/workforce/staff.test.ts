import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changeStaffContract, correctStaffContract, recordDeparture, removeStaffContract } from "#app/commands/change-staff-contract.ts";
import { notePeopleRead } from "#app/commands/note-people-read.ts";
import { postStaffing } from "#app/commands/post-staffing.ts";
import { recordArrival } from "#app/commands/record-arrival.ts";
import type { CommandContext } from "#app/commands/run.ts";
import { openPosts, savePost } from "#app/commands/save-post.ts";
import { saveCategory, setCeilingBridge, setStaffConvention } from "#app/commands/save-staff-settings.ts";
import { filesOfPeople } from "#app/commands/staff-file.ts";
import { takeBackFact } from "#app/commands/take-back-fact.ts";
import { applyFile, keepFile, previewFile, undoFile } from "#app/commands/workforce-file.ts";
import { emptyBridge } from "#app/domain/workforce/ceiling.ts";
import type { ContractTerms, PostTerms } from "#app/domain/workforce/contract.ts";
import { readSheetFile } from "#app/http/sheet-file/read.ts";
import { loader as ceilingFile } from "#app/routes/workforce/ceiling-file/route.ts";
import { loader as flowsFile } from "#app/routes/workforce/flows-file/route.ts";
import { loader as monthsFile } from "#app/routes/workforce/months-file/route.ts";
import { loader as peopleFile } from "#app/routes/workforce/people-file/route.ts";
import { loader as postsFile } from "#app/routes/workforce/posts-file/route.ts";
import { factRecords } from "#db/queries/execution-months.ts";
import { capacity } from "#db/queries/workforce/capacity.ts";
import { contractsOfPeople, peopleLines } from "#db/queries/workforce/contract.ts";
import { postStates, vacancies } from "#db/queries/workforce/post.ts";
import { ceilingBridges, conventionOf } from "#db/queries/workforce/settings.ts";
import { movingContracts } from "#db/queries/workforce/span.ts";
import { budgetSums, positions } from "#tests/support/credits.ts";
import { must, type SmallOrganisation, smallOrganisation, today } from "#tests/support/small-organisation.ts";
import { staffNatures } from "#tests/support/staff.ts";
import { reading, worldOn } from "../security/world.ts";

let world: SmallOrganisation;
const programme = async (): Promise<CommandContext> => await world.as("programme", { role: "programmeStaff", unit: "INSEE" });

beforeAll(async () => {
  world = await smallOrganisation();
  await staffNatures(world);
  must(await saveCategory(await programme(), { code: "A", label: "Catégorie A", nature: "21-1025" }));
  must(await saveCategory(await programme(), { code: "B", label: "Catégorie B", nature: "21-1026" }));
});
afterAll(async () => await world.close());

const terms = (own: Partial<ContractTerms> = {}): ContractTerms => ({
  ...{ unit: "DR44", activity: "01-ENQ", category: "A", post: null, ratio: 100n, firstDay: "2024-09-01", lastDay: null },
  ...{ profile: "", dataProcessing: false, ...own },
});
const post = (own: Partial<PostTerms> = {}): PostTerms => ({
  ...{ number: "P1", unit: "DR44", activity: "01-ENQ", category: "A", label: "Statisticien", profile: "", size: 100n },
  ...{ firstDay: "2020-01-01", lastDay: null, expectedOn: null, ...own },
});
const arrive = async (number: string, own: Partial<ContractTerms> = {}) =>
  await recordArrival(await programme(), { number, name: `Agent ${number}`, contract: terms(own) });
const contractsOf = async (number: string) => await world.database.read(world.organisation, (db) => contractsOfPeople(db, [number]));
const idOf = async (number: string) => (await contractsOf(number))[0]?.id ?? "";
const refusalOf = (result: Awaited<ReturnType<typeof arrive>>) => (result.ok ? undefined : result.refusal.kind);

describe("people come, change and leave", () => {
  test("an arrival, a part time, a transfer and a departure: four states of one person, one after the other", async () => {
    must(await arrive("M1"));
    must(await changeStaffContract(await programme(), { contractId: await idOf("M1"), on: "2026-03-01", changes: { ratio: 80n } }));
    must(await changeStaffContract(await programme(), { contractId: await idOf("M1"), on: "2026-05-01", changes: { unit: "DPT" } }));
    must(await recordDeparture(await programme(), { contractId: await idOf("M1"), lastDay: "2026-09-30" }));
    expect((await contractsOf("M1")).map(({ unit, ratio, firstDay, lastDay }) => [unit, ratio, firstDay, lastDay])).toEqual([
      ["DPT", 80n, "2026-05-01", "2026-09-30"],
      ["DR44", 80n, "2026-03-01", "2026-04-30"],
      ["DR44", 100n, "2024-09-01", "2026-02-28"],
    ]);
    const months = await world.database.read(world.organisation, (db) =>
      capacity(db, { units: ["DR44", "DPT"], year: 2026, convention: "month" }),
    );
    expect(months).toEqual([
      { unit: "DPT", category: "A", profile: "", months: [0n, 0n, 0n, 0n, 80n, 80n, 80n, 80n, 80n, 0n, 0n, 0n] },
      { unit: "DR44", category: "A", profile: "", months: [100n, 100n, 80n, 80n, 0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n] },
    ]);
    const moving = await world.database.read(world.organisation, (db) =>
      movingContracts(db, { units: ["DR44"], from: "2026-01-01", to: "2026-12-31" }),
    );
    expect(moving).toHaveLength(3);
  });

  test("what was written wrong is corrected, or taken away with who has nothing else", async () => {
    must(await arrive("M2"));
    must(await correctStaffContract(await programme(), { contractId: await idOf("M2"), terms: terms({ category: "B" }) }));
    expect((await contractsOf("M2"))[0]).toMatchObject({ category: "B" });
    must(await removeStaffContract(await programme(), { contractId: await idOf("M2") }));
    expect(await contractsOf("M2")).toEqual([]);
  });

  test.each([
    ["working-time-out-of-range", { ratio: 150n }],
    ["working-time-out-of-range", { ratio: -1n }],
    ["leaving-before-arrival", { lastDay: "2024-08-31" }],
    ["employment-category-unknown", { category: "D" }],
    ["unknown-code", { activity: "99" }],
    ["not-found", { unit: "NOWHERE" }],
    ["not-found", { post: "P404", firstDay: "2020-01-01", lastDay: "2020-01-31" }],
    ["contracts-overlap", { ratio: 20n, firstDay: "2025-01-01", lastDay: "2025-01-31" }],
    ["more-than-full-time", { unit: "DPT", ratio: 10n }],
  ] as const)("refuses %s", async (kind, own) => {
    if ((await contractsOf("M3")).length === 0) must(await arrive("M3"));
    expect(refusalOf(await arrive("M3", own))).toBe(kind);
    expect(await contractsOf("M3")).toHaveLength(1);
  });

  test("an agent, a unit head and an accountant keep nobody's staff", async () => {
    for (const role of ["agent", "unitHead", "accountant"] as const) {
      const context = await world.as(role.toLowerCase(), { role, unit: "INSEE" });
      expect(refusalOf(await recordArrival(context, { number: "M9", name: "Agent", contract: terms() }))).toBe("forbidden");
    }
  });
});

describe("posts", () => {
  test("a post is held by no more than its size, is vacant when it is left, and is not closed under who holds it", async () => {
    must(await openPosts(await programme(), [post()]));
    must(await arrive("M4", { post: "P1", ratio: 60n }));
    expect(refusalOf(await arrive("M5", { post: "P1", ratio: 50n }))).toBe("post-overfilled");
    expect(refusalOf(await arrive("M5", { post: "P1", ratio: 40n, firstDay: "2019-01-01" }))).toBe("post-not-open");
    const closed = await savePost(await programme(), post({ lastDay: "2026-12-31" }));
    expect(closed.ok ? undefined : closed.refusal.kind).toBe("post-is-held");
    must(await recordDeparture(await programme(), { contractId: await idOf("M4"), lastDay: "2026-04-30" }));
    const [state] = await world.database.read(world.organisation, (db) =>
      postStates(db, { units: ["DR44"], on: today, vacant: true, limit: 10 }),
    );
    expect(state).toMatchObject({ number: "P1", held: 0n, vacantSince: "2026-05-01", nextOn: null });
    expect(await world.database.read(world.organisation, (db) => vacancies(db, ["DR44"], today))).toEqual({
      open: 1,
      vacant: 1,
      missing: 100n,
      partTimes: 0n,
    });
    must(await savePost(await programme(), post({ lastDay: "2026-12-31", expectedOn: "2026-09-01" })));
  });
});

test("the database witnesses each rule by itself: whoever writes beside the commands is refused too", async () => {
  must(await arrive("M6"));
  const { superuser: sql, organisation } = world;
  const schema = sql(organisation.schemaName);
  const insert = async (values: string) =>
    await sql.unsafe(`insert into ${organisation.schemaName}.staff_contract (id, person_id, unit, activity, category, ratio, first_day, last_day)
      select gen_random_uuid(), id, ${values} from ${organisation.schemaName}.staff_person where number = 'M6'`);
  const constraints = [
    ["contracts_do_not_overlap", "'DR44', '01-ENQ', 'A', 10, '2026-01-01', '2026-01-31'"],
    ["no_more_than_full_time", "'DPT', '01-ENQ', 'A', 10, '2026-01-01', '2026-01-31'"],
    ["leaving_after_arriving", "'DPT', '01-ENQ', 'A', 10, '2026-01-31', '2026-01-01'"],
    ["working_time_in_range", "'DPT', '01-ENQ', 'A', 101, '2020-01-01', '2020-01-31'"],
    ["staff_contract_category_fkey", "'DPT', '01-ENQ', 'D', 10, '2020-01-01', '2020-01-31'"],
  ] as const;
  for (const [constraint, values] of constraints)
    await expect(insert(values), constraint).rejects.toMatchObject({ constraint_name: constraint });
  await expect(sql`update ${schema}.staff_contract set ratio = 0`).rejects.toMatchObject({ constraint_name: "working_time_in_range" });
});

test("two people who write at once of the same person: the second is refused, whatever it saw", async () => {
  must(await arrive("M7", { ratio: 50n }));
  const both = await Promise.all([arrive("M7", { unit: "DPT", ratio: 40n }), arrive("M7", { unit: "INSEE", ratio: 40n })]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(both.map(refusalOf).filter((kind) => kind !== undefined)).toEqual(["more-than-full-time"]);
});

describe("a file of people", () => {
  const heads = "Matricule;Nom;Unité;Catégorie;Quotité;Entrée;Sortie;Poste";
  const give = async (...rows: readonly string[]) => {
    const content = Buffer.from([heads, ...rows].join("\n"));
    const book = must(await readSheetFile({ name: "agents.csv", bytes: content }));
    return must(await keepFile(filesOfPeople, await programme(), { name: "agents.csv", content, book })).fileId;
  };
  const preview = async (id: string) => {
    const context = await programme();
    return must(await world.database.read(world.organisation, (db) => previewFile(filesOfPeople, db, context, id)));
  };
  const good = ["F1;Durand;DPT;A;80 %;01/02/2026;;", "F2;Martin;DPT;B;1;2026-03-01;30/06/2026;"];

  test("says what it would change, leaves out each row that breaks a rule by its name, applies once, and is undone", async () => {
    const id = await give(
      ...good,
      "F3;Petit;DPT;D;100;01/02/2026;;",
      "F4;Petit;DPT;A;150;01/02/2026;;",
      "F5;Petit;DPT;A;100;01/02/2026;01/01/2026;",
      "F6;Petit;DPT;A;100;31/02/2026;;",
      ";Petit;DPT;A;100;01/02/2026;;",
      "F1;Durand;DR44;A;30;01/02/2026;;",
      "F7;Petit;AILLEURS;A;100;01/02/2026;;",
      "F2;Martin;DPT;B;50;2026-03-15;;",
    );
    const seen = await preview(id);
    expect(seen.changes.map(({ number, after: { ratio, activity } }) => [number, ratio, activity])).toEqual([
      ["F1", 80n, "01-ENQ"],
      ["F2", 100n, "01-ENQ"],
    ]);
    expect(seen.faults.map(({ row, refusal: { kind } }) => [row, kind])).toEqual([
      [4, "employment-category-unknown"],
      [5, "working-time-out-of-range"],
      [6, "leaving-before-arrival"],
      [7, "not-a-day"],
      [8, "staff-cell-missing"],
      [9, "more-than-full-time"],
      [10, "unknown-code"],
      [11, "contracts-overlap"],
    ]);
    must(await applyFile(filesOfPeople, await programme(), { fileId: id, digest: seen.digest }));
    const twice = await applyFile(filesOfPeople, await programme(), { fileId: id, digest: seen.digest });
    expect(twice.ok ? undefined : twice.refusal.kind).toBe("staff-file-applied");

    const again = await give(...good);
    const same = await preview(again);
    expect([same.changes, same.same]).toEqual([[], 2]);
    const nothing = await applyFile(filesOfPeople, await programme(), { fileId: again, digest: same.digest });
    expect(nothing.ok ? undefined : nothing.refusal.kind).toBe("staff-file-brings-nothing");

    must(await undoFile(filesOfPeople, await programme(), { fileId: id }));
    expect([...(await contractsOf("F1")), ...(await contractsOf("F2"))]).toEqual([]);
  });

  test("one that changes what is known is undone to what was known, unless somebody changed it since", async () => {
    const first = await give(...good);
    must(await applyFile(filesOfPeople, await programme(), { fileId: first, digest: (await preview(first)).digest }));
    const second = await give("F1;Durand-Petit;DPT;A;50;01/02/2026;31/12/2026;");
    const seen = await preview(second);
    expect([seen.changes.length, seen.renamed.length, seen.unsaid.length]).toEqual([1, 1, expect.any(Number)]);
    must(await applyFile(filesOfPeople, await programme(), { fileId: second, digest: seen.digest }));
    expect((await contractsOf("F1"))[0]).toMatchObject({ ratio: 50n, lastDay: "2026-12-31" });
    must(await undoFile(filesOfPeople, await programme(), { fileId: second }));
    expect((await contractsOf("F1"))[0]).toMatchObject({ ratio: 80n, lastDay: null });
    must(await recordDeparture(await programme(), { contractId: await idOf("F1"), lastDay: "2026-10-31" }));
    const refused = await undoFile(filesOfPeople, await programme(), { fileId: first });
    expect(refused.ok ? undefined : refused.refusal).toEqual({ kind: "staff-file-changed-since", person: "F1" });
  });

  test("one without its columns is refused when it is given, and says which", async () => {
    const book = must(await readSheetFile({ name: "agents.csv", bytes: Buffer.from("Matricule;Nom\nF1;Durand\n") }));
    const kept = await keepFile(filesOfPeople, await programme(), { name: "agents.csv", content: Buffer.from("x"), book });
    expect(kept.ok ? undefined : kept.refusal).toEqual({
      kind: "staff-file-columns-missing",
      columns: ["unit", "category", "ratio", "firstDay"],
    });
  });
});

test("a month is posted as the contracts say, once, and again after it was taken back", async () => {
  const before = await positions(world, "DR44");
  expect(before["personnel ETPT consumed"] ?? 0n).toBe(0n);
  const posted = must(await postStaffing(await programme(), { month: "2026-02" }));
  expect(posted.factIds.length).toBeGreaterThan(0);
  const people = await world.database.read(world.organisation, (db) => peopleLines(db, { units: ["DR44"], on: "2026-02-28", limit: 100 }));
  const said = people.reduce((total, { ratio }) => total + ratio, 0n);
  expect((await positions(world, "DR44"))["personnel ETPT consumed"]).toBe(said);
  const twice = await postStaffing(await programme(), { month: "2026-02" });
  expect(twice.ok ? undefined : twice.refusal.kind).toBe("staffing-nothing-to-post");
  const [record] = await world.database.read(world.organisation, (db) =>
    factRecords(db, { year: 2026, kind: "staffing", units: ["DR44"] }),
  );
  must(await takeBackFact(await programme(), { kind: "staffing", factId: record?.id ?? "", reason: "Refait" }));
  must(await postStaffing(await programme(), { month: "2026-02" }));
  expect((await positions(world, "DR44"))["personnel ETPT consumed"]).toBe(said);
  expect(await budgetSums(world)).toMatchObject({ ETPT: 0n });
  const early = await postStaffing(await programme(), { month: "2026-06" });
  expect(early.ok ? undefined : early.refusal.kind).toBe("staffing-month-not-over");
});

test("settings hold from an exercise on, for the whole organisation; the ceiling's bridge is kept by nature", async () => {
  const read = async (year: number) => await world.database.read(world.organisation, (db) => conventionOf(db, year));
  must(await setStaffConvention(await programme(), { fromYear: 2027, convention: "day" }));
  expect([await read(2026), await read(2027), await read(2030)]).toEqual(["month", "day", "day"]);
  must(await setCeilingBridge(await programme(), { ...emptyBridge, previous: 1_200n, impact: -600n, year: 2026, nature: "21-1025" }));
  const bridges = await world.database.read(world.organisation, (db) => ceilingBridges(db, 2026));
  expect(bridges).toEqual([{ ...emptyBridge, previous: 1_200n, impact: -600n, nature: "21-1025" }]);
  const local = await world.as("local", { role: "programmeStaff", unit: "DR44" });
  const refused = await setStaffConvention(local, { fromYear: 2026, convention: "day" });
  expect(refused.ok ? undefined : refused.refusal.kind).toBe("forbidden");
});

test("lists go out as files: names by role, of one's own units, written in the audit; posts, flows, months and ceiling without them", async () => {
  const pages = worldOn(world);
  await pages.superuser.unsafe(`set search_path to ${world.organisation.schemaName}, public`);
  const session = async (role: "unitHead" | "agent" | "programmeStaff", unit: string) =>
    await pages.session((await world.as(`${role}${unit}`.toLowerCase(), { role, unit })).actor.id);
  const [head, agent, programmeStaff] = [
    await session("unitHead", "DR44"),
    await session("agent", "DR44"),
    await session("programmeStaff", "INSEE"),
  ];
  const take = async (loader: (args: never) => Promise<Response>, address: string, token: string) =>
    await (await loader(reading(pages, `/2026/workforce/${address}`, { token, params: { year: "2026" } }) as never)).text();
  const columnOf = (text: string, name: RegExp) => {
    const rows = text
      .trim()
      .split("\r\n")
      .map((line) => line.split(";"));
    const head = rows.findIndex((cells) => cells.some((cell) => name.test(cell)));
    const column = rows[head]?.findIndex((cell) => name.test(cell)) ?? -1;
    return rows.slice(head + 1).map((cells) => cells[column] ?? "");
  };
  const contracts = columnOf(await take(peopleFile, "people/file?list=contracts&format=csv", head), /^Unité$/);
  expect(contracts.length).toBeGreaterThan(3);
  expect(new Set(contracts)).toEqual(new Set(["DR44"]));
  expect(new Set(columnOf(await take(peopleFile, "people/file?format=csv", programmeStaff), /^Unité$/)).size).toBeGreaterThan(1);
  await expect(take(peopleFile, "people/file?format=csv", agent)).rejects.toMatchObject({ status: 403 });
  const read = await pages.run("select object_kind, unit, detail from audit where action = 'read-people' order by id");
  expect(read.map(({ detail }) => (detail as { shown: number }).shown)).toContain(contracts.length);

  // Entries and exits by name add up to those that are counted by month.
  const fte = (text: string, name: RegExp) => columnOf(text, name).map((cell) => Number(cell.replace(",", ".")));
  const sum = (some: readonly number[]) => some.reduce((total, own) => total + own, 0);
  const moves = fte(await take(peopleFile, "people/file?list=moves&format=csv", programmeStaff), /^ETP/);
  const net = fte(await take(flowsFile, "file?format=csv", programmeStaff), /^Solde/);
  expect(moves.length).toBeGreaterThan(3);
  expect(sum(moves)).toBeCloseTo(sum(net), 6);
  expect(await take(flowsFile, "file?format=csv", agent)).not.toContain("Agent M1");
  const posts = await take(postsFile, "posts/file?format=csv", agent);
  expect([posts.includes("P1"), posts.includes("Agent M4")]).toEqual([true, false]);
  expect(columnOf(await take(monthsFile, "months/file?format=csv", programmeStaff), /^Mois$/)).toContain("2026-02");
  expect(await take(ceilingFile, "ceiling/file?format=csv", agent)).toContain("Plafond");
});

test("who reads names is written in the audit", async () => {
  const { database, organisation, actor } = await programme();
  await notePeopleRead(database, organisation, actor, { kind: "people", id: "DR44", shown: 12 });
  const rows = await world.superuser<{ action: string; unit: string; detail: { shown: number } }[]>`
    select action, unit, detail from ${world.superuser(organisation.schemaName)}.audit where action = 'read-people' order by id desc limit 1`;
  expect(rows.map(({ action, unit, detail }) => [action, unit, detail.shown])).toEqual([["read-people", "DR44", 12]]);
});
