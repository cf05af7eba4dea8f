import { randomUUID } from "node:crypto";
import { createScenario } from "#app/commands/create-scenario.ts";
import { openCampaign } from "#app/commands/open-campaign.ts";
import { findScenario } from "#db/queries/arbitration/scenario.ts";
import { baseFrame, frameOf } from "#db/queries/arbitration/scenario-frame.ts";
import { lineValues, unitTotals } from "#db/queries/arbitration/scenario-reading.ts";
import { planningWorldIn } from "#tests/support/planning.ts";
import { must } from "#tests/support/small-organisation.ts";
import { benchOrganisation } from "./organisation.ts";
import { atMost, type BenchResult } from "./report.ts";

const size = { units: 120, lines: 40, months: 12 };
/** AE, CP and two more, each month of each line: 120 × 40 × 12 × 4 = 230 400 cells. */
const measures = ["AE", "CP", "ETPT", "DAY"] as const;

/** Creating scenarios over a campaign of more than 200 000 cells, a branch of one included, and reading them whole. */
export async function* scenariosCreated(): AsyncGenerator<BenchResult, void> {
  const books = await benchOrganisation();
  try {
    const world = await planningWorldIn(books);
    const campaignId = await campaignOf(world);
    const filled = await fill(world, campaignId);
    const create = async (input: { startFrom: "asked" | "previousYear" | "proposal" } | { startFrom: "scenario"; parentId: string }) => {
      // The units of the bench are in nobody's reach but the system's.
      const context = await world.system();
      const begun = performance.now();
      const { scenarioId } = must(await createScenario({ ...context, key: randomUUID() }, { campaignId, name: randomUUID(), ...input }));
      return { scenarioId, seconds: (performance.now() - begun) / 1000 };
    };
    const asked = await create({ startFrom: "asked" });
    const work = `scenario over ${filled} cells`;
    yield atMost(1, { work: `${work}, from what is asked`, value: asked.seconds, unit: "s", limit: 1 });
    for (const startFrom of ["previousYear", "proposal"] as const) {
      yield atMost(1, { work: `${work}, from ${startFrom}`, value: (await create({ startFrom })).seconds, unit: "s", limit: 1 });
    }
    const branch = await create({ startFrom: "scenario", parentId: asked.scenarioId });
    yield atMost(1, { work: `${work}, branched off another`, value: branch.seconds, unit: "s", limit: 1 });

    const scenario = await world.read((db) => findScenario(db, branch.scenarioId));
    if (!scenario) throw new Error("no scenario");
    const read = async (reading: "totals" | "lines") => {
      const begun = performance.now();
      await world.read(async (db) => {
        const frame = baseFrame(await frameOf(db, scenario));
        if (reading === "totals") return await unitTotals(db, frame, { sight: "everywhere" });
        return await lineValues(db, frame, { sight: "everywhere", measure: "CP", year: 2027 });
      });
      return (performance.now() - begun) / 1000;
    };
    yield atMost(1, { work: `totals of a ${work}, by unit`, value: await read("totals"), unit: "s", limit: 2 });
    yield atMost(1, { work: `lines of a ${work}, one measure`, value: await read("lines"), unit: "s", limit: 2 });
  } finally {
    await books.close();
  }
}

type World = Awaited<ReturnType<typeof planningWorldIn>>;

async function campaignOf(world: World): Promise<string> {
  const dates = { opensOn: "2026-03-01", closesOn: "2026-04-30" };
  const schema = world.superuser(world.organisation.schemaName);
  await world.superuser`
    insert into ${schema}.unit (code) select 'BENCH-' || i from generate_series(1, ${size.units}) i on conflict do nothing`;
  const opened = await openCampaign(await world.staff(), {
    targetYear: 2027,
    kind: "initial",
    label: "Bench",
    ...dates,
    units: ["DR44", "DPT"],
  });
  const { campaignId } = must(opened);
  await world.superuser`
    insert into ${schema}.sheet (id, campaign, unit) select gen_random_uuid(), ${campaignId}, 'BENCH-' || i from generate_series(1, ${size.units}) i`;
  return campaignId;
}

/** Written at once, as the owner: what is measured is what comes after. */
async function fill(world: World, campaignId: string): Promise<number> {
  const schema = world.superuser(world.organisation.schemaName);
  const { actor } = await world.staff();
  await world.superuser.begin(async (sql) => {
    await sql`set local search_path to ${sql(world.organisation.schemaName)}, public`;
    await sql`update sheet set revision = 1 where campaign = ${campaignId}`;
    await sql`insert into batch (id, sheet_id, revision, author, kind)
      select gen_random_uuid(), id, 1, ${actor.id.toString()}::bigint, 'entry' from sheet where campaign = ${campaignId}`;
    await sql`insert into request (id, sheet_id, number, kind, title, obligation, author, revision, state, managing_unit, benefiting_unit)
      select gen_random_uuid(), id, 1, 'baseline', 'Socle', 'inescapable', ${actor.id.toString()}::bigint, 1, 'submitted', unit, unit
        from sheet where campaign = ${campaignId} and unit like 'BENCH-%'`;
    await sql`insert into plan_line (id, sheet_id, request_id, nature, activity, position)
      select gen_random_uuid(), r.sheet_id, r.id, '31', '01-ENQ', i
        from request r join sheet s on s.id = r.sheet_id cross join generate_series(1, ${size.lines}) i
       where s.campaign = ${campaignId} and s.unit like 'BENCH-%'`;
    await sql`insert into plan_cell (line_id, measure, target_year, month, amount, revision)
      select l.id, m, 2027, i, 1000 * i + l.position, 1
        from plan_line l join sheet s on s.id = l.sheet_id cross join unnest(${[...measures]}::text[]) m cross join generate_series(1, ${size.months}) i
       where s.campaign = ${campaignId}`;
    await sql`analyze plan_cell`;
    await sql`analyze plan_line`;
  });
  const [row] = await world.superuser<{ cells: bigint }[]>`
    select count(*) as cells from ${schema}.plan_cell c join ${schema}.plan_line l on l.id = c.line_id
      join ${schema}.sheet s on s.id = l.sheet_id where s.campaign = ${campaignId}`;
  return Number(row?.cells ?? 0);
}
