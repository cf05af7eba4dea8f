import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mayDo, systemAccess } from "#app/domain/access.ts";
import { isPlanned, journalMeasures, type Measure, partsOf, planMeasures } from "#app/domain/cube/measure.ts";
import type { Cut } from "#app/domain/cube/question.ts";
import { addDays } from "#app/domain/month.ts";
import { type Resource, resources, sum } from "#app/domain/quantity.ts";
import { composedKinds } from "#app/domain/reports/kind.ts";
import { tablesOf } from "#app/domain/reports/report.ts";
import { storyOfCell } from "#app/domain/reports/stories.ts";
import { type CutDimension, parseTrace, printTrace, type Scope, type TraceKey } from "#app/domain/trace/trace-key.ts";
import { alone, chainTrace } from "#app/domain/trace/trace-of.ts";
import { loadFlows } from "#app/routes/execution/flows/load-flows.ts";
import { flowTrace } from "#app/routes/execution/flows/shown.ts";
import { yearTrace } from "#app/routes/execution/year-trace.ts";
import { loadStory, type Story } from "#app/routes/trace/load-story.ts";
import type { StoryScene } from "#app/routes/trace/story-scene.ts";
import { readBook } from "#app/routes/workforce/overview/read-book.ts";
import type { Db, Organisation } from "#db/client.ts";
import { accessOf, type VisibleUnit, visibleUnits } from "#db/queries/access.ts";
import { monthFacts } from "#db/queries/execution-months.ts";
import { dueByUnit, outstandingByAge, outstandingByUnit, outstandingPage, outstandingTotal } from "#db/queries/execution-outstanding.ts";
import { composeReport } from "#db/queries/reports/compose.ts";
import { votedByAction } from "#db/queries/review/foretold.ts";
import { unitYearWithPrevious } from "#db/queries/unit-year.ts";
import { demoDatabase, demoDay as today } from "#tests/support/demo-database.ts";
import { allFacts, type Fact, independentAnswer } from "#tests/support/independent-figures.ts";
import type { TestDatabase } from "#tests/support/postgres.ts";
import { propertySeed } from "#tests/support/properties.ts";

/** M27: the parts of a story add up to its figure. 1 000 figures in the long campaigns. */
const figures = process.env["TEST_LONG"] ? 1000 : 40;

let world: TestDatabase;
let organisation: Organisation;
let facts: Fact[];
let units: VisibleUnit[];

beforeAll(async () => {
  world = await demoDatabase();
  organisation = world.organisation;
  await read(async (db) => {
    facts = await allFacts(db);
    units = await visibleUnits(db, systemAccess, "planning.read", today);
  });
}, 300_000);
afterAll(() => world.close());

const read = <Value>(work: (db: Db) => Promise<Value>) => world.database.read(organisation, work);

function sceneOf(db: Db, access = systemAccess): StoryScene {
  return { db, access, today, mayDo: (capability, unit) => mayDo(access, capability, unit) };
}

async function told(scene: StoryScene, key: TraceKey | string): Promise<Story> {
  const text = typeof key === "string" ? key : printTrace(key);
  const answer = await loadStory(scene, text);
  if (answer.state !== "told") throw new Error(`« ${text} »: ${JSON.stringify(answer)}`);
  return answer.story;
}

function codesOf(scope: Scope): string[] {
  if (scope.kind === "all") return units.map(({ code }) => code);
  if (scope.kind === "alone") return [scope.unit];
  if (scope.kind === "group") {
    return units.filter(({ kind }) => (kind === "regionalDirectorate") === (scope.group === "regional")).map(({ code }) => code);
  }
  const below = (code: string): string[] => [code, ...units.filter(({ parent }) => parent === code).flatMap((unit) => below(unit.code))];
  return below(scope.unit);
}

function factsOf(measure: Measure, resource: Resource): Fact[] {
  return facts.filter((fact) => fact.resource === resource && isPlanned(measure) === (fact.book === "asked" || fact.book === "decided"));
}

/** Figures where something stands: the place of a fact, cut by some of its codes. */
function anyFigure(): fc.Arbitrary<TraceKey> {
  const measured = fc
    .tuple(
      fc.constantFrom<Measure>(...journalMeasures, ...planMeasures, "used", "used", "notified"),
      fc.constantFrom<Resource>(...resources),
    )
    .filter(
      ([measure, resource]) =>
        factsOf(measure, resource).length > 0 && (isPlanned(measure) || partsOf(measure, resource).places.length > 0),
    );
  return fc.tuple(measured, fc.nat()).chain(([[measure, resource], at]) => {
    const own = factsOf(measure, resource);
    const fact = own[at % own.length] as Fact;
    const unit = fact.at.unit ?? units[0]?.code ?? "";
    const dimensions = (["spendingClass", "title", "category", "nature", "action", "activity", "month"] as const).filter(
      (each) => fact.at[each] !== null,
    );
    return fc
      .record({
        scope: fc.constantFrom<Scope>(
          { kind: "all" },
          { kind: "below", unit },
          { kind: "alone", unit },
          { kind: "group", group: "regional" },
        ),
        cutBy: fc.subarray<CutDimension>(dimensions, { maxLength: Math.min(2, dimensions.length) }),
        upTo: fc.option(fc.constantFrom(`${fact.at.year}-04`, `${fact.at.year}-12`), { nil: undefined }),
        on: fc.option(fc.constantFrom(`${fact.at.year}-05-31`, `${fact.at.year}-11-30`), { nil: undefined, freq: 5 }),
      })
      .map(({ scope, cutBy, upTo, on }): TraceKey => {
        const cut = Object.fromEntries(cutBy.map((each) => [each, fact.at[each] ?? ""]));
        const asOf = on === undefined || isPlanned(measure) ? {} : { asOf: { on, known: false } };
        return { measure, resource, scope, year: Number(fact.at.year), cut, ...(upTo === undefined ? {} : { upTo }), ...asOf };
      });
  });
}

function independent({ measure, resource, scope, year, cut, upTo, asOf }: TraceKey): bigint {
  const isWhole = resource === "EUR" && scope.kind === "all";
  const where = {
    ...(isWhole ? {} : { unit: codesOf(scope) }),
    ...Object.fromEntries(Object.entries(cut ?? {}).map(([each, code]) => [each, [code]])),
  } as Cut;
  const question = { measures: [measure as Measure], resources: [resource], years: [year], by: [], where };
  const answer = independentAnswer(facts, { ...question, ...(upTo ? { upTo } : {}), asOf });
  return [...answer.values()].reduce((sum, [amount = 0n]) => sum + amount, 0n);
}

/** Page after page, what the parts of a way add up to. */
async function partsBy(scene: StoryScene, key: TraceKey, by: Story["by"]): Promise<{ amount: bigint; parts: Story["parts"] }> {
  const parts: Story["parts"][number][] = [];
  let personnel = 0n;
  for (let page = 1; page < 500; page += 1) {
    const story = await told(scene, { ...key, by, page });
    const shown = story.parts.reduce((sum, part) => sum + part.amount, 0n);
    expect(shown + story.others.amount + story.personnel, printTrace({ ...key, by, page })).toBe(story.amount);
    parts.push(...story.parts);
    personnel = story.personnel;
    if (!story.more) break;
  }
  return { amount: parts.reduce((sum, part) => sum + part.amount, 0n) + personnel, parts };
}

test(`M27: the parts of ${figures} random figures add up to them, level after level down to the entries`, {
  timeout: 900_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(anyFigure(), fc.nat(), async (key, choice) => {
      await read(async (db) => {
        const scene = sceneOf(db);
        const story = await told(scene, key);
        const amount = independent(key);
        expect(story.amount, printTrace(key)).toBe(amount);
        const way = story.ways[choice % story.ways.length] ?? "document";
        const { amount: whole, parts } = await partsBy(scene, key, way);
        expect(whole, `${printTrace(key)} by ${way}`).toBe(amount);
        await goesDown(scene, parts, choice);
      });
    }),
    { numRuns: figures, seed: propertySeed },
  );
});

/** From one of the parts to its own story, until there is nothing below. */
async function goesDown(scene: StoryScene, parts: Story["parts"], choice: number): Promise<void> {
  const open = parts.filter(({ trace }) => trace !== null);
  const part = open[choice % Math.max(1, open.length)];
  if (!part) return;
  const parsed = parseTrace(part.trace ?? "");
  if (!parsed.ok) throw new Error(part.trace ?? "");
  const below = await told(scene, parsed.value);
  expect(below.amount, part.trace ?? "").toBe(part.amount);
  const way = below.ways[choice % below.ways.length] ?? "document";
  const next = await partsBy(scene, parsed.value, way);
  expect(next.amount, `${part.trace} by ${way}`).toBe(part.amount);
  await goesDown(scene, next.parts, choice);
}

describe("where a year lands", () => {
  test.each(["AE", "CP", "ETPT"] as const)(
    "in %s, its units and its steps each add up to it, and what was used has its story",
    async (resource) => {
      await read(async (db) => {
        const scene = sceneOf(db);
        const key: TraceKey = { measure: "landing", resource, scope: { kind: "all" }, year: 2026 };
        const story = await told(scene, key);
        expect(story.amount).toBeGreaterThan(0n);
        expect((await partsBy(scene, key, "unit")).amount).toBe(story.amount);
        const steps = await partsBy(scene, key, "making");
        expect(steps.amount).toBe(story.amount);
        const used = steps.parts.find(({ name }) => name === "used");
        expect((await told(scene, used?.trace ?? "")).amount).toBe(used?.amount);
      });
    },
  );
});

describe("whoever does not see what personnel costs", () => {
  test("reads figures that add up, with personnel as one part and never its payroll", async () => {
    await read(async (db) => {
      const chef = await db.selectFrom("app_user").select("id").where("login", "=", "chef").executeTakeFirstOrThrow();
      const access = await accessOf(db, chef.id, today);
      const scene = sceneOf(db, access);
      const key: TraceKey = { measure: "used", resource: "CP", scope: { kind: "below", unit: "DR44" }, year: 2026 };
      const story = await told(scene, key);
      expect(story.amount).toBe(independent(key));
      const documents = await partsBy(scene, key, "document");
      expect(documents.amount).toBe(story.amount);
      expect(documents.parts.map(({ name }) => name)).not.toContain("payroll");
      expect((await told(scene, { ...key, by: "document" })).personnel).toBe(independent({ ...key, cut: { spendingClass: "personnel" } }));
      const payroll = facts.find(
        ({ at, resource }) => at.unit === "DR44" && at.spendingClass === "personnel" && resource === "CP" && at.year === "2026",
      );
      for (const dimension of ["nature", "category"] as const) {
        const finer = { ...key, cut: { [dimension]: payroll?.at[dimension] ?? "" } };
        expect(independent(finer), dimension).not.toBe(0n);
        expect((await told(scene, finer)).amount, dimension).toBe(0n);
      }
    });
  });

  test("has no story of a unit that they do not see, nor of the general book", async () => {
    await read(async (db) => {
      const chef = await db.selectFrom("app_user").select("id").where("login", "=", "chef").executeTakeFirstOrThrow();
      const scene = sceneOf(db, await accessOf(db, chef.id, today));
      for (const text of [
        "cp:SG-DI:2026",
        "asked.cp:.SG-DI:2026",
        "landing.cp:NOWHERE:2026",
        "expense.eur:DR44:2026",
        "cp:*central:2026",
      ]) {
        expect(await loadStory(scene, text), text).toEqual({ state: "outOfReach" });
      }
      const all = await told(scene, "cp:*:2026");
      expect(all.amount).toBe((await told(scene, "cp:DR44:2026")).amount);
    });
  });
});

describe("what commitments tell", () => {
  const days = [
    { year: 2026, firstDay: "2026-01-01", on: today, from: 2026 },
    { year: 2025, firstDay: "2025-01-01", on: "2025-12-31", from: 2026 },
    { year: 2025, firstDay: "2025-01-01", on: "2025-08-14", from: 2025 },
  ] as const;
  const all = { kind: "all" } as const;

  test.each(days)("on $on, each figure of the pages opens the story of its own amount", { timeout: 300_000 }, async (day) => {
    await read(async (db) => {
      const scene = sceneOf(db);
      const { year, firstDay, on, from } = day;
      const filter = { year, firstDay, on, units: units.map(({ code }) => code) };
      const amountOf = async (trace: string) => (await told(scene, trace)).amount;
      const rows = await outstandingPage(db, { ...filter, limit: 500 });
      expect(rows.length).toBeGreaterThan(20);
      for (const row of rows.filter((_, index) => index % 17 === 0)) {
        for (const measure of ["outstanding", "uncertified", "accrued", "owed", "paid"] as const) {
          const trace = chainTrace(measure, { scope: all, year, on, commitment: row.id });
          expect(await amountOf(trace), trace).toBe(row[measure]);
        }
        expect(await amountOf(chainTrace("held", { scope: all, year, on, commitment: row.id }))).toBe(row.committed);
      }
      for (const row of (await outstandingByUnit(db, filter)).filter((_, index) => index % 5 === 0)) {
        const place = { scope: alone(row.unit), year, on };
        for (const measure of ["outstanding", "uncertified", "accrued", "owed"] as const) {
          expect(await amountOf(chainTrace(measure, place)), `${measure} ${row.unit}`).toBe(row[measure]);
        }
        for (const measure of ["committed", "withdrawn", "paid"] as const) {
          expect(await amountOf(chainTrace(measure, { ...place, since: firstDay })), `${measure} ${row.unit}`).toBe(row[measure]);
        }
        expect(await amountOf(chainTrace("outstanding", { ...place, on: addDays(firstDay, -1) })), row.unit).toBe(row.opening);
      }
      const ages = await outstandingByAge(db, filter);
      for (const exercise of new Set(ages.map(({ committedIn }) => committedIn))) {
        const whole = sum(ages.filter((age) => age.committedIn === exercise).map(({ amount }) => amount));
        expect(await amountOf(chainTrace("outstanding", { scope: all, year, on, exercise })), String(exercise)).toBe(whole);
        const total = await outstandingTotal(db, { ...filter, committedIn: exercise });
        for (const measure of ["uncertified", "accrued", "owed"] as const) {
          expect(await amountOf(chainTrace(measure, { scope: all, year, on, exercise })), measure).toBe(total[measure]);
        }
      }
      const falling = await dueByUnit(db, filter, from);
      for (const { unit, year: due, amount } of falling.filter((_, index) => index % 4 === 0)) {
        expect(await amountOf(chainTrace("due", { scope: alone(unit), year, on, dueIn: due })), `${unit} ${due}`).toBe(amount);
      }
      for (const due of new Set(falling.map((own) => own.year))) {
        const after = sum(falling.filter((own) => own.year >= due).map(({ amount }) => amount));
        expect(await amountOf(chainTrace("due", { scope: all, year, on, dueFrom: due })), `${due} and after`).toBe(after);
      }
    });
  });

  test("its parts add up to it in every way, level after level, down to the documents of a commitment", { timeout: 120_000 }, async () => {
    await read(async (db) => {
      const scene = sceneOf(db);
      for (const measure of ["held", "paid", "outstanding", "due"] as const) {
        const key = chainTrace(measure, { scope: { kind: "below", unit: "DR44" }, year: 2026, on: "2026-05-20" });
        const story = await told(scene, key);
        expect(story.amount, key).toBeGreaterThan(0n);
        for (const way of story.ways) {
          const { amount, parts } = await partsBy(scene, story.key, way);
          expect(amount, `${key} by ${way}`).toBe(story.amount);
          const [first] = parts;
          if (!first?.trace) continue;
          const below = await told(scene, first.trace);
          expect(below.amount < 0n ? -below.amount : below.amount, first.trace).toBe(first.amount < 0n ? -first.amount : first.amount);
          for (const further of below.ways) expect((await partsBy(scene, below.key, further)).amount, further).toBe(below.amount);
        }
      }
    });
  });

  test("a unit reads its own lines of a commitment and no other; one of others is out of its reach", async () => {
    await read(async (db) => {
      const chef = await db.selectFrom("app_user").select("id").where("login", "=", "chef").executeTakeFirstOrThrow();
      const scene = sceneOf(db, await accessOf(db, chef.id, today));
      const own = await told(scene, chainTrace("outstanding", { scope: all, year: 2026 }));
      expect(own.amount).toBe(
        (await told(scene, chainTrace("outstanding", { scope: { kind: "below", unit: "DR44" }, year: 2026 }))).amount,
      );
      const { commitment_id: id } = await db
        .selectFrom("commitment_line")
        .select("commitment_id")
        .where("unit", "=", "SG-DI")
        .limit(1)
        .executeTakeFirstOrThrow();
      for (const text of [
        `outstanding.ae:*:2026:document=commitment.${id}`,
        "outstanding.ae:SG-DI:2026",
        "due.cp:*central:2026:dueIn=2027",
      ]) {
        expect(await loadStory(scene, text), text).toEqual({ state: "outOfReach" });
      }
    });
  });
});

test("the months of a unit's year, what staff consumed and what actions used open the stories of their own amounts", {
  timeout: 120_000,
}, async () => {
  await read(async (db) => {
    const scene = sceneOf(db);
    const amountOf = async (trace: string) => (await told(scene, trace)).amount;
    const below = units.map(({ code }) => code).filter((code) => code === "SG" || code.startsWith("SG-"));
    const points = await unitYearWithPrevious(db, 2026, below, today);
    for (const { month, ...amounts } of [points[1], points[4]].filter((point) => point !== undefined)) {
      for (const key of ["committed", "paid", "allottedAe", "allottedCp", "previousCommitted", "previousPaid"] as const) {
        const trace = yearTrace({ scope: { kind: "below", unit: "SG" }, year: 2026 }, month, key);
        expect(await amountOf(trace), trace).toBe(amounts[key]);
      }
    }
    const months = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"];
    const book = await readBook({ db, year: 2026 }, ["DR44"], months);
    expect(await amountOf("etpt:.DR44:2026")).toBe(sum(book.ofUnit("DR44").posted));
    expect(await amountOf("opened.etpt:.DR44:2026")).toBe(book.ofUnit("DR44").ceiling);
    const [fact] = await monthFacts(db, 2026, "staffing", ["DR44"]);
    const ofMonth = (await monthFacts(db, 2026, "staffing", ["DR44"])).filter(({ month }) => month === fact?.month);
    expect(await amountOf(`etpt:.DR44:2026:month=${fact?.month}`)).toBe(sum(ofMonth.map(({ amount }) => amount)));
    for (const { of, spendingClass, outturn } of await votedByAction(db, 2025, "CP")) {
      expect(await amountOf(`cp:*:2025:spendingClass=${spendingClass}:action=${of}`), of).toBe(outturn);
    }
  });
});

test("the cells of a document of today open the stories of their own amounts", { timeout: 300_000 }, async () => {
  const opened = new Map<string, number>();
  for (const kind of composedKinds) {
    await read(async (db) => {
      const subject = kind === "unit" ? "DR44" : null;
      const report = await composeReport(db, { kind, year: 2026, today, subject });
      if (!report) throw new Error(kind);
      for (const table of tablesOf(report)) {
        for (const row of table.rows) {
          for (const [index, column] of table.columns.entries()) {
            const [amount, key] = [row.cells[index], storyOfCell({ ...report, upTo: "2026-05" }, table, column, row)];
            if (typeof amount !== "bigint" || amount === 0n || key === undefined) continue;
            opened.set(table.name, (opened.get(table.name) ?? 0) + 1);
            expect.soft((await told(sceneOf(db), key)).amount, `${kind} ${table.name} ${row.key} ${column.name}: ${key}`).toBe(amount);
          }
        }
      }
    });
  }
  expect([...opened.keys()].sort()).toEqual([
    ...["byAction", "byUnit", "categories", "creditsByUnit", "ladder", "landings", "nextStaff"],
    ...["payroll", "reserve", "staffMonths", "unitMonths", "votedByAction"],
  ]);
});

test("every flow of the year opens the story of its own amount, and the flows add up to what the cube says", {
  timeout: 300_000,
}, async () => {
  for (const search of ["", "m=ae&by=natures", "m=cp&stage=released&by=actions&to=2026-04", "m=etpt&stage=used&by=uses"]) {
    await read(async (db) => {
      const url = new URL(`http://localhost/2026/execution/flows?${search}`);
      const shown = await loadFlows({ ...sceneOf(db), url, year: 2026 }, units);
      const { flows, measure, stage, totals } = shown;
      const leaving = flows.filter(({ to }) => to.kind === "fate").reduce((total, { amount }) => total + amount, 0n);
      const independent = (of: Measure) => {
        const question = { measures: [of], resources: [measure], years: [2026], by: [], ...(shown.to === null ? {} : { upTo: shown.to }) };
        return [...independentAnswer(facts, question).values()][0]?.[0] ?? 0n;
      };
      expect(totals.opened, search).toBe(independent("opened"));
      expect(leaving, search).toBe(independent(stage) + (stage === "used" ? 0n : totals.overrun));
      const traced = flows.flatMap((flow) => {
        const trace = flowTrace(flow, shown);
        return trace === undefined ? [] : [{ trace, amount: flow.amount }];
      });
      expect(traced.length, search).toBeGreaterThan(flows.length / 2);
      for (const { trace, amount } of traced.filter((_, index) => index % 25 === 0)) {
        expect((await told(sceneOf(db), trace)).amount, trace).toBe(amount);
      }
    });
  }
});
