import { checkMovement, type Place } from "#app/domain/allotment/movement.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { insertOperation, insertOperationMovement, lockOperations, operationsHeld } from "#db/queries/execution-operation.ts";
import { classesOf, exercisesOf, titlesOf } from "#db/queries/execution-reference.ts";
import { checkCodes } from "#db/queries/forecast/codes.ts";
import { checkReach } from "./post-events.ts";
import { postMovement } from "./post-movement.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface OpenOperationInput extends Place {
  readonly code: string;
  readonly label: string;
  /** What it will deliver, usable as it is (LOLF art. 8). */
  readonly purpose: string;
}

/** The title that invests (LOLF art. 5). */
const investment = "T5";

/** Opens an operation of investment: where its AE will stand, and the coherent whole that they pay for (LOLF art. 8). Title 5 only. */
export async function openOperation(context: CommandContext, input: OpenOperationInput): Promise<Result<{ code: string }>> {
  const declaration = { name: "open-operation", capability: "allotment.notify", unit: input.unit } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const { code, label, purpose, unit, nature, activity } = input;
    if (label.trim() === "") return refuse({ kind: "wrong-form", fields: { label: "required" } });
    if (purpose.trim() === "") return refuse({ kind: "wrong-form", fields: { purpose: "required" } });
    for (const [dimension, own] of Object.entries({ unit, nature, activity } as const)) {
      const known = await checkCodes(db, dimension as "unit", [own], context.today);
      if (!known.ok) return known;
    }
    if ((await titlesOf(db, [nature], context.today)).get(nature) !== investment) return refuse({ kind: "not-an-investment", nature });
    const operation = { code, label: label.trim(), purpose: purpose.trim(), unit, nature, activity };
    if (!(await insertOperation(db, { ...operation, author: context.actor.id })))
      return refuse({ kind: "already-exists", what: "operation", id: code });
    touch({ kind: "operation", id: code, unit, detail: operation });
    return accept({ code });
  });
}

export interface EarmarkInput {
  readonly operation: string;
  /** Affectation: available → affected. Disaffectation: what no commitment took comes back. */
  readonly act: "earmark" | "release";
  readonly on: Day;
  readonly amount: Quantity;
  readonly reason: string;
}

/** Affects AE to an operation, or takes back what none of its commitments took: a movement of credits with its document. */
export async function earmarkCredits(context: CommandContext, input: EarmarkInput): Promise<Result<{ number: string }>> {
  const { act, on, amount, reason } = input;
  return await runCommand(context, { name: "earmark-credits", capability: "allotment.notify" }, input, async (db, touch) => {
    const operation = (await lockOperations(db, [input.operation])).get(input.operation);
    if (!operation) return refuse({ kind: "not-found", what: "operation", id: input.operation });
    const { code, unit, nature, activity } = operation;
    if (!checkReach(context, "allotment.notify", [unit]).ok) return refuse({ kind: "not-found", what: "operation", id: code });
    const years = await exercisesOf(db, [on]);
    if (!years.ok) return years;
    const fiscalYear = years.value(on);
    const [held] = await operationsHeld(db, fiscalYear, { codes: [code] });
    const left = held?.left ?? 0n;
    if (act === "release" && amount > left) return refuse({ kind: "operation-exceeded", operation: code, asked: amount, left });
    const place = { unit, nature, activity };
    const [from, to] = act === "earmark" ? (["allotted", "earmarked"] as const) : (["earmarked", "allotted"] as const);
    const lines = [{ resource: "AE" as const, amount, from: { stage: from, ...place }, to: { stage: to, ...place } }];
    const checked = checkMovement("earmark", lines, await classesOf(db, [nature]));
    if (!checked.ok) return checked;
    const posted = await postMovement(db, context, { kind: "earmark", fiscalYear, on, reason, lines });
    if (!posted.ok) return posted;
    await insertOperationMovement(db, posted.value.movementId, code);
    touch({ kind: "operation", id: code, unit, detail: { act, amount, number: posted.value.number, reason } });
    return accept({ number: posted.value.number });
  });
}
