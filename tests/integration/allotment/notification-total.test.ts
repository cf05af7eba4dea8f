import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adoptScenario } from "#app/commands/adopt-scenario.ts";
import { createScenario } from "#app/commands/create-scenario.ts";
import { decideRequest } from "#app/commands/decide-request.ts";
import { type NotifiedScenario, notifyScenario } from "#app/commands/notify-scenario.ts";
import { openCredits } from "#app/commands/open-credits.ts";
import { openFiscalYear } from "#app/commands/open-fiscal-year.ts";
import { setEnvelope } from "#app/commands/set-envelope.ts";
import { letterContent } from "#app/routes/allotment/letter/letter-content.ts";
import { findNotification, notifiedAmounts } from "#db/queries/allotment-notification.ts";
import { voted } from "#tests/support/credits.ts";
import { cell, instructedRequest, type PlanningWorld, planningWorld } from "#tests/support/planning.ts";
import { must } from "#tests/support/small-organisation.ts";

/**
 * Requests of two units, of both classes, with cents that do not divide, a saving, years after and days of work: what the entries give each unit is
 * what the decisions say, added up here by a path of its own.
 */
let world: PlanningWorld;
let scenarioId: string;
let notified: NotifiedScenario;

beforeAll(async () => {
  world = await planningWorld();
  must(await openFiscalYear(await world.system(), { year: 2027 }));
  const bought = (ae: bigint, cp: bigint) => ({
    ...{ nature: "31", activity: "01-ENQ", label: "Terrain" },
    cells: [cell("AE", ae), cell("CP", cp), cell("CP", 700n, { targetYear: 2028 })],
  });
  const staff = {
    nature: "21",
    activity: "01-ENQ",
    label: "Emplois",
    cells: [cell("AE", 901n), cell("CP", 901n), cell("ETPT", 120n), cell("DAY", 50n)],
  };
  const given = { nature: "31", activity: "01-ENQ", label: "Économie", cells: [cell("AE", -33n), cell("CP", -33n)] };
  const requests = [
    {
      id: await instructedRequest(world, { title: "Socle", kind: "baseline", lines: [bought(1_001n, 997n), staff] }),
      verb: "grant" as const,
    },
    { id: await instructedRequest(world, { title: "Mesure", lines: [bought(103n, 61n)] }), verb: "other" as const },
    { id: await instructedRequest(world, { title: "Économie", kind: "saving", lines: [given] }), verb: "grant" as const },
    { id: await instructedRequest(world, { title: "Refusée", lines: [bought(11n, 11n)] }), verb: "refuse" as const },
  ];
  const start = { campaignId: world.campaignId, name: "Conférence", startFrom: "asked" } as const;
  scenarioId = must(await createScenario(await world.staff(), start)).scenarioId;
  const ceilings = [
    ...(["AE", "CP"] as const).map((resource) => ({ spendingClass: "nonPersonnel" as const, resource })),
    ...(["AE", "CP", "ETPT"] as const).map((resource) => ({ spendingClass: "personnel" as const, resource })),
  ];
  for (const ceiling of ceilings)
    must(await setEnvelope(await world.staff(), { ...ceiling, campaignId: world.campaignId, targetYear: 2027, amount: 5_000n }));
  for (const { id: requestId, verb } of requests) {
    const amounts =
      verb === "other"
        ? (["AE", "CP"] as const).map((measure) => ({ measure, targetYear: 2027, decided: measure === "AE" ? 71n : 37n }))
        : undefined;
    must(await decideRequest(await world.arbitrator(), { scenarioId, requestId, verb, reason: "Fondé.", amounts }));
  }
  must(await adoptScenario(await world.arbitrator(), { scenarioId }));
  const lines = ceilings.map(({ spendingClass, resource }) => {
    return { ...voted, nature: spendingClass === "personnel" ? "T2" : "HT2", resource, amount: 10_000n };
  });
  must(await openCredits(await world.staff(), { fiscalYear: 2027, on: "2027-01-02", origin: "initialBudget", reason: "LFI 2027", lines }));
  notified = must(
    await notifyScenario(await world.staff(), {
      ...{ scenarioId, on: "2027-01-10", reason: "Notification 2027" },
      reserveRates: { nonPersonnel: 550, personnel: 50 },
    }),
  );
});
afterAll(() => world.close());

interface Sum {
  readonly name: string;
  readonly amount: bigint;
}
const sums = async (query: ReturnType<typeof sql<Sum>>) =>
  Object.fromEntries((await world.read((db) => query.execute(db))).rows.map(({ name, amount }) => [name, amount]));

describe("what a notification posts", () => {
  it("is what was decided of the year, by unit, class and resource, to the cent; days of work are no credits", async () => {
    const decided = await sums(sql<Sum>`
      select concat_ws(' ', s.unit, a.spending_class, a.measure) as name, sum(a.decided)::bigint as amount
        from decision d join decision_amount a on a.decision_id = d.id join request r on r.id = d.request_id join sheet s on s.id = r.sheet_id
       where d.scenario_id = ${scenarioId} and a.target_year = 2027 and a.measure <> 'DAY'
         and not exists (select from decision n where n.replaces = d.id) group by 1 having sum(a.decided) <> 0`);
    const posted = await sums(sql<Sum>`
      select concat_ws(' ', l.unit, n.spending_class, l.resource) as name, sum(l.debit - l.credit)::bigint as amount
        from entry_line l join nature n on n.code = l.nature
       where l.fiscal_year = 2027 and l.account in ('notified', 'reserve') and l.unit <> 'INSEE' group by 1 having sum(l.debit - l.credit) <> 0`);
    expect(posted).toEqual(decided);
    expect(decided).toMatchObject({ "DR44 nonPersonnel AE": 1_001n + 71n - 33n, "DR44 personnel CP": 901n });
  });

  it("leaves the programme by what the units received", async () => {
    const moved = await sums(sql<Sum>`
      select concat_ws(' ', n.spending_class, l.resource) as name, sum(l.credit - l.debit)::bigint as amount
        from entry e join entry_line l on l.entry_id = e.id join nature n on n.code = l.nature
       where l.account = 'unallocated' and e.label = 'Notification 2027' group by 1`);
    expect(moved).toEqual({
      "nonPersonnel AE": 1_039n,
      "nonPersonnel CP": 1_001n,
      "personnel AE": 901n,
      "personnel CP": 901n,
      "personnel ETPT": 120n,
    });
  });

  it("and its page reads the same, with what the reserve keeps of it", async () => {
    const { notificationId } = notified;
    const amounts = await world.read((db) => notifiedAmounts(db, notificationId, { units: ["DR44"], sight: "everywhere" }));
    const posted = await sums(sql<Sum>`
      select concat_ws(' ', n.spending_class, l.resource) as name, sum(l.debit - l.credit)::bigint as amount
        from entry_line l join nature n on n.code = l.nature
       where l.fiscal_year = 2027 and l.account = 'reserve' and l.unit = 'DR44' group by 1`);
    expect(
      Object.fromEntries(
        amounts.flatMap(({ spendingClass, resource, reserve }) => (reserve === 0n ? [] : [[`${spendingClass} ${resource}`, reserve]])),
      ),
    ).toEqual(posted);
    expect(posted["nonPersonnel AE"]).toBe(57n);
    const [hidden] = await world.read((db) => notifiedAmounts(db, notificationId, { units: ["DR44"], sight: new Set() }));
    expect(hidden?.spendingClass).toBe("nonPersonnel");
  });

  it("its letter says each decision with its reason, and the years after; costs of personnel to those who see them", async () => {
    const letterFor = async (sight: "everywhere" | ReadonlySet<string>) =>
      await world.read(async (db) => {
        const notification = await findNotification(db, notified.notificationId);
        return notification && (await letterContent(db, { notification, unit: "DR44", sight, today: "2027-01-10" }));
      });
    const letter = await letterFor("everywhere");
    expect(letter?.decisions.map(({ title, outcome, reason }) => [title, outcome, reason])).toEqual([
      ["Socle", "granted", "Fondé."],
      ["Mesure", "partial", "Fondé."],
      ["Refusée", "refused", "Fondé."],
      ["Économie", "granted", "Fondé."],
    ]);
    expect(letter?.credits.map(({ spendingClass, resource, notified: given }) => [`${spendingClass} ${resource}`, given])).toContainEqual([
      "personnel CP",
      901n,
    ]);
    expect(letter?.later).toMatchObject([{ targetYear: 2028, measure: "CP", decided: 1_400n }]);
    const hidden = await letterFor(new Set());
    expect(hidden?.credits.filter(({ spendingClass }) => spendingClass === "personnel").map(({ resource }) => resource)).toEqual(["ETPT"]);
    const shown = hidden?.decisions.flatMap(({ amounts }) => amounts) ?? [];
    expect(shown.filter(({ spendingClass, measure }) => spendingClass === "personnel" && measure !== "ETPT" && measure !== "DAY")).toEqual(
      [],
    );
  });

  it("notifies the requests that receive something; the one refused stays decided, and its unit is told", async () => {
    const states = await world.read((db) => db.selectFrom("request").select(["title", "state"]).orderBy("title").execute());
    expect(Object.fromEntries(states.map(({ title, state }) => [title, state]))).toEqual({
      ...{ Économie: "notified", Mesure: "notified", Refusée: "arbitrated", Socle: "notified" },
    });
    expect(notified).toMatchObject({ requests: 3, letters: 1 });
  });
});
