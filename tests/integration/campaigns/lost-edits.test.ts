import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CommandContext } from "#app/commands/run.ts";
import { takeBackCells } from "#app/commands/take-back-cells.ts";
import { writeCells } from "#app/commands/write-cells.ts";
import type { CellEdit } from "#app/domain/forecast/edit.ts";
import { campaignSeed } from "#tests/support/independent-sums.ts";
import { seeded } from "#tests/support/ledger-files.ts";
import { cell, type PlanningWorld, planningWorld, savedRequest } from "#tests/support/planning.ts";
import { must } from "#tests/support/small-organisation.ts";

/**
 * Twenty people write in the same few cells of one sheet at once, each on top of what they have seen, and take some of it back. Each edit is written or
 * is answered by a conflict that shows what stands; nobody's figure disappears without one or the other.
 */
const editors = 20;
const edits = process.env.TEST_LONG ? 1_000 : 40;
const lines = 4;
const seed = campaignSeed("lost edits");

let world: PlanningWorld;
let lineIds: string[];
beforeAll(async () => {
  world = await planningWorld();
  const input = Array.from({ length: lines }, (_, index) => ({
    ...{ nature: "31", activity: "01-ENQ", label: `Ligne ${index}` },
    cells: [1, 2, 3].map((month) => cell("CP", 0n, { month })),
  }));
  const { requestId } = await savedRequest(world, { lines: input });
  const rows = await world.superuser<{ id: string }[]>`
    select id from ${world.superuser(world.organisation.schemaName)}.plan_line where request_id = ${requestId} order by position`;
  lineIds = rows.map(({ id }) => id);
});
afterAll(() => world.close());

interface Written {
  readonly place: string;
  readonly amount: bigint;
  readonly revision: bigint;
}

test(`${editors} editors, ${edits} edits each: nothing is lost in silence`, { timeout: 1_800_000 }, async () => {
  const people = await Promise.all(
    Array.from({ length: editors }, (_, index) => world.as(`editor${index}`, { role: "agent", unit: "DR44" })),
  );
  const tallies = await Promise.all(people.map((person, index) => edit(person, index)));
  const written = tallies.flatMap((tally) => tally.written);
  const conflicts = tallies.reduce((sum, tally) => sum + tally.conflicts, 0);
  console.info(`${written.length} edits written, ${conflicts} conflicts shown (seed ${seed})`);
  expect(conflicts).toBeGreaterThan(editors);
  expect(written.length).toBeGreaterThan(editors);

  const s = world.superuser(world.organisation.schemaName);
  const changes = await world.superuser<{ place: string; before: string | null; amount: string | null; revision: string }[]>`
    select c.line_id || ' ' || c.month as place, c.before::text, c.after::text as amount, c.revision::text
      from ${s}.plan_change c order by c.line_id, c.month, c.revision`;
  const journal = new Map<string, (string | null)[]>();
  for (const { place, before, amount } of changes) {
    const own = journal.get(place) ?? [];
    // Each change starts from what the one before left: nothing was written over unseen by the journal.
    if (own.length > 0) expect(before).toBe(own.at(-1));
    journal.set(place, [...own, amount]);
  }
  const known = new Set(changes.map(({ place, amount, revision }) => `${place} ${amount} ${revision}`));
  expect(written.filter(({ place, amount, revision }) => !known.has(`${place} ${amount} ${revision}`))).toEqual([]);
  const held = await world.superuser<{ place: string; amount: string }[]>`
    select line_id || ' ' || month as place, amount::text from ${s}.plan_cell where measure = 'CP' order by 1`;
  expect(new Map(held.map(({ place, amount }) => [place, amount]))).toEqual(
    new Map([...journal].map(([place, amounts]) => [place, amounts.at(-1)])),
  );
});

/** One person: what was seen of each cell moves with each answer, and is often behind. */
async function edit(person: CommandContext, index: number): Promise<{ written: Written[]; conflicts: number }> {
  const random = seeded(seed + index);
  const seen = new Map<string, bigint>();
  const written: Written[] = [];
  let conflicts = 0;
  for (let turn = 0; turn < edits; turn += 1) {
    const context = { ...person, key: randomUUID() };
    const place = { lineId: lineIds[random(lines)] ?? "", measure: "CP" as const, targetYear: 2027, month: random(3) + 1 };
    const name = `${place.lineId} ${place.month}`;
    if (random(8) === 0) {
      await takeBackCells(context, { campaignId: world.campaignId, unit: "DR44", direction: random(2) === 0 ? "undo" : "redo" });
      continue;
    }
    const own: CellEdit = { ...place, amount: BigInt(random(1_000_000)), seen: seen.get(name) ?? 1n };
    const answer = must(await writeCells(context, { campaignId: world.campaignId, unit: "DR44", kind: "entry", edits: [own] }));
    const [conflict] = answer.conflicts;
    if (conflict) {
      conflicts += 1;
      expect(conflict.author).not.toBe("");
      seen.set(name, conflict.revision);
    } else {
      seen.set(name, answer.revision);
      if (answer.written > 0) written.push({ place: name, amount: own.amount ?? 0n, revision: answer.revision });
    }
  }
  return { written, conflicts };
}
