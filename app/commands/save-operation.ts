import { randomUUID } from "node:crypto";
import { mayDo } from "#app/domain/access.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Phase, StatisticalOperation, Volume, WorkDate } from "#app/domain/works/operation.ts";
import type { Db } from "#db/client.ts";
import { exercise } from "#db/queries/execution-reference.ts";
import { checkCodes } from "#db/queries/forecast/codes.ts";
import { workItems } from "#db/queries/workload/items.ts";
import {
  datesOf,
  deleteDate,
  deletePhase,
  insertOperation,
  isPhaseUsed,
  linkItem,
  lockOperation,
  operationOfItem,
  phasesOf,
  saveDateRow,
  savePhaseRow,
  saveVolumeRow,
  unlinkItem,
  updateOperation,
} from "#db/queries/works/operations.ts";
import { type CommandContext, runCommand } from "./run.ts";

type OperationInput = Omit<StatisticalOperation, "id" | "unit">;

/** A unit answers for a new operation. */
export async function addOperation(
  context: CommandContext,
  input: OperationInput & { readonly unit: string },
): Promise<Result<{ code: string }>> {
  const declaration = { name: "add-operation", capability: "workload.plan", unit: input.unit } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const fault = await faultOf(db, context, input);
    if (fault) return refuse(fault);
    if (await lockOperation(db, input.code)) return refuse({ kind: "already-exists", what: "statisticalOperation", id: input.code });
    await insertOperation(db, { ...input, id: randomUUID(), author: context.actor.id });
    touch({ kind: "statisticalOperation", id: input.code, unit: input.unit, detail: { ...input } });
    return accept({ code: input.code });
  });
}

/** An operation is told otherwise; its code and the unit that answers for it stay. */
export async function changeOperation(context: CommandContext, input: OperationInput): Promise<Result<{ code: string }>> {
  return await onOperation(context, "change-operation", input.code, input, async (db, own) => {
    const fault = await faultOf(db, context, input);
    if (fault) return refuse(fault);
    const { code: _kept, ...said } = input;
    await updateOperation(db, { ...said, id: own.id });
    return accept({ code: input.code });
  });
}

/** A phase is added, or told otherwise where its id is that of one of the operation. */
export async function savePhase(
  context: CommandContext,
  input: { readonly code: string; readonly phase: Omit<Phase, "id"> & { readonly id: string | null } },
): Promise<Result<{ phaseId: string }>> {
  return await onOperation(context, "save-phase", input.code, input, async (db, own) => {
    const { phase } = input;
    if (phase.lastDay < phase.firstDay) return refuse({ kind: "operation-out-of-order", first: phase.firstDay, last: phase.lastDay });
    const known = await phasesOf(db, [own.id]);
    if (phase.id !== null && !known.some(({ id }) => id === phase.id))
      return refuse({ kind: "not-found", what: "workPhase", id: phase.label });
    if (known.some(({ id, label }) => id !== phase.id && label === phase.label))
      return refuse({ kind: "already-exists", what: "workPhase", id: phase.label });
    const phaseId = phase.id ?? randomUUID();
    await savePhaseRow(db, own.id, { ...phase, id: phaseId });
    return accept({ phaseId });
  });
}

/** A phase without dates, items or expense goes. */
export async function removePhase(
  context: CommandContext,
  input: { readonly code: string; readonly phaseId: string },
): Promise<Result<null>> {
  return await onOperation(context, "remove-phase", input.code, input, async (db, own) => {
    const phase = (await phasesOf(db, [own.id])).find(({ id }) => id === input.phaseId);
    if (!phase) return refuse({ kind: "not-found", what: "workPhase", id: input.phaseId });
    if (await isPhaseUsed(db, phase.id)) return refuse({ kind: "phase-in-use", label: phase.label });
    await deletePhase(db, own.id, phase.id);
    return accept(null);
  });
}

/** A milestone or a deliverable is added, or told otherwise: met, put off. */
export async function saveWorkDate(
  context: CommandContext,
  input: { readonly code: string; readonly date: Omit<WorkDate, "id"> & { readonly id: string | null } },
): Promise<Result<{ dateId: string }>> {
  return await onOperation(context, "save-work-date", input.code, input, async (db, own) => {
    const { date } = input;
    const fault = await faultOfPhase(db, own.id, date.phaseId);
    if (fault) return refuse(fault);
    if (date.doneOn !== null && date.doneOn > context.today)
      return refuse({ kind: "operation-out-of-order", first: date.doneOn, last: context.today });
    if (date.id !== null && !(await hasDate(db, own.id, date.id))) return refuse({ kind: "not-found", what: "workDate", id: date.label });
    const dateId = date.id ?? randomUUID();
    await saveDateRow(db, own.id, { ...date, id: dateId });
    return accept({ dateId });
  });
}

export async function removeWorkDate(
  context: CommandContext,
  input: { readonly code: string; readonly dateId: string },
): Promise<Result<null>> {
  return await onOperation(context, "remove-work-date", input.code, input, async (db, own) => {
    if (!(await hasDate(db, own.id, input.dateId))) return refuse({ kind: "not-found", what: "workDate", id: "" });
    await deleteDate(db, own.id, input.dateId);
    return accept(null);
  });
}

async function hasDate(db: Db, operation: string, dateId: string): Promise<boolean> {
  return (await datesOf(db, [operation])).some(({ id }) => id === dateId);
}

/** What an operation gives in a year; 0 takes it away. */
export async function saveVolume(context: CommandContext, input: { readonly code: string } & Volume): Promise<Result<null>> {
  return await onOperation(context, "save-volume", input.code, input, async (db, own) => {
    if (input.volume < 0n) return refuse({ kind: "negative-amount", line: 1, amount: input.volume });
    if (!(await exercise(db, input.year))) return refuse({ kind: "not-found", what: "year", id: String(input.year) });
    await saveVolumeRow(db, own.id, input);
    return accept(null);
  });
}

/** An item of the workload plan is the work of this operation, in one of its phases or in none; `linked` false: no longer. */
export async function linkWorkItem(
  context: CommandContext,
  input: { readonly code: string; readonly item: string; readonly phaseId: string | null; readonly linked: boolean },
): Promise<Result<null>> {
  return await onOperation(context, "link-work-item", input.code, input, async (db, own) => {
    const [item] = await workItems(db, { codes: [input.item] }, context.today);
    if (!item) return refuse({ kind: "not-found", what: "workItem", id: input.item });
    if (!input.linked) {
      await unlinkItem(db, item.id, own.id);
      return accept(null);
    }
    const fault = await faultOfPhase(db, own.id, input.phaseId);
    if (fault) return refuse(fault);
    const holder = await operationOfItem(db, item.id);
    if (holder && holder.code !== input.code) return refuse({ kind: "item-of-another-operation", item: item.code, operation: holder.code });
    await linkItem(db, item.id, own.id, input.phaseId);
    return accept(null);
  });
}

/** What is said of an operation, by whoever plans the work of the unit that answers for it; another unit's is one that does not exist. */
export async function onOperation<Value>(
  context: CommandContext,
  name: string,
  code: string,
  input: object,
  work: (db: Db, own: { readonly id: string; readonly unit: string }) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  return await runCommand(context, { name, capability: "workload.plan" }, input, async (db, touch) => {
    const own = await lockOperation(db, code);
    if (!own || !mayDo(context.actor.access, "workload.plan", own.unit))
      return refuse({ kind: "not-found", what: "statisticalOperation", id: code });
    const done = await work(db, own);
    if (done.ok) touch({ kind: "statisticalOperation", id: code, unit: own.unit, detail: { act: name, ...input } });
    return done;
  });
}

/** A phase that is named is one of the operation. */
export async function faultOfPhase(db: Db, operation: string, phaseId: string | null): Promise<Refusal | undefined> {
  if (phaseId === null || (await phasesOf(db, [operation])).some(({ id }) => id === phaseId)) return undefined;
  return { kind: "not-found", what: "workPhase", id: phaseId };
}

async function faultOf(
  db: Db,
  { today }: CommandContext,
  { activity, firstMonth, lastMonth }: OperationInput,
): Promise<Refusal | undefined> {
  if (lastMonth !== null && lastMonth < firstMonth) return { kind: "item-ends-before-it-begins", first: firstMonth, last: lastMonth };
  const known = await checkCodes(db, "activity", [activity], today);
  return known.ok ? undefined : known.refusal;
}
