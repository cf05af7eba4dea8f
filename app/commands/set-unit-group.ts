import { type Day, isDay } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { saveUnitGroup, unitGroupsOn } from "#db/queries/arbitration/unit-group.ts";
import { unknownUnits } from "#db/queries/people.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

export interface UnitGroupInput {
  readonly code: string;
  readonly label: string;
  /** Its members from the day on, each with what is below it; none: the group is over. */
  readonly units: readonly string[];
  readonly from: Day;
}

/** Names a set of units, or says which are its members from a day on; who was in it before stays so. */
export async function setUnitGroup(context: CommandContext, input: UnitGroupInput): Promise<Result<{ code: string }>> {
  return await runCommand(context, { name: "set-unit-group", capability: "arbitration.prepare" }, input, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, "arbitration.prepare");
    if (!whole.ok) return whole;
    const { code, from } = input;
    const label = input.label.trim();
    if (label === "") return refuse({ kind: "wrong-form", fields: { label: "required" } });
    if (!isDay(from)) return refuse({ kind: "not-a-day", text: from });
    const units = [...new Set(input.units)];
    const [unknown] = await unknownUnits(db, units);
    if (unknown !== undefined) return refuse({ kind: "unknown-code", dimension: "unit", code: unknown });
    const groups = await unitGroupsOn(db, from);
    const same = groups.find((own) => own.label === label && own.code !== code);
    if (same) return refuse({ kind: "already-exists", what: "unitGroup", id: label });
    const before = groups.find((own) => own.code === code);
    await saveUnitGroup(db, { code, label, units, from, author: context.actor.id });
    touch({ kind: "unitGroup", id: code, detail: { label, from, before: before?.units.map((own) => own.code) ?? [], after: units } });
    return accept({ code });
  });
}
