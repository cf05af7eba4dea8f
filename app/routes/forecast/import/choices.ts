import { type ColumnRole, keyRoles } from "#app/domain/forecast/import/column-role.ts";
import type { FileChoices } from "#app/domain/forecast/import/mapping.ts";
import { measures } from "../unit/sheet/view.ts";

/** What was answered about a file, as the page's address says it; what means nothing counts as not answered. */
export function choicesIn(search: URLSearchParams): FileChoices {
  const one = <Value extends string>(name: string, values: readonly Value[]) => values.find((own) => own === search.get(name));
  const [measure, decimalSign] = [one("measure", measures), one("decimal", [",", "."] as const)];
  const [scaled, hidden] = [one("scaled", ["yes", "no"] as const), one("hidden", ["taken", "skipped"] as const)];
  const codes = one("codes", ["repaired", "refused"] as const);
  const sheet = /^\d{1,3}$/.exec(search.get("sheet") ?? "")?.[0];
  const roles = new Map<number, ColumnRole>();
  for (const [name, value] of search) {
    const column = /^c(\d{1,2})$/.exec(name)?.[1];
    if (column !== undefined && isRole(value)) roles.set(Number(column), value);
  }
  return {
    roles,
    ...(sheet !== undefined && { sheet: Number(sheet) }),
    ...(measure && { measure }),
    ...(decimalSign && { decimalSign }),
    ...(scaled && { scaled }),
    ...(hidden && { hidden }),
    ...(codes && { codes }),
  };
}

export function conflictsIn(search: URLSearchParams): "mine" | "theirs" {
  return search.get("conflicts") === "mine" ? "mine" : "theirs";
}

function isRole(text: string): text is ColumnRole {
  return text === "ignored" || keyRoles.some((role) => role === text) || /^20\d{2}(-(0[1-9]|1[0-2]))?$/.test(text);
}
