import type { Settlements } from "#app/domain/arbitration/scenario/conflict.ts";
import type { Settlement } from "#app/domain/arbitration/scenario/merge.ts";
import { parseDecimal } from "#app/domain/money.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";

/** How a person settled conflicts: « keep.GROUP », « other.GROUP » with its amount, and « rest » of the button that was pressed. */
export function settlementsIn(form: FormData): Result<Settlements> {
  const groups: Record<string, Settlement> = {};
  for (const [name, value] of form) {
    if (!name.startsWith("keep.")) continue;
    const group = name.slice("keep.".length);
    if (value === "mine" || value === "theirs") groups[group] = { keep: value };
    if (value !== "other") continue;
    const read = parseDecimal(String(form.get(`other.${group}`) ?? ""));
    if (!read.ok) return refuse<Refusal>(read.refusal);
    groups[group] = { keep: "other", amount: group.includes(" ETPT ") ? read.value * 12n : read.value };
  }
  const rest = form.get("rest");
  // « Tous les miens », « tous les leurs »: the button overrules what was ticked before it.
  if (rest === "mine" || rest === "theirs") return accept({ groups: {}, rest });
  return accept({ groups });
}
