import { randomUUID } from "node:crypto";
import { mayDo } from "#app/domain/access.ts";
import type { Day, Month } from "#app/domain/month.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { WorkKind } from "#app/domain/workload/item.ts";
import type { Db } from "#db/client.ts";
import { checkCodes } from "#db/queries/forecast/codes.ts";
import { insertWorkItem, lockWorkItem, updateWorkItem, workOutside } from "#db/queries/workload/items.ts";
import { isAskedBy } from "#db/queries/workload/requests.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface WorkItemInput {
  readonly code: string;
  readonly label: string;
  readonly kind: WorkKind;
  readonly activity: string;
  /** The request that asks for it: without its grant the item stays a candidate. Null: nobody had to ask. */
  readonly requestId: string | null;
  readonly firstMonth: Month;
  readonly lastMonth: Month | null;
}

/** A unit answers for a new item of work. */
export async function addWorkItem(
  context: CommandContext,
  input: WorkItemInput & { readonly unit: string },
): Promise<Result<{ code: string }>> {
  const declaration = { name: "add-work-item", capability: "workload.plan", unit: input.unit } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const fault = await faultOf(db, context, input, input.unit);
    if (fault) return refuse(fault);
    if (await lockWorkItem(db, input.code)) return refuse({ kind: "already-exists", what: "workItem", id: input.code });
    const id = randomUUID();
    await insertWorkItem(db, { ...input, id, closedOn: null, author: context.actor.id });
    touch({ kind: "workItem", id: input.code, unit: input.unit, detail: { ...input } });
    return accept({ code: input.code });
  });
}

/** An item is told otherwise, closed or opened again; its code and the unit that answers for it stay, and no work is left outside its months. */
export async function changeWorkItem(
  context: CommandContext,
  input: WorkItemInput & { readonly closedOn: Day | null },
): Promise<Result<{ code: string }>> {
  return await runCommand(context, { name: "change-work-item", capability: "workload.plan" }, input, async (db, touch) => {
    const own = await lockWorkItem(db, input.code);
    if (!own || !mayDo(context.actor.access, "workload.plan", own.unit))
      return refuse({ kind: "not-found", what: "workItem", id: input.code });
    const fault = await faultOf(db, context, input, own.unit);
    if (fault) return refuse(fault);
    const outside = await workOutside(db, own.id, input.firstMonth, input.lastMonth);
    if (outside !== undefined) return refuse({ kind: "item-holds-work", item: input.code, month: outside });
    await updateWorkItem(db, { ...input, id: own.id, unit: own.unit });
    touch({ kind: "workItem", id: input.code, unit: own.unit, detail: { ...input } });
    return accept({ code: input.code });
  });
}

async function faultOf(
  db: Db,
  { today }: CommandContext,
  { activity, requestId, firstMonth, lastMonth }: WorkItemInput,
  unit: string,
): Promise<Refusal | undefined> {
  if (lastMonth !== null && lastMonth < firstMonth) return { kind: "item-ends-before-it-begins", first: firstMonth, last: lastMonth };
  const known = await checkCodes(db, "activity", [activity], today);
  if (!known.ok) return known.refusal;
  if (requestId === null) return undefined;
  return (await isAskedBy(db, requestId, unit)) ? undefined : { kind: "not-found", what: "request", id: requestId };
}
