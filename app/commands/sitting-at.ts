import type { SittingState } from "#app/domain/arbitration/sitting/sitting.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { findSitting, type Sitting } from "#db/queries/arbitration/sitting.ts";
import { lockCampaign } from "#db/queries/campaign.ts";
import type { CommandContext } from "./run.ts";
import { checkPreparer, checkWriter } from "./sitting-decider.ts";

/**
 * The sitting that an act is about, with its campaign locked: what happens in it happens one thing after another. Before it is opened whoever
 * prepares arbitration acts on it; once it is open its chair and its secretaries do.
 */
export async function sittingAt(
  db: Db,
  { actor }: CommandContext,
  id: string,
  { states }: { readonly states: readonly SittingState[] },
): Promise<Result<Sitting>> {
  const named = await findSitting(db, id);
  if (!named || !(await lockCampaign(db, named.campaignId))) return refuse({ kind: "not-found", what: "sitting", id });
  const sitting = (await findSitting(db, id, { lock: true })) ?? named;
  const may = sitting.state === "planned" ? await checkPreparer(db, actor, sitting.campaignId) : await checkWriter(db, actor, sitting);
  if (!may.ok) return may;
  const { number, state } = sitting;
  return states.includes(state) ? accept(sitting) : refuse({ kind: "sitting-not-open", number, state });
}
