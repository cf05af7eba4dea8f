import { parseDecimal } from "#app/domain/money.ts";
import type { Month } from "#app/domain/month.ts";
import type { TypedTrial } from "#app/domain/workload/typed-trial.ts";
import { staffName, workName } from "../field-names.ts";
import type { TrialTeam, TrialWork } from "./load-trial.ts";

/** What the fields of a trial say that is not what they showed; a text that is no number says nothing yet. */
export function typedTrial(
  fields: ReadonlyMap<string, string>,
  { from, teams, works }: { readonly from: Month; readonly teams: readonly TrialTeam[]; readonly works: readonly TrialWork[] },
): TypedTrial {
  const typed = (name: string, shown: bigint): bigint | undefined => {
    const text = fields.get(name);
    if (text === undefined) return undefined;
    const read = text.trim() === "" ? { ok: true as const, value: 0n } : parseDecimal(text);
    return read.ok && read.value >= 0n && read.value !== shown ? read.value : undefined;
  };
  return {
    from,
    staff: teams.flatMap(({ name, unit, profile, fte: shown }) => {
      const fte = typed(staffName(name), shown);
      return fte === undefined ? [] : [{ unit, profile, fte }];
    }),
    days: works.flatMap(({ name, item, unit, profile, days: shown }) => {
      const days = typed(workName(name), shown);
      return days === undefined ? [] : [{ item, unit, profile, days }];
    }),
  };
}
