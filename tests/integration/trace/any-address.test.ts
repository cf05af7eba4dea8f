import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Access, mayDo, systemAccess } from "#app/domain/access.ts";
import { type BudgetResource, budgetResources } from "#app/domain/quantity.ts";
import { cutDimensions, parseTrace, printTrace, type TraceKey, tracedMeasures, waysDown } from "#app/domain/trace/trace-key.ts";
import { loadStory, type Story, type StoryAnswer } from "#app/routes/trace/load-story.ts";
import type { StoryScene } from "#app/routes/trace/story-scene.ts";
import type { Db, Organisation } from "#db/client.ts";
import { accessOf } from "#db/queries/access.ts";
import type { DemoLogin } from "#seeds/demo/people.ts";
import { demoDatabase, demoDay as today } from "#tests/support/demo-database.ts";
import type { TestDatabase } from "#tests/support/postgres.ts";
import { propertySeed } from "#tests/support/properties.ts";

/** An address may come from anywhere: whatever it says, it is answered. 2 000 addresses in the long campaigns. */
const addresses = process.env["TEST_LONG"] ? 2000 : 150;

let world: TestDatabase;
let organisation: Organisation;

beforeAll(async () => {
  world = await demoDatabase();
  organisation = world.organisation;
}, 300_000);
afterAll(() => world.close());

/** What is answered to a reader, to whoever reads everything unless said; each in a transaction of its own, as each request is. */
function answered(text: string, login?: DemoLogin): Promise<StoryAnswer> {
  return world.database.read(organisation, async (db) => {
    const access = login === undefined ? systemAccess : await accessOfLogin(db, login);
    const scene: StoryScene = { db, access, today, mayDo: (capability, unit) => mayDo(access, capability, unit) };
    return await loadStory(scene, text);
  });
}

async function accessOfLogin(db: Db, login: DemoLogin): Promise<Access> {
  const { id } = await db.selectFrom("app_user").select("id").where("login", "=", login).executeTakeFirstOrThrow();
  return await accessOf(db, id, today);
}

async function told(text: string): Promise<Story> {
  const answer = await answered(text);
  if (answer.state !== "told") throw new Error(`« ${text} »: ${JSON.stringify(answer)}`);
  return answer.story;
}

test("a year that no calendar has names no figure; one in which nothing happened has figures of nothing", async () => {
  for (const figure of ["cp:DR44", "asked.cp:DR44", "landing.cp:DR44", "notified.ae:*"]) {
    for (const year of ["0000", "0026"])
      expect(await answered(`${figure}:${year}`)).toEqual({ state: "unreadable", fault: { kind: "year", text: year } });
    for (const year of ["1000", "9999"]) expect((await told(`${figure}:${year}:by=unit`)).amount, figure).toBe(0n);
  }
});

test.each(["document", "nature", "unit"])(
  "past the last page of parts, by %s, the figure stays whole and nothing is said to be of personnel",
  async (by) => {
    const story = await told(`cp:*:2026:by=${by}:page=9999`);
    expect(story.amount).toBeGreaterThan(0n);
    expect(story.parts).toEqual([]);
    expect(story.personnel).toBe(0n);
    expect(story.others.amount).toBe(story.amount);
    expect(story.more).toBe(false);
  },
);

test("a long address names its own figure, and one that is too long names none", () => {
  const key = { measure: "used", resource: "CP", scope: { kind: "all" }, year: 2026 } as const;
  const cut = { title: "é".repeat(40), category: "漢".repeat(20), nature: "31".repeat(20), activity: "12".repeat(20) };
  const read = parseTrace(printTrace({ ...key, cut }));
  expect(read.ok && read.value.cut).toEqual(cut);
  expect(parseTrace(`${printTrace(key)}${":nature=31".repeat(1000)}`).ok).toBe(false);
});

const anyKey: fc.Arbitrary<TraceKey> = fc
  .record({
    measure: fc.constantFrom(...tracedMeasures),
    resource: fc.constantFrom<BudgetResource>(...budgetResources),
    scope: fc.constantFrom<TraceKey["scope"]>(
      { kind: "all" },
      { kind: "below", unit: "DR44" },
      { kind: "alone", unit: "SG-DI" },
      { kind: "group", group: "central" },
    ),
    year: fc.constantFrom(1000, 2019, 2024, 2026, 2027, 9999),
    cut: fc.dictionary(fc.constantFrom(...cutDimensions.filter((each) => each !== "month")), fc.constantFrom("31", "01-ENQ", "x'", "é"), {
      maxKeys: 2,
    }),
    upTo: fc.option(fc.constantFrom("2026-03", "0001-01", "9999-12"), { nil: undefined }),
    asOf: fc.option(fc.record({ on: fc.constantFrom("2026-03-31", "0001-01-01", "9999-12-31"), known: fc.boolean() }), { nil: undefined }),
    document: fc.option(fc.constantFrom({ kind: "payment", id: "1" }, { kind: "entry", id: "12" }, { kind: "movement", id: "abc-def" }), {
      nil: undefined,
      freq: 4,
    }),
    by: fc.option(fc.constantFrom(...waysDown), { nil: undefined }),
    page: fc.option(fc.constantFrom(1, 2, 999_999), { nil: undefined }),
  })
  .map((key) => key as TraceKey);

test(`${addresses} addresses, whatever they say, are answered, and parts add up to their figure`, { timeout: 900_000 }, async () => {
  const anyAddress = fc.oneof(anyKey.map(printTrace), fc.string({ maxLength: 60 }), fc.string({ unit: "binary", maxLength: 30 }));
  await fc.assert(
    fc.asyncProperty(
      anyAddress,
      fc.constantFrom(undefined, "chef" as const, "comptable" as const, "admin" as const),
      async (text, login) => {
        const answer = await answered(text, login);
        if (answer.state !== "told") return;
        const { key, amount, parts, others, personnel } = answer.story;
        expect(parts.reduce((sum, part) => sum + part.amount, 0n) + others.amount + personnel, text).toBe(amount);
        // Only who does not see what personnel costs has a part that is not told, and only in euros.
        if (personnel !== 0n) expect([login, ["AE", "CP"].includes(key.resource)], text).toEqual(["chef", true]);
        expect(login, "whoever manages accounts reads no figure").not.toBe("admin");
        if (login === "chef" && "unit" in key.scope) expect(key.scope.unit, "a unit reads its own figures").toBe("DR44");
      },
    ),
    { numRuns: addresses, seed: propertySeed },
  );
});
