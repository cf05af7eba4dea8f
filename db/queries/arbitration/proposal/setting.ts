import { sql } from "kysely";
import type { Part, RequestSetting, TieKind } from "#app/domain/arbitration/proposal/setting.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../../client.ts";

/** A setting in force, and who said it. */
export interface StoredSetting extends RequestSetting {
  readonly id: string;
  readonly author: string;
  readonly at: Date;
}

/** The settings in force in a campaign, by request; of one request when it is named. */
export async function settingsOf(db: Db, campaign: string, request?: string): Promise<Map<string, StoredSetting>> {
  const { rows } = await sql<SettingRow>`
    select p.id, p.request_id as "requestId", p.mandatory, p.step_share as "stepShare", p.step_amount as "stepAmount",
           p.least_share as "leastShare", p.least_amount as "leastAmount", p.tags, u.name as author, p.set_at as at,
           coalesce((select jsonb_agg(jsonb_build_object('kind', t.kind, 'other', t.other) order by t.kind, t.other)
                       from proposal_tie t where t.setting_id = p.id), '[]') as ties
      from proposal_setting p join request r on r.id = p.request_id join sheet s on s.id = r.sheet_id join app_user u on u.id = p.author
     where s.campaign = ${campaign} and (${request ?? null}::uuid is null or r.id = ${request ?? null}::uuid)
       and not exists (select from proposal_setting n where n.replaces = p.id)`.execute(db);
  return new Map(
    rows.map(({ requestId, stepShare, stepAmount, leastShare, leastAmount, ...row }) => {
      const step = partOf(stepShare, stepAmount);
      return [requestId, { ...row, partial: step && { step, least: partOf(leastShare, leastAmount) } }];
    }),
  );
}

interface SettingRow extends Omit<StoredSetting, "partial"> {
  readonly requestId: string;
  readonly stepShare: number | null;
  readonly stepAmount: Quantity | null;
  readonly leastShare: number | null;
  readonly leastAmount: Quantity | null;
  readonly ties: { kind: TieKind; other: string }[];
}

/** Says how a request may be granted, in place of what was said, which is kept. The caller holds the request locked. */
export async function insertSetting(
  db: Db,
  { id, request, author, replaces, ...setting }: RequestSetting & { id: string; request: string; author: bigint; replaces: string | null },
): Promise<void> {
  const { mandatory, partial, ties, tags } = setting;
  await db
    .insertInto("proposal_setting")
    .values({
      ...{ id, request_id: request, mandatory, tags: [...tags], author, replaces },
      step_share: shareOf(partial?.step),
      step_amount: amountOf(partial?.step),
      least_share: shareOf(partial?.least),
      least_amount: amountOf(partial?.least),
    })
    .execute();
  if (ties.length === 0) return;
  await db
    .insertInto("proposal_tie")
    .values(ties.map(({ kind, other }) => ({ setting_id: id, kind, other })))
    .execute();
}

function partOf(share: number | null, amount: Quantity | null): Part | null {
  if (share !== null) return { kind: "share", share };
  return amount === null ? null : { kind: "amount", amount };
}

function shareOf(part: Part | null | undefined): number | null {
  return part?.kind === "share" ? part.share : null;
}

function amountOf(part: Part | null | undefined): Quantity | null {
  return part?.kind === "amount" ? part.amount : null;
}
