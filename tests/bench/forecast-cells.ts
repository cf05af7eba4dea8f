import { randomUUID } from "node:crypto";
import { saveRequest } from "#app/commands/save-request.ts";
import { takeBackCells } from "#app/commands/take-back-cells.ts";
import { writeCells } from "#app/commands/write-cells.ts";
import type { EditedLine } from "#app/domain/forecast/edit.ts";
import { editsOf, type PlacedText, previewOf } from "#app/domain/forecast/preview.ts";
import { editsText } from "#app/routes/forecast/cells/message.ts";
import { editsIn } from "#app/routes/forecast/cells/read-edits.ts";
import { newMeasure, otherCampaign, type PlanningWorld, planningWorldIn } from "#tests/support/planning.ts";
import { must, type SmallOrganisation } from "#tests/support/small-organisation.ts";
import { atMost, type BenchResult } from "./report.ts";

/** Cells pasted at once, and the seconds that their preview and their commit may take; none: it must only come to its end. */
const pastes = [
  { cells: 10_000, preview: 1, commit: 2 },
  { cells: 40_000, preview: undefined, commit: 7 },
  { cells: 120_000, preview: undefined, commit: undefined },
] as const;
const columns = 24;

/** A paste from its texts to the committed batch, the wire both ways included, then its undo. Each in a campaign of its own. */
export async function* cellsPasted(books: SmallOrganisation): AsyncGenerator<BenchResult, void> {
  const world = await planningWorldIn(books);
  for (const { cells, preview, commit } of pastes) {
    const own = await otherCampaign(world);
    const lines = await sheetOf(own, cells / columns);
    const texts = textsFor([...lines.keys()], cells);
    const work = `paste of ${cells} cells`;
    // The middle of three: the first one is the engine's warming up.
    const looks = [];
    for (let turn = 0; turn < 3; turn += 1) looks.push(await seconds(async () => previewOf(texts, { lines, firstYear: 2027 })));
    const [, looked] = looks.sort((left, right) => left.seconds - right.seconds);
    if (!looked) throw new Error("no preview was measured");
    const edits = editsOf(looked.value, 1_000_000n);
    if (edits.length !== cells) throw new Error(`${edits.length} cells were accepted of ${cells}`);
    const context = await own.head();
    const written = await seconds(async () => {
      const read = editsIn(editsText(edits));
      if (!read) throw new Error("the wire was not read");
      return must(
        await writeCells({ ...context, key: randomUUID() }, { campaignId: own.campaignId, unit: "DR44", kind: "paste", edits: read }),
      );
    });
    if (written.value.written !== cells) throw new Error(`${written.value.written} cells were written of ${cells}`);
    const undone = await seconds(async () =>
      must(await takeBackCells({ ...context, key: randomUUID() }, { campaignId: own.campaignId, unit: "DR44", direction: "undo" })),
    );
    if (undone.value.written !== cells) throw new Error(`${undone.value.written} cells were taken back of ${cells}`);
    // Where nothing was asked, a minute is the bound: it must end.
    yield atMost(1, { work: `${work}, preview`, value: looked.seconds, unit: "s", limit: preview ?? 60 });
    yield atMost(1, { work: `${work}, commit`, value: written.seconds, unit: "s", limit: commit ?? 60 });
    yield atMost(1, { work: `${work}, undo`, value: undone.seconds, unit: "s", limit: commit ?? 60 });
  }
}

/** A baseline of this many empty lines. */
async function sheetOf(world: PlanningWorld, count: number): Promise<Map<string, EditedLine>> {
  const line = (_: unknown, index: number) => ({ nature: "31", activity: "01-ENQ", label: `Ligne ${index}`, cells: [] });
  const input = newMeasure(world, { kind: "baseline", rank: null, lines: Array.from({ length: Math.ceil(count) }, line) });
  const { requestId } = must(await saveRequest(await world.agent(), input));
  const rows = await world.superuser<{ id: string }[]>`
    select id from ${world.superuser(world.organisation.schemaName)}.plan_line where request_id = ${requestId} order by position`;
  const standing = { requestKind: "baseline", campaignState: "open", mayEdit: true, seesCosts: true, requestState: "draft" } as const;
  return new Map(rows.map(({ id }) => [id, { id, ...standing, spendingClass: "nonPersonnel", cells: [] }]));
}

/** AE and CP of twelve months, line after line. */
function textsFor(lines: readonly string[], count: number): PlacedText[] {
  return Array.from({ length: count }, (_, index) => ({
    lineId: lines[Math.floor(index / columns)] ?? "",
    measure: index % columns < 12 ? ("AE" as const) : ("CP" as const),
    targetYear: 2027,
    month: (index % 12) + 1,
    text: `${(index % 900) + 100}\u00a0${String(index % 1000).padStart(3, "0")},50`,
  }));
}

async function seconds<Value>(work: () => Promise<Value>): Promise<{ value: Value; seconds: number }> {
  const begun = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - begun) / 1000 };
}
