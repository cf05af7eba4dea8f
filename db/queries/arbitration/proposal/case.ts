import { sql } from "kysely";
import type { PlannedAmount } from "#app/domain/arbitration/amount.ts";
import { isWhole, reachOf, scopeName } from "#app/domain/arbitration/envelope-scope.ts";
import { type EnvelopeLimit, type ProposalCase, type ProposalRequest, stockOf } from "#app/domain/arbitration/proposal/case.ts";
import { grouped } from "#app/domain/grouped.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../../../client.ts";
import type { Campaign } from "../../campaign.ts";
import { campaignUnits } from "../../campaign.ts";
import { requestsOf } from "../../forecast/reading.ts";
import { references } from "../../forecast/reference.ts";
import { ceilingsOf } from "../ceiling.ts";
import { landingsOf } from "../landings.ts";
import { settingsOf } from "./setting.ts";

/** A request of a case with how its unit is called. */
export interface NamedRequest extends ProposalRequest {
  readonly unitLabel: string;
}
export interface NamedCase extends ProposalCase {
  readonly requests: readonly NamedRequest[];
}

/**
 * Everything that proposals of a campaign are found from, whole: who sees what of it is for whoever shows it. `landing` is read where it is asked,
 * for it takes longest.
 */
export async function proposalCase(
  db: Db,
  campaign: Pick<Campaign, "id" | "targetYear">,
  { today, landing = false }: { readonly today: Day; readonly landing?: boolean },
): Promise<NamedCase> {
  const { id, targetYear: year } = campaign;
  const units = await campaignUnits(db, id);
  const settings = await settingsOf(db, id);
  const envelopes = await limitsOf(db, id);
  const there = envelopes.some(({ activities }) => activities !== null) ? await askedThere(db, id) : new Map<string, never[]>();
  const listed = (await requestsOf(db, id, new Set(units), "everywhere")).filter(({ state }) => state !== "draft");
  const requests = listed.map(
    ({ id: request, unit, unitLabel, number, title, kind, obligation, rank, asked }): NamedRequest => ({
      ...{ id: request, unit, unitLabel, number, title, kind, obligation, rank, asked },
      askedThere: there.get(request) ?? [],
      setting: saidOf(settings.get(request)),
    }),
  );
  const held = await references(db, units, year, "everywhere");
  return {
    ...{ year, requests, envelopes },
    notified: held.map(({ unit, spendingClass, measure, notified }) => ({ unit, spendingClass, measure, amount: notified })),
    landing: landing ? await landingsOf(db, { units, year, today }) : [],
  };
}

/** The envelopes in force as ceilings, whatever they bound; each called by what it bounds, so that an amount set anew changes it and adds none. */
async function limitsOf(db: Db, campaign: string): Promise<EnvelopeLimit[]> {
  const { ceilings, trees } = await ceilingsOf(db, campaign);
  return ceilings.map(({ spendingClass, measure, targetYear, amount, floor, scope }): EnvelopeLimit => {
    const key = { spendingClass, measure, targetYear };
    const { units, activities } = reachOf(scope, trees);
    return {
      ...{ ...key, amount, floor, id: isWhole(scope) ? stockOf(key) : `${stockOf(key)} ${scopeName(scope)}` },
      label: isWhole(scope) ? null : scope.label,
      units: units && [...units].toSorted(),
      activities: activities && [...activities].toSorted(),
    };
  });
}

/** The setting alone: who said it and when changes nothing to what is proposed. */
function saidOf(setting: ProposalRequest["setting"] | undefined): ProposalRequest["setting"] {
  if (!setting) return null;
  const { mandatory, partial, ties, tags } = setting;
  return { mandatory, partial, ties, tags };
}

async function askedThere(db: Db, campaign: string): Promise<Map<string, (PlannedAmount & { activity: string })[]>> {
  const { rows } = await sql<PlannedAmount & { request: string; activity: string }>`
    select l.request_id as request, l.activity, n.spending_class as "spendingClass", c.measure, c.target_year as "targetYear",
           sum(c.amount)::bigint as amount
      from sheet s join plan_line l on l.sheet_id = s.id join nature n on n.code = l.nature join plan_cell c on c.line_id = l.id
     where s.campaign = ${campaign} and l.request_id is not null group by 1, 2, 3, 4, 5 order by 1, 2, 3, 5, 4`.execute(db);
  return grouped(rows, ({ request }) => request);
}
