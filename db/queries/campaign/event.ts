import { sql } from "kysely";
import type { CampaignState } from "#app/domain/campaign/campaign.ts";
import type { CampaignEventKind } from "#app/domain/campaign/event.ts";
import type { Db } from "../../client.ts";

export interface CampaignEvent {
  readonly campaign: string;
  readonly kind: CampaignEventKind;
  readonly actor: bigint;
  /** The unit that it is about; absent: the campaign as a whole. */
  readonly unit?: string | undefined;
  readonly from?: CampaignState | undefined;
  readonly to?: CampaignState | undefined;
  readonly reason?: string | undefined;
  /** What a reader needs to understand it: texts and numbers only. */
  readonly detail?: Readonly<Record<string, string | number | null>> | undefined;
}

/** Writes what happened to a campaign, in one transaction with what happened. */
export async function logEvents(db: Db, events: readonly CampaignEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ campaign, kind, actor, unit, from, to, reason, detail }) => ({
    ...{ campaign, kind, actor, unit: unit ?? null, from_state: from ?? null, to_state: to ?? null },
    ...{ reason: reason ?? "", detail: sql<unknown>`${JSON.stringify(detail ?? {})}::text::jsonb` },
  }));
  await db.insertInto("campaign_event").values(rows).execute();
}

export interface LoggedEvent {
  readonly id: bigint;
  readonly kind: CampaignEventKind;
  readonly unit: string | null;
  readonly unitLabel: string | null;
  readonly from: CampaignState | null;
  readonly to: CampaignState | null;
  readonly reason: string;
  readonly detail: Readonly<Record<string, string | number | null>>;
  readonly actor: string;
  readonly at: Date;
}
