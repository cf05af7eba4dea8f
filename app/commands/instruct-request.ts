import { randomUUID } from "node:crypto";
import { attributeAmounts, type GivenAmount, totalled } from "#app/domain/arbitration/amount.ts";
import { transit } from "#app/domain/forecast/transition.ts";
import { accept, type Result } from "#app/domain/result.ts";
import { insertOpinion, type OpinionView } from "#db/queries/arbitration/opinion.ts";
import { moveRequest } from "#db/queries/forecast/request.ts";
import { askedCells } from "#db/queries/forecast/sheet.ts";
import { requestWithinReach } from "./planning-reach.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface OpinionInput {
  readonly requestId: string;
  readonly view: OpinionView;
  /** Why, in a sentence. */
  readonly sentence: string;
  /** What is proposed; nothing: what is asked. The class may be left out when the request asks for one only. */
  readonly amounts?: readonly GivenAmount[] | undefined;
}

/** « Avis du DPG »: the department gives its opinion on a request; a later one replaces it and keeps it. */
export async function instructRequest(context: CommandContext, input: OpinionInput): Promise<Result<{ opinionId: string }>> {
  return await runCommand(context, { name: "instruct-request", capability: "arbitration.prepare" }, input, async (db, touch) => {
    const found = await requestWithinReach(db, context, input.requestId, "instruct");
    if (!found.ok) return found;
    const request = found.value;
    const moved = transit(request, "instruct", input.sentence);
    if (!moved.ok) return moved;
    const asked = totalled(await askedCells(db, request.id, "whole"));
    const amounts = attributeAmounts(asked, input.amounts ?? []);
    if (!amounts.ok) return amounts;
    const opinion = { id: randomUUID(), requestId: request.id, view: input.view, sentence: input.sentence.trim() };
    await insertOpinion(db, { ...opinion, amounts: amounts.value, author: context.actor.id });
    const { to, version } = moved.value;
    if (moved.value.moved) {
      await moveRequest(db, { requestId: request.id, from: request.state, to, version, actor: context.actor.id, reason: opinion.sentence });
    }
    touch({ kind: "request", id: request.id, unit: request.unit, detail: { opinion: opinion.id, view: input.view } });
    return accept({ opinionId: opinion.id });
  });
}
