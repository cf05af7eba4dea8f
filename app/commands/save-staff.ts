import { randomUUID } from "node:crypto";
import { askedBy } from "#app/domain/campaign/kind.ts";
import { faultOfStaff, type StaffLine } from "#app/domain/forecast/staff/staff-line.ts";
import { staffPlan } from "#app/domain/forecast/staff/staff-plan.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { findCampaign } from "#db/queries/campaign.ts";
import { checkCodes } from "#db/queries/forecast/codes.ts";
import { costTable } from "#db/queries/forecast/cost-table.ts";
import { findRequest } from "#db/queries/forecast/request.ts";
import { advanceSheet } from "#db/queries/forecast/sheet.ts";
import { staffCategoriesOn, staffChangedSince } from "#db/queries/forecast/staff.ts";
import { requestWithinReach } from "./planning-reach.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { writeStaff } from "./write-staff.ts";

export interface StaffInput {
  readonly requestId: string;
  readonly unit: string;
  /** All of it: a line that is not named any more is taken away. */
  readonly lines: readonly StaffLine[];
  /** The sheet's revision that the writer saw. */
  readonly seenRevision: bigint;
}

export interface SavedStaff {
  readonly revision: bigint;
  readonly batchId: string;
  /** How many cells changed. */
  readonly written: number;
}

/**
 * Says what staff a request asks for. The ETPT of each month and the euros of title 2 (AE = CP, CAS Pensions on their own nature) are computed and
 * written in its sheet as one batch, which one undo takes back with the staff itself; the writer need not see those euros. Refused: what another
 * has changed in the staff since, a category or an activity that is not in force, a line that breaks a rule, a cost that nobody has set.
 */
export async function saveStaff(context: CommandContext, input: StaffInput): Promise<Result<SavedStaff>> {
  const declaration = { name: "save-staff", capability: "forecast.edit", unit: input.unit } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const { requestId, unit, lines, seenRevision } = input;
    const known = await findRequest(db, requestId);
    if (!known || known.unit !== unit) return refuse({ kind: "not-found", what: "request", id: requestId });
    const sheet = await advanceSheet(db, known.campaignId, unit);
    const found = await requestWithinReach(db, context, requestId, "edit");
    if (!found.ok) return found;
    const request = found.value;
    if (!sheet) return refuse({ kind: "not-found", what: "sheet", id: unit });
    if (request.state !== "draft") return refuse({ kind: "wrong-state", what: "request", state: request.state, expected: ["draft"] });
    const changed = await staffChangedSince(db, requestId, { since: seenRevision });
    if (changed) return refuse({ kind: "stale", what: "request", seen: seenRevision, current: changed.revision });
    const years = await yearsOf(db, request.campaignId, request.targetYear);
    const valid = await checkLines(db, request.targetYear, lines);
    if (!valid.ok) return valid;
    const fault = faultOfStaff(request.kind, lines, years);
    if (fault) return refuse(fault);
    const plan = staffPlan(request.kind, lines, years, await costTable(db));
    if (!plan.ok) return plan;
    const batch = { id: randomUUID(), sheetId: sheet.id, revision: sheet.revision, author: context.actor.id, kind: "entry" as const };
    const written = await writeStaff(db, { request, lines, plan: plan.value, batch });
    touch({
      kind: "request",
      id: requestId,
      unit,
      detail: { revision: sheet.revision, batch: batch.id, staff: lines.length, cells: written },
    });
    return accept({ revision: sheet.revision, batchId: batch.id, written });
  });
}

async function yearsOf(db: Db, campaignId: string, targetYear: number): Promise<readonly number[]> {
  const campaign = await findCampaign(db, campaignId);
  return askedBy(campaign?.kind ?? "initial", targetYear).years;
}

async function checkLines(db: Db, year: number, lines: readonly StaffLine[]): Promise<Result<true>> {
  const day = `${year}-01-01`;
  const categories = new Set((await staffCategoriesOn(db, day)).map(({ code }) => code));
  const unknown = lines.findIndex(({ category }) => !categories.has(category));
  const wrong = lines[unknown];
  if (wrong) return refuse({ kind: "staff-category-unknown", line: unknown + 1, category: wrong.category });
  return await checkCodes(
    db,
    "activity",
    lines.map(({ activity }) => activity),
    day,
  );
}
