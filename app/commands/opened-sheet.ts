import type { StepLock } from "#app/domain/campaign/calendar.ts";
import { type CostView, costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { type Campaign, findCampaign } from "#db/queries/campaign.ts";
import { advanceSheet } from "#db/queries/forecast/sheet.ts";
import { stepLockFor } from "./campaign-windows.ts";
import type { CommandContext } from "./run.ts";

export interface OpenedSheet {
  readonly campaign: Campaign;
  /** At the revision that is being written. */
  readonly sheet: { readonly id: string; readonly revision: bigint };
  /** Why the calendar does not let this person write today. */
  readonly window: StepLock | undefined;
  /** What this person sees of it. */
  readonly view: CostView;
}

/** The sheet of a unit in a campaign, for the revision that a command writes: whoever writes it next waits for the end of the transaction. */
export async function openedSheet(
  db: Db,
  { actor, today }: Pick<CommandContext, "actor" | "today">,
  { campaignId, unit }: { readonly campaignId: string; readonly unit: string },
): Promise<Result<OpenedSheet>> {
  const campaign = await findCampaign(db, campaignId);
  if (!campaign) return refuse({ kind: "not-found", what: "campaign", id: campaignId });
  const sheet = await advanceSheet(db, campaign.id, unit);
  if (!sheet) return refuse({ kind: "not-found", what: "sheet", id: unit });
  const window = await stepLockFor(db, { access: actor.access, today }, { campaignId, unit }, "writing");
  return accept({ campaign, sheet, window, view: costView(costSightOf(actor.access), unit) });
}
