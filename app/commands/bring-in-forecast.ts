import { randomUUID } from "node:crypto";
import { mayDo } from "#app/domain/access.ts";
import { cellName } from "#app/domain/forecast/cell.ts";
import { checkDetail, type DetailOrigin } from "#app/domain/forecast/detail.ts";
import { judgeEdits } from "#app/domain/forecast/edit.ts";
import { plannedYears } from "#app/domain/forecast/request.ts";
import { replacements } from "#app/domain/means/equipment.ts";
import { equipmentNeeds, type FedCell, feedCells, leaseNeeds, type Need, type TypedFate } from "#app/domain/means/feed.ts";
import { leaseSchedule } from "#app/domain/means/lease-schedule.ts";
import { type Day, yearOf } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { detailsOf, insertDetail } from "#db/queries/forecast/detail.ts";
import { lineAt } from "#db/queries/forecast/grid.ts";
import { writeBatch } from "#db/queries/forecast/sheet.ts";
import { broughtBy } from "#db/queries/means/brought.ts";
import { equipmentLots } from "#db/queries/means/equipment.ts";
import { indexRates, leases } from "#db/queries/means/leases.ts";
import { sites } from "#db/queries/means/sites.ts";
import { lineToWrite } from "./edited-line.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface BringInput {
  readonly origin: DetailOrigin;
  /** Of the unit that answers for the origin. */
  readonly lineId: string;
  readonly act: "bring" | "takeBack";
  readonly typed: TypedFate;
  /** The sheet's revision that the writer saw. */
  readonly seenRevision: bigint;
}

/**
 * Brings the years of a lease, or of machines to renew, in a line of the sheet of the unit that answers for it: as lines under the cells of AE and CP,
 * which say where they come from (decision 0180). One revision and one batch, which one undo takes back. Bringing again brings what it has become;
 * taking back leaves what was there beside. Refused: another's; a line of personnel; what is on another line of the campaign; cells written since
 * they were read (`stale`); what would be refused if the sums were typed.
 */
export async function bringInForecast(
  context: CommandContext,
  input: BringInput & { readonly unit: string },
): Promise<Result<{ cells: number; firstYear: number; campaignId: string }>> {
  const { origin, unit, lineId } = input;
  const declaration = { name: "bring-in-forecast", capability: "forecast.edit", unit } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const source = await sourceOf(db, origin, context.today);
    if (source?.unit !== unit || !mayDo(context.actor.access, "forecast.edit", unit))
      return refuse({ kind: "not-found", what: origin.kind, id: origin.code });
    const place = (await lineAt(db, lineId))?.place;
    if (place?.unit !== unit) return refuse({ kind: "not-found", what: "line", id: lineId });
    const elsewhere = (await broughtBy(db, origin.kind, [origin.code])).find(
      (own) => own.campaignId === place.campaignId && own.lineId !== lineId,
    );
    if (elsewhere && input.act === "bring")
      return refuse({ kind: "already-in-forecast", lineLabel: elsewhere.lineLabel, request: elsewhere.request });
    const found = await lineToWrite(db, context, { unit, lineId, measure: "AE" }, { heldStay: true });
    if (!found.ok) return found;
    const { line, sheet, targetYear } = found.value;
    if (line.spendingClass === "personnel") return refuse({ kind: "detail-not-here", why: "personnel" });
    const details = await detailsOf(db, [lineId]);
    const byCell = new Map(details.map((own) => [cellName(own), own]));
    const needs = input.act === "bring" ? source.needs(targetYear + plannedYears) : [];
    const standing = { cells: line.cells, details: new Map([...byCell].map(([name, own]) => [name, own.lines])), firstYear: targetYear };
    const fed = feedCells(standing, origin, needs, input.typed);
    if (fed.length === 0) return refuse({ kind: "nothing-for-forecast", first: targetYear, last: targetYear + plannedYears });
    for (const cell of fed) {
      const checked = checkDetail(cell.lines);
      if (!checked.ok) return checked;
      const held = line.cells.find((own) => cellName(own) === cellName(cell))?.revision ?? 0n;
      const known = byCell.get(cellName(cell))?.revision ?? 0n;
      const current = held > known ? held : known;
      if (current > input.seenRevision) return refuse({ kind: "stale", what: "cell", seen: input.seenRevision, current });
    }
    const touched = new Set(fed.map(cellName));
    const free = { ...line, details: new Map([...(line.details ?? [])].filter(([name]) => !touched.has(name))) };
    const edits = fed.map(({ measure, targetYear: year, month, after }) => ({
      ...{ lineId, measure, targetYear: year, month, amount: after, seen: sheet.revision },
    }));
    const { changes, refusals } = judgeEdits(new Map([[lineId, free]]), edits, targetYear);
    const [refused] = refusals;
    if (refused) return refuse({ kind: "cell-refused", fault: refused.fault, measure: refused.measure });
    const batch = { id: randomUUID(), sheetId: sheet.id, revision: sheet.revision, author: context.actor.id, kind: "detail" as const };
    for (const cell of fed)
      await insertDetail(db, { batchId: batch.id, revision: sheet.revision }, { ...placeOf(cell), lineId }, cell.lines);
    await writeBatch(db, { batch, changes });
    touch({
      ...{ kind: "sheet", id: sheet.id, unit },
      detail: { revision: sheet.revision, batch: batch.id, line: lineId, origin, act: input.act, cells: fed.length },
    });
    return accept({ cells: fed.length, firstYear: targetYear, campaignId: place.campaignId });
  });
}

/** What may be brought: whose it is, and what it asks until a year. Undefined: there is no such thing. */
export interface ForecastSource {
  readonly unit: string;
  readonly label: string;
  readonly needs: (until: number) => readonly Need[];
}

export async function sourceOf(db: Db, { kind, code }: DetailOrigin, today: Day): Promise<ForecastSource | undefined> {
  if (kind === "lease") {
    const [lease] = await leases(db, { code });
    const site = lease && (await sites(db, {}, today)).find(({ id }) => id === lease.siteId);
    if (!lease || !site) return undefined;
    const needs = leaseNeeds(code, leaseSchedule(lease, await indexRates(db)));
    return { unit: site.unit, label: site.label, needs: () => needs };
  }
  const [lot] = await equipmentLots(db, { code });
  return lot && { unit: lot.unit, label: lot.label, needs: (until) => equipmentNeeds(lot, replacements(lot, yearOf(today), until)) };
}

function placeOf({ measure, targetYear, month }: FedCell) {
  return { measure, targetYear, month };
}
