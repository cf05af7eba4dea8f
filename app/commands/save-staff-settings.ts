import { absolute, largestQuantity } from "#app/domain/quantity.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { type CeilingBridge, ceilingRows } from "#app/domain/workforce/ceiling.ts";
import type { Convention } from "#app/domain/workforce/span.ts";
import { staffCategoriesOn } from "#db/queries/forecast/staff.ts";
import {
  ceilingBridges,
  conventionOf,
  saveCeilingBridge,
  saveConvention,
  saveStaffCategory,
  staffCategories,
} from "#db/queries/workforce/settings.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

/** What is set of staff holds for the whole organisation: the capability is asked on the root. */
const capability = "workforce.edit";

/** From an exercise on, how presence becomes ETPT. What is posted already stays what it was. */
export async function setStaffConvention(
  context: CommandContext,
  input: { readonly fromYear: number; readonly convention: Convention },
): Promise<Result<{ fromYear: number }>> {
  return await runCommand(context, { name: "set-staff-convention", capability }, input, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, capability);
    if (!whole.ok) return whole;
    const { fromYear, convention } = input;
    const before = await conventionOf(db, fromYear);
    await saveConvention(db, fromYear, convention);
    touch({ kind: "setting", id: `staffConvention ${fromYear}`, detail: { before, after: convention } });
    return accept({ fromYear });
  });
}

export interface StaffCategoryInput {
  readonly code: string;
  readonly label: string;
  readonly nature: string;
}

/** Adds a category of employment, or says something else of it. */
export async function saveCategory(context: CommandContext, input: StaffCategoryInput): Promise<Result<{ code: string }>> {
  return await runCommand(context, { name: "save-staff-category", capability }, input, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, capability);
    if (!whole.ok) return whole;
    const { code, nature } = input;
    const label = input.label.trim();
    if (label === "") return refuse({ kind: "wrong-form", fields: { label: "required" } });
    const natures = await staffCategoriesOn(db, context.today);
    if (!natures.some((own) => own.code === nature)) return refuse({ kind: "unknown-code", dimension: "nature", code: nature });
    const before = (await staffCategories(db)).find((own) => own.code === code) ?? null;
    await saveStaffCategory(db, { code, label, nature });
    touch({ kind: "setting", id: `staffCategory ${code}`, detail: { before, after: { label, nature } } });
    return accept({ code });
  });
}

/** « Passage du plafond » of a nature of employment in an exercise, as the annual document gives it. */
export async function setCeilingBridge(
  context: CommandContext,
  input: CeilingBridge & { readonly year: number; readonly nature: string },
): Promise<Result<{ nature: string }>> {
  return await runCommand(context, { name: "set-ceiling-bridge", capability }, input, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, capability);
    if (!whole.ok) return whole;
    const { year, nature } = input;
    if (input.previous < 0n) return refuse({ kind: "negative-amount", line: 1, amount: input.previous });
    const large = ceilingRows.map((row) => input[row]).find((amount) => absolute(amount) > largestQuantity);
    if (large !== undefined) return refuse({ kind: "number-out-of-range", text: String(large) });
    if (!(await staffCategoriesOn(db, `${year}-01-01`)).some(({ code }) => code === nature))
      return refuse({ kind: "unknown-code", dimension: "nature", code: nature });
    const before = (await ceilingBridges(db, year)).find((own) => own.nature === nature) ?? null;
    await saveCeilingBridge(db, { ...input, author: context.actor.id });
    touch({ kind: "setting", id: `ceilingBridge ${year} ${nature}`, detail: { before, after: input } });
    return accept({ nature });
  });
}
