import { askedBy } from "#app/domain/campaign/kind.ts";
import type { CostView } from "#app/domain/forecast/staff/cost-sight.ts";
import { staffPlan, type YearBridge } from "#app/domain/forecast/staff/staff-plan.ts";
import type { Db } from "#db/client.ts";
import { findCampaign } from "#db/queries/campaign.ts";
import { activitiesOn } from "#db/queries/forecast/codes.ts";
import { costTable } from "#db/queries/forecast/cost-table.ts";
import type { RequestRow } from "#db/queries/forecast/request.ts";
import { type StaffThere, type StoredStaffLine, staffCategoriesOn, staffLinesOf, staffThere } from "#db/queries/forecast/staff.ts";

interface Coded {
  readonly code: string;
  readonly label: string;
}

/** What the staff of a request is, and what it may be chosen from. */
export interface StaffShown {
  readonly years: readonly number[];
  readonly lines: readonly StoredStaffLine[];
  /** Of the categories named, and of those to choose from. */
  readonly categories: readonly Coded[];
  readonly activities: readonly Coded[];
  readonly there: readonly StaffThere[];
  /** The euros, for whoever sees them; none while nobody is asked for. */
  readonly bridges: readonly YearBridge[] | "hidden";
}

/** The staff that a request asks for; the euros leave the server for whoever sees what personnel costs here, and for nobody else. */
export async function loadStaff(db: Db, request: RequestRow, view: CostView): Promise<StaffShown> {
  const campaign = await findCampaign(db, request.campaignId);
  const { years } = askedBy(campaign?.kind ?? "initial", request.targetYear);
  const day = `${request.targetYear}-01-01`;
  const lines = await staffLinesOf(db, request.id);
  const plan = view === "whole" && lines.length > 0 ? staffPlan(request.kind, lines, years, await costTable(db)) : undefined;
  return {
    ...{ years, lines },
    categories: (await staffCategoriesOn(db, day)).map(({ code, label }) => ({ code, label })),
    activities: (await activitiesOn(db, day)).map(({ code, label }) => ({ code, label })),
    there: request.kind === "newMeasure" ? [] : await staffThere(db, request.unit, request.targetYear - 1),
    bridges: view !== "whole" ? "hidden" : plan?.ok ? plan.value.bridges : [],
  };
}
