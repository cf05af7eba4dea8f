import { randomUUID } from "node:crypto";
import type { AgendaPoint } from "#app/domain/arbitration/sitting/agenda.ts";
import type { Day } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { findScenario, scenariosOf } from "#db/queries/arbitration/scenario.ts";
import { insertSitting, writeAgenda, writeParticipants } from "#db/queries/arbitration/sitting.ts";
import { type Campaign, lockCampaign } from "#db/queries/campaign.ts";
import { checkPoint } from "./arrange-agenda.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { checkPreparer } from "./sitting-decider.ts";
import { tellOfSitting } from "./sitting-notices.ts";
import { sittingPeople } from "./sitting-people.ts";

export interface SittingInput {
  readonly campaignId: string;
  readonly scenarioId: string;
  /** The scenario that is shown behind; none when it is null. */
  readonly comparedWith: string | null;
  readonly title: string;
  readonly plannedOn: Day;
  /** « 14:30 ». */
  readonly plannedAt: string;
  readonly place: string;
  /** Who else comes, a name a line. */
  readonly guests: string;
  readonly chair: bigint;
  readonly secretaries: readonly bigint[];
  readonly participants: readonly bigint[];
  readonly agenda: readonly AgendaPoint[];
}

/** A meeting to come, with its agenda and its people, who are told of it. It decides in one scenario, which is open. */
export async function planSitting(
  context: CommandContext,
  input: SittingInput,
): Promise<Result<{ readonly sittingId: string; readonly number: number }>> {
  return await runCommand(context, { name: "plan-sitting", capability: "arbitration.read" }, input, async (db, touch) => {
    const campaign = await lockCampaign(db, input.campaignId);
    if (!campaign) return refuse({ kind: "not-found", what: "campaign", id: input.campaignId });
    const checked = await checkPlanned(db, context, campaign, input);
    if (!checked.ok) return checked;
    const sittingId = randomUUID();
    const { agenda, secretaries, participants, ...sitting } = input;
    const number = await insertSitting(db, { ...sitting, id: sittingId, title: input.title.trim(), author: context.actor.id });
    await writeAgenda(
      db,
      sittingId,
      agenda.map(({ unit, requestId, minutes }) => ({ id: randomUUID(), unit, requestId, plannedMinutes: minutes })),
    );
    const others = participants.filter((person) => person !== input.chair && !secretaries.includes(person));
    await writeParticipants(db, sittingId, [
      ...secretaries.filter((person) => person !== input.chair).map((person) => ({ person, role: "secretary" as const, isPresent: null })),
      ...others.map((person) => ({ person, role: "participant" as const, isPresent: null })),
    ]);
    await tellOfSitting(db, context, { kind: "sittingPlanned", sittingId });
    touch({ kind: "sitting", id: sittingId, detail: { campaign: campaign.id, number } });
    return accept({ sittingId, number });
  });
}

async function checkPlanned(db: Db, context: CommandContext, campaign: Campaign, input: SittingInput): Promise<Result<true>> {
  const may = await checkPreparer(db, context.actor, campaign.id);
  if (!may.ok) return may;
  if (input.title.trim() === "") return refuse({ kind: "wrong-form", fields: { title: "required" } });
  const scenario = await findScenario(db, input.scenarioId);
  if (scenario?.campaignId !== campaign.id) return refuse({ kind: "not-found", what: "scenario", id: input.scenarioId });
  if (scenario.state !== "open") return refuse({ kind: "wrong-state", what: "scenario", state: scenario.state, expected: ["open"] });
  const behind = input.comparedWith;
  if (behind !== null && (behind === scenario.id || !(await scenariosOf(db, campaign.id)).some(({ id }) => id === behind))) {
    return refuse({ kind: "not-found", what: "scenario", id: behind });
  }
  for (const point of input.agenda) {
    const known = await checkPoint(db, campaign.id, point);
    if (!known.ok) return known;
  }
  const people = await sittingPeople(db, campaign.id, context.today);
  const wrong =
    [input.chair].find((person) => !people.chairs.some(({ id }) => id === person)) ??
    input.secretaries.find((person) => !people.secretaries.some(({ id }) => id === person)) ??
    input.participants.find((person) => !people.readers.some(({ id }) => id === person));
  return wrong === undefined ? accept(true) : refuse({ kind: "not-found", what: "user", id: String(wrong) });
}
