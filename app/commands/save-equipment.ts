import { randomUUID } from "node:crypto";
import { mayDo } from "#app/domain/access.ts";
import { checkEquipment, type EquipmentLot } from "#app/domain/means/equipment.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { checkCodes } from "#db/queries/forecast/codes.ts";
import { broughtBy } from "#db/queries/means/brought.ts";
import { deleteEquipment, equipmentLots, saveEquipmentRow } from "#db/queries/means/equipment.ts";
import { type CommandContext, runCommand } from "./run.ts";

export type EquipmentInput = Omit<EquipmentLot, "id">;

/** A unit has a new lot of machines. */
export async function addEquipment(context: CommandContext, input: EquipmentInput): Promise<Result<{ code: string }>> {
  const declaration = { name: "add-equipment", capability: "forecast.edit", unit: input.unit } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const known = await checkCodes(db, "unit", [input.unit], context.today);
    if (!known.ok) return known;
    const lot = checkEquipment(input);
    if (!lot.ok) return lot;
    if ((await equipmentLots(db, { code: input.code })).length > 0)
      return refuse({ kind: "already-exists", what: "equipment", id: input.code });
    await saveEquipmentRow(db, { ...lot.value, id: randomUUID() });
    touch({ kind: "equipment", id: input.code, unit: input.unit, detail: { ...input } });
    return accept({ code: input.code });
  });
}

/** A lot is told otherwise: renewed, dearer, put off. Its code and its unit stay. */
export async function changeEquipment(context: CommandContext, input: Omit<EquipmentInput, "unit">): Promise<Result<{ code: string }>> {
  return await runCommand(context, { name: "change-equipment", capability: "forecast.edit" }, input, async (db, touch) => {
    const [own] = await equipmentLots(db, { code: input.code });
    if (!own || !mayDo(context.actor.access, "forecast.edit", own.unit))
      return refuse({ kind: "not-found", what: "equipment", id: input.code });
    const lot = checkEquipment({ ...input, unit: own.unit });
    if (!lot.ok) return lot;
    await saveEquipmentRow(db, { ...lot.value, id: own.id });
    touch({ kind: "equipment", id: own.code, unit: own.unit, detail: { ...input } });
    return accept({ code: own.code });
  });
}

/** A lot goes, unless a forecast stands on it. */
export async function removeEquipment(context: CommandContext, input: { readonly code: string }): Promise<Result<null>> {
  return await runCommand(context, { name: "remove-equipment", capability: "forecast.edit" }, input, async (db, touch) => {
    const [own] = await equipmentLots(db, { code: input.code });
    if (!own || !mayDo(context.actor.access, "forecast.edit", own.unit))
      return refuse({ kind: "not-found", what: "equipment", id: input.code });
    if ((await broughtBy(db, "equipment", [own.code])).length > 0)
      return refuse({ kind: "still-in-use", what: "equipment", id: own.code, by: "forecast" });
    await deleteEquipment(db, own.id);
    touch({ kind: "equipment", id: own.code, unit: own.unit, detail: { act: "remove" } });
    return accept(null);
  });
}
