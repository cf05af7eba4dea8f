import { type CommittedRequest, requestPayments } from "#app/commands/request-payments.ts";
import type { Submission } from "#app/http/form.ts";
import type { ActionScene } from "#app/http/guard.ts";
import { commitmentAddress } from "../units/addresses.ts";
import { placeOfLine, requireLine } from "./commitment-line.server.ts";
import { overrideOf } from "./read-bill.ts";
import { refusedForCredit } from "./room.ts";

interface Asked {
  readonly request: Omit<CommittedRequest, "commitmentId" | "line">;
  readonly overrideReason: string;
  readonly submission: Submission;
}

/** Asks for a payment on the line that the address names, and comes back to its commitment; refused for lack of credit, with the ways out. */
export async function requestOnLine(scene: ActionScene, { request, overrideReason, submission }: Asked) {
  const key = { commitmentId: scene.params.id ?? "", line: Number(scene.params.line) };
  const done = await requestPayments(scene.context, { requests: [{ ...request, ...key }], ...overrideOf(overrideReason) });
  if (!done.ok) {
    const place = await scene.read(async (db) => placeOfLine(await requireLine({ ...scene, db }, "execution.request")));
    return await refusedForCredit(scene, done.refusal, { submission, asked: [{ ...place, amount: request.amount }], resource: "CP" });
  }
  return scene.redirect(commitmentAddress(scene.year, key.commitmentId), "execution.requestedFlash", {
    number: done.value[0]?.number ?? "",
  });
}
