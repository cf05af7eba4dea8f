import { isLate, progressOf } from "#app/domain/campaign/campaign.ts";
import type { CostSight } from "#app/domain/forecast/staff/cost-sight.ts";
import type { Day } from "#app/domain/month.ts";
import type { ProgressRow } from "#app/ui/planning/progress-table.tsx";
import type { Db } from "#db/client.ts";
import { type Campaign, campaignProgress } from "#db/queries/campaign.ts";

/** The units of a campaign as the table shows them; within `scope`, that unit alone. */
export async function progressRows(
  db: Db,
  campaign: Campaign,
  visible: ReadonlySet<string>,
  { today, scope, sight }: { today: Day; scope: string | null; sight: CostSight },
): Promise<ProgressRow[]> {
  const units = scope === null ? visible : new Set([scope].filter((unit) => visible.has(unit)));
  const rows = await campaignProgress(db, campaign, units, sight);
  return rows.map(({ drafts, returned, accepted, ...row }) => {
    const progress = progressOf({ requests: row.requests, drafts, returned, accepted });
    return { ...row, progress, late: isLate(progress, campaign.closesOn, today) };
  });
}
