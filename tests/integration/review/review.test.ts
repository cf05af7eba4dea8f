import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commitExpenses } from "#app/commands/commit-expenses.ts";
import { type ExplanationInput, explainVariance, tellReview } from "#app/commands/explain-variance.ts";
import { moveCredits } from "#app/commands/move-credits.ts";
import { requestPayments } from "#app/commands/request-payments.ts";
import { legsOf, together, untoldOf } from "#app/domain/review/bridge.ts";
import { loader as file } from "#app/routes/review/file/route.ts";
import { loader as list } from "#app/routes/review/list/route.tsx";
import { action as act, loader as page } from "#app/routes/review/unit/route.tsx";
import { explanationVersions } from "#db/queries/review/explanation.ts";
import { narrativesOf } from "#db/queries/review/narrative.ts";
import { reviewedYears, yearsOf } from "#db/queries/review/reviewed-years.ts";
import { allot, dr } from "#tests/support/credits.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";
import { outcomeOf, posting, reading, type World, worldOn } from "../security/world.ts";

/** The review of a year: 1 000 euros at the disposal of DR44, 300 given to DPT, 200 committed, 50 asked to be paid. */
let organisation: SmallOrganisation;
let world: World;
const tokens = { head: "", elsewhere: "", auditor: "" };

beforeAll(async () => {
  organisation = await smallOrganisation();
  await allot(organisation, 100_000n);
  const lines = (["AE", "CP"] as const).map((resource) => ({
    ...{ resource, amount: 30_000n, from: { stage: "allotted" as const, ...dr }, to: { stage: "allotted" as const, ...dr, unit: "DPT" } },
  }));
  must(await moveCredits(await staff(), { kind: "redeployment", on: "2026-02-01", reason: "Aide", lines }));
  const line = { ...dr, amount: 20_000n, schedule: [{ year: 2026, amount: 20_000n }] };
  const [made] = must(
    await commitExpenses(await staff(), { commitments: [{ on: "2026-03-01", label: "Avis", party: "FOUR1", lines: [line] }] }),
  );
  const commitmentId = made?.commitmentId ?? "";
  must(await requestPayments(await staff(), { requests: [{ flow: 3, commitmentId, line: 1, on: "2026-03-02", amount: 5_000n }] }));
  world = worldOn(organisation);
  await world.superuser.unsafe(`set search_path to ${world.organisation.schemaName}, public`);
  tokens.head = await world.session((await head()).actor.id);
  tokens.elsewhere = await world.session((await organisation.as("elsewhere", { role: "unitHead", unit: "DPT" })).actor.id);
  tokens.auditor = await world.session((await organisation.as("auditor", { role: "auditor", unit: "INSEE" })).actor.id);
});
afterAll(() => organisation.close());

const staff = () => organisation.as("staff", { role: "programmeStaff", unit: "INSEE" });
const head = () => organisation.as("head", { role: "unitHead", unit: "DR44" });
const part = { year: 2026, unit: "DR44", spendingClass: "nonPersonnel", resource: "AE" } as const;
const input = (own: Partial<ExplanationInput> = {}): ExplanationInput => ({
  ...part,
  ...{ causes: [{ cause: "schedule", amount: -40_000n, note: "Le marché glisse" }], seenVersion: 0 },
  ...own,
});
const told = (resource: "AE" | "CP", units = ["DR44"]) =>
  organisation.database.read(organisation.organisation, async (db) => {
    const years = await reviewedYears(db, { year: 2026, resource, units, sight: "everywhere" });
    return together(yearsOf(years, units, ["nonPersonnel"]));
  });

test("the way of a year: what was notified, what moved it, what waits for a payment, what is left to tell", async () => {
  expect(legsOf(await told("AE"))).toEqual([
    { to: "notified", amount: 100_000n, steps: [] },
    { to: "released", amount: 70_000n, steps: [{ kind: "redeployment", amount: -30_000n }] },
    { to: "used", amount: 20_000n, steps: [{ kind: "untold", amount: -50_000n }] },
  ]);
  expect(legsOf(await told("CP")).at(-1)).toEqual({
    ...{ to: "used", amount: 0n },
    steps: [
      { kind: "requested", amount: -5_000n },
      { kind: "untold", amount: -65_000n },
    ],
  });
  // A redeployment is no step of both units together.
  expect(legsOf(await told("AE", ["DR44", "DPT"]))[1]).toEqual({ to: "released", amount: 100_000n, steps: [] });
});

test("causes are told by versions, all of them anew, until the gap closes; on a past day what was told then is read", async () => {
  expect(must(await explainVariance(await head(), input()))).toEqual({ version: 1, untold: -10_000n });
  expect(await explainVariance(await head(), input())).toMatchObject({
    ok: false,
    refusal: { kind: "stale", what: "varianceExplanation" },
  });
  const causes: ExplanationInput["causes"] = [
    { cause: "schedule", amount: -45_000n, note: "" },
    { cause: "price", amount: -5_000n, note: "Marché moins cher" },
  ];
  expect(must(await explainVariance(await head(), input({ causes, seenVersion: 1 })))).toEqual({ version: 2, untold: 0n });
  const own = await told("AE");
  expect([own.told, untoldOf(own)]).toEqual([{ schedule: -45_000n, price: -5_000n }, 0n]);
  const read = (asOf?: { on: string; known: boolean }) =>
    organisation.database.read(organisation.organisation, (db) =>
      explanationVersions(db, { year: 2026, resource: "AE", units: ["DR44"], asOf }),
    );
  expect((await read()).map(({ version, gap, author }) => [version, gap, author])).toEqual([
    [2, -50_000n, "head"],
    [1, -50_000n, "head"],
  ]);
  expect(await read({ on: "2020-01-01", known: true })).toEqual([]);
});

test.each([
  ["a cause without an amount", [{ cause: "volume", amount: 0n, note: "" }], { kind: "cause-without-amount", cause: "volume" }],
  [
    "a cause told twice",
    [
      { cause: "price", amount: 1n, note: "" },
      { cause: "price", amount: 2n, note: "" },
    ],
    { kind: "cause-twice", cause: "price" },
  ],
  ["another cause without a word", [{ cause: "other", amount: 1n, note: "  " }], { kind: "other-cause-unnamed" }],
] as const)("refused: %s", async (_, causes, refusal) => {
  expect(await explainVariance(await staff(), input({ causes, resource: "CP" }))).toEqual({ ok: false, refusal });
});

test("nobody explains for somebody else, nor who only reads", async () => {
  const elsewhere = await organisation.as("elsewhere", { role: "unitHead", unit: "DPT" });
  expect(await explainVariance(elsewhere, input({ seenVersion: 2 }))).toMatchObject({ refusal: { kind: "not-found" } });
  const auditor = await organisation.as("auditor", { role: "auditor", unit: "INSEE" });
  expect(await explainVariance(auditor, input({ seenVersion: 2 }))).toMatchObject({ refusal: { kind: "forbidden" } });
});

test("the database keeps every version, in order, and causes that add up to what was told", async () => {
  const attempt = (statement: string) =>
    organisation.database
      .write(organisation.organisation, (db) => sql.raw(statement).execute(db))
      .then(
        () => "kept",
        (error: { constraint_name?: string; code?: string }) => error.constraint_name ?? error.code,
      );
  const { rows } = await organisation.database.read(organisation.organisation, (db) =>
    sql<{ id: string; author: bigint }>`select id, author from variance_explanation where version = 2`.execute(db),
  );
  const [{ id, author } = { id: "", author: 0n }] = rows;
  expect(await attempt(`insert into variance_cause values ('${id}', 'volume', 1, '')`)).toBe("causes_add_up");
  expect(await attempt(`delete from variance_cause where explanation_id = '${id}'`)).toBe("42501");
  const skipped = `insert into variance_explanation values (gen_random_uuid(), 2026, 'DR44', 'nonPersonnel', 'AE', 9, 0, 0, ${author})`;
  expect(await attempt(skipped)).toBe("review_follows");
});

test("the story of a year is kept by versions; what it replaces is seen first", async () => {
  const story = { year: 2026, unit: "DR44", narrative: "  Une bonne année.\r\n\r\nUn marché glisse. ", seenVersion: 0 };
  expect(must(await tellReview(await head(), story))).toEqual({ version: 1 });
  expect(await tellReview(await staff(), story)).toMatchObject({ refusal: { kind: "stale", what: "unitReview" } });
  const kept = await organisation.database.read(organisation.organisation, (db) => narrativesOf(db, { year: 2026, units: ["DR44"] }));
  expect(kept.get("DR44")?.narrative).toBe("Une bonne année.\n\nUn marché glisse.");
});

test("the pages: the whole, one unit, its file; the form is for who may explain", async () => {
  const asked = { params: { year: "2026" }, token: tokens.auditor };
  const whole = (await list(reading(world, "/2026/review?m=ae&class=nonPersonnel", asked))) as unknown as {
    rows: { unit: string; year: { used: bigint } }[];
    narratives: unknown[];
  };
  expect(whole.rows.map(({ unit, year }) => [unit, year.used])).toEqual([
    ["DPT", 0n],
    ["DR44", 20_000n],
  ]);
  expect(whole.narratives).toMatchObject([{ unit: "DR44", narrative: "Une bonne année.\n\nUn marché glisse." }]);
  const unit = { params: { year: "2026", unit: "DR44" } };
  expect(await page(reading(world, "/2026/review/DR44?m=ae", { ...unit, token: tokens.auditor }))).toMatchObject({ mayExplain: false });
  expect(await page(reading(world, "/2026/review/DR44?m=ae", { ...unit, token: tokens.head }))).toMatchObject({ mayExplain: true });
  expect(await outcomeOf(page(reading(world, "/2026/review/DR44", { ...unit, token: tokens.elsewhere })))).toMatchObject({ status: 404 });
  const answer = (await file(reading(world, "/2026/review/file?format=csv&m=ae&class=nonPersonnel", asked))) as Response;
  expect(await answer.text()).toContain("700,00");
});

test("a typed form: rows that are empty are left out, a wrong amount is told at its field", async () => {
  const send = (fields: Record<string, string>) =>
    outcomeOf(
      act(
        posting(
          world,
          "/2026/review/DR44?m=cp",
          { spendingClass: "nonPersonnel", seenVersion: "0", act: "explain", ...fields },
          {
            ...{ token: tokens.head, params: { year: "2026", unit: "DR44" } },
          },
        ),
      ),
    );
  expect(await send({ "causes.price.amount": "douze" })).toMatchObject({ status: 422, kind: "wrong-form" });
  expect(await send({ "causes.price.amount": "−650,00", "causes.price.note": "Moins cher" })).toMatchObject({
    ...{ status: 302, location: "/2026/review/DR44?m=cp" },
  });
  expect(untoldOf(await told("CP"))).toBe(0n);
});
