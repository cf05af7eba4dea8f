import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { accessOf } from "#db/queries/access.ts";
import type { Scenario } from "#db/queries/arbitration/scenario.ts";
import { findSitting, isOnAgenda, participantsOf, type Sitting } from "#db/queries/arbitration/sitting.ts";
import { authorsOf, type RequestRow } from "#db/queries/forecast/request.ts";
import { findPerson } from "#db/queries/people.ts";
import { checkCampaignReach } from "./planning-reach.ts";
import type { Actor, CommandContext } from "./run.ts";

/** In whose name a decision is taken, and in which sitting, when it is in one. */
export interface Decider {
  readonly actor: Actor;
  readonly sitting: (Pick<Sitting, "id" | "number"> & { readonly recordedBy: bigint | null }) | null;
}

/**
 * Out of a sitting whoever acts decides. In one the chair does, and a secretary writes it down: the decision is the chair's, within what the
 * chair may decide. The caller holds the campaign locked, which makes deciding and sealing wait for each other.
 */
export async function deciderIn(
  db: Db,
  context: CommandContext,
  sittingId: string | undefined,
  scenario: Scenario,
): Promise<Result<Decider>> {
  if (sittingId === undefined) return accept({ actor: context.actor, sitting: null });
  const sitting = await findSitting(db, sittingId, { lock: true });
  if (sitting?.scenarioId !== scenario.id) return refuse({ kind: "not-found", what: "sitting", id: sittingId });
  const { id, number, state } = sitting;
  const writes = await checkWriter(db, context.actor, sitting);
  if (!writes.ok) return writes;
  if (state !== "running") return refuse({ kind: "sitting-not-open", number, state });
  if (context.actor.id === sitting.chair) return accept({ actor: context.actor, sitting: { id, number, recordedBy: null } });
  const chair = await findPerson(db, sitting.chair);
  if (!chair) return refuse({ kind: "not-found", what: "person", id: String(sitting.chair) });
  const actor = { ...chair, access: await accessOf(db, chair.id, context.today) };
  return accept({ actor, sitting: { id, number, recordedBy: context.actor.id } });
}

/** In a sitting: the request is on its agenda, and whoever writes the decision down had no hand in it either. */
export async function checkSitting(db: Db, { sitting }: Decider, request: RequestRow): Promise<Result<true>> {
  if (sitting === null) return accept(true);
  const { id, number, recordedBy } = sitting;
  const author = recordedBy === null ? undefined : (await authorsOf(db, request.id)).get(recordedBy);
  if (author !== undefined) return refuse({ kind: "author-decides", author });
  return (await isOnAgenda(db, id, request)) ? accept(true) : refuse({ kind: "not-on-agenda", request: request.number, sitting: number });
}

/** The chair, and the secretaries who may prepare or decide the arbitration of the whole campaign. */
export async function checkWriter(db: Db, actor: Actor, sitting: Sitting): Promise<Result<true>> {
  if (actor.id === sitting.chair) return await checkCampaignReach(db, actor, sitting.campaignId, "arbitration.decide");
  const own = (await participantsOf(db, sitting.id)).find(({ person }) => person === actor.id);
  if (own?.role !== "secretary") return refuse({ kind: "not-in-the-chair", chair: sitting.chairName, act: "write" });
  return await checkPreparer(db, actor, sitting.campaignId);
}

/** Who prepares a sitting: whoever may prepare, or decide, on each unit of the campaign. */
export async function checkPreparer(db: Db, actor: Actor, campaign: string): Promise<Result<true>> {
  const prepares = await checkCampaignReach(db, actor, campaign, "arbitration.prepare");
  return prepares.ok ? prepares : await checkCampaignReach(db, actor, campaign, "arbitration.decide");
}
