import { afterAll, beforeAll, expect, test } from "vitest";
import { applySheetImport, chosenChanges, previewImport } from "#app/commands/apply-sheet-import.ts";
import { keepSheetImport } from "#app/commands/keep-sheet-import.ts";
import { saveDetail } from "#app/commands/save-detail.ts";
import { takeBackCells } from "#app/commands/take-back-cells.ts";
import { writeCells } from "#app/commands/write-cells.ts";
import { readSheetFile } from "#app/http/sheet-file/read.ts";
import { findCampaign } from "#db/queries/campaign.ts";
import { sheetCells, sheetLines } from "#db/queries/forecast/grid.ts";
import { type PlanningWorld, planningWorld, savedRequest } from "#tests/support/planning.ts";
import { must } from "#tests/support/small-organisation.ts";

let world: PlanningWorld;
beforeAll(async () => {
  world = await planningWorld();
  await savedRequest(world);
});
afterAll(() => world.close());

const pasted = "Nature\tActivité\tMesure\tmars\n31\t01-ENQ\tAE\t\n31\t01-ENQ\tETPT\t1\n31\t01-ENQ\tCP\t12,5\n";
const choices = { roles: new Map() };

async function previewed(text: string) {
  const book = must(await readSheetFile({ name: "collé", pasted: text }));
  const content = Buffer.from(text);
  const { importId } = must(
    await keepSheetImport(await world.agent(), { campaignId: world.campaignId, unit: "DR44", name: "a.txt", content, book }),
  );
  const preview = await world.read(async (db) => {
    const campaign = await findCampaign(db, world.campaignId);
    if (!campaign) throw new Error("no campaign");
    return await previewImport(db, { campaign, unit: "DR44", book, choices, mayEdit: true, view: "whole", window: undefined });
  });
  return { importId, preview, digest: chosenChanges(preview, "theirs").digest };
}

async function apply({ importId, digest }: { importId: string; digest: string }) {
  return await applySheetImport(await world.agent(), { unit: "DR44", importId, choices, conflicts: "theirs", digest });
}

async function held(): Promise<string[]> {
  const cells = await world.read((db) => sheetCells(db, world.campaignId, "DR44", "whole"));
  return cells.map(({ measure, month, amount }) => `${measure}${month}=${amount}`).sort();
}

async function typed(amount: bigint | null, month: number) {
  const [line] = await world.read((db) => sheetLines(db, world.campaignId, "DR44"));
  const edit = { lineId: line?.id ?? "", measure: "CP" as const, targetYear: 2027, month, amount, seen: 10_000n };
  must(await writeCells(await world.head(), { campaignId: world.campaignId, unit: "DR44", kind: "entry", edits: [edit] }));
}

test("what was seen is written at once, applied once, and one undo takes it back", async () => {
  await typed(null, 0);
  const given = await previewed(pasted);
  expect(given.preview.merged.faults.map(({ fault }) => fault.kind)).toEqual(["cell-locked"]);
  expect(await held()).toEqual(["AE0=100"]);
  expect(must(await apply(given)).written).toBe(1);
  expect(await held()).toEqual(["AE0=100", "CP3=1250"]);
  expect(await apply(given)).toMatchObject({ refusal: { kind: "sheet-import-applied" } });
  must(await takeBackCells(await world.agent(), { campaignId: world.campaignId, unit: "DR44", direction: "undo" }));
  expect(await held()).toEqual(["AE0=100"]);
});

test("when what was seen is no longer what would be written, nothing is", async () => {
  const given = await previewed(pasted);
  await typed(900n, 3);
  expect(await apply(given)).toMatchObject({ refusal: { kind: "sheet-import-moved" } });
  expect(await held()).toEqual(["AE0=100", "CP3=900"]);
});

test("another unit's import does not exist", async () => {
  const { importId, digest } = await previewed(pasted);
  const foreign = await applySheetImport(await world.staff(), { unit: "DPT", importId, choices, conflicts: "theirs", digest });
  expect(foreign).toMatchObject({ refusal: { kind: "not-found" } });
});

test("what is said to be written are cells: a total of the year has those of its months", async () => {
  await typed(300n, 3);
  await typed(100n, 4);
  const given = await previewed("Nature\tActivité\tMesure\t2027\n31\t01-ENQ\tCP\t8\n");
  expect(chosenChanges(given.preview, "theirs").changes).toHaveLength(1);
  const before = new Set(await held());
  const { written, campaign } = must(await apply(given));
  const changed = (await held()).filter((own) => !before.has(own));
  expect(written).toBe(changed.length);
  expect(written).toBeGreaterThan(1);
  expect(campaign).toBe(world.campaignId);
});

test("a cell that is calculated by its detail is left as it is", async () => {
  await typed(null, 0);
  await typed(null, 3);
  const [line] = await world.read((db) => sheetLines(db, world.campaignId, "DR44"));
  const cell = { lineId: line?.id ?? "", measure: "CP" as const, targetYear: 2027, month: 3 };
  const lines = [{ label: "Terrain", quantity: 200n, unitWord: "jours", unitPrice: 40_000n }];
  must(await saveDetail(await world.agent(), { unit: "DR44", cell, lines, seenRevision: 10_000n }));
  const given = await previewed(pasted);
  expect(given.preview.merged.faults.map(({ fault }) => fault)).toContainEqual({ kind: "cell-locked", lock: { kind: "detail", lines: 1 } });
  expect(await held()).toContain("CP3=800");
});
