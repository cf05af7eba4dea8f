import { randomUUID } from "node:crypto";
import { saveRequest } from "#app/commands/save-request.ts";
import { writeCells } from "#app/commands/write-cells.ts";
import type { CellEdit } from "#app/domain/forecast/edit.ts";
import { newMeasure, otherCampaign, type PlanningWorld, planningWorldIn } from "#tests/support/planning.ts";
import { must, type SmallOrganisation } from "#tests/support/small-organisation.ts";
import { atMost, type BenchResult } from "./report.ts";

const cells = 10_000;
const turns = 7;
const triggers = ["totalled_on_insert", "totalled_on_update", "totalled_on_delete"];

/** What keeping the totals of a sheet costs whoever writes 10 000 cells: the same command with the totals kept and not, turn by turn. */
export async function* totalsKept(books: SmallOrganisation): AsyncGenerator<BenchResult, void> {
  const world = await planningWorldIn(books);
  for (const kind of ["written", "changed"] as const) {
    const taken = { enable: [] as number[], disable: [] as number[] };
    for (let turn = 0; turn <= turns; turn += 1) {
      // The order changes with the turn: neither is always the one that finds the tables warm.
      const ways = turn % 2 === 0 ? (["enable", "disable"] as const) : (["disable", "enable"] as const);
      for (const way of ways) {
        const own = await otherCampaign(world);
        const lineIds = await emptyLines(own, Math.ceil(cells / 24));
        if (kind === "changed") await write(own, editsOf(lineIds, 1n));
        await switchTotals(books, way);
        const seconds = await write(own, editsOf(lineIds, 2n));
        await switchTotals(books, "enable");
        if (turn > 0) taken[way].push(seconds);
      }
    }
    yield atMost(1.1, {
      work: `${cells} cells ${kind}, totals kept against not`,
      value: middle(taken.enable),
      unit: "s",
      limit: middle(taken.disable),
    });
  }
  // Half of what was written is not in the totals: they are counted again, for the world's own check.
  await books.superuser.unsafe(`select ${books.organisation.schemaName}.rebuild_sheet_totals()`);
}

async function switchTotals({ superuser, organisation }: SmallOrganisation, way: "enable" | "disable"): Promise<void> {
  const all = triggers.map((trigger) => `${way} trigger ${trigger}`).join(", ");
  await superuser.unsafe(`alter table ${organisation.schemaName}.plan_cell ${all}`);
}

async function emptyLines(world: PlanningWorld, count: number): Promise<string[]> {
  const line = (_: unknown, index: number) => ({ nature: "31", activity: "01-ENQ", label: `Ligne ${index}`, cells: [] });
  const input = newMeasure(world, { kind: "baseline", rank: null, lines: Array.from({ length: count }, line) });
  const { requestId } = must(await saveRequest(await world.agent(), input));
  const rows = await world.superuser<{ id: string }[]>`
    select id from ${world.superuser(world.organisation.schemaName)}.plan_line where request_id = ${requestId} order by position`;
  return rows.map(({ id }) => id);
}

function editsOf(lineIds: readonly string[], amount: bigint): CellEdit[] {
  return Array.from({ length: cells }, (_, index) => ({
    lineId: lineIds[Math.floor(index / 24)] ?? "",
    measure: index % 24 < 12 ? ("AE" as const) : ("CP" as const),
    ...{ targetYear: 2027, month: (index % 12) + 1, amount: amount * BigInt(index + 1), seen: 1_000_000n },
  }));
}

async function write(world: PlanningWorld, edits: readonly CellEdit[]): Promise<number> {
  const context = { ...(await world.head()), key: randomUUID() };
  const begun = performance.now();
  const { written } = must(await writeCells(context, { campaignId: world.campaignId, unit: "DR44", kind: "paste", edits }));
  if (written !== edits.length) throw new Error(`${written} cells were written of ${edits.length}`);
  return (performance.now() - begun) / 1000;
}

function middle(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}
