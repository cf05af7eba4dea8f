import { sourceOf } from "#app/commands/bring-in-forecast.ts";
import { type DetailOrigin, detailSum } from "#app/domain/forecast/detail.ts";
import { plannedYears } from "#app/domain/forecast/request.ts";
import { grouped } from "#app/domain/grouped.ts";
import { yearOf } from "#app/domain/month.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import type { Db } from "#db/client.ts";
import { broughtBy } from "#db/queries/means/brought.ts";

/** What an origin brought in a line of a sheet, against what it says today. */
export interface BroughtLine {
  readonly campaignId: string;
  readonly campaignLabel: string;
  readonly firstYear: number;
  readonly unit: string;
  readonly lineId: string;
  readonly lineLabel: string;
  readonly request: number;
  readonly ae: Quantity;
  readonly cp: Quantity;
  /** False: the origin has changed since, and is to be brought again. */
  readonly upToDate: boolean;
}

export async function loadBrought(db: Db, origin: DetailOrigin, today: string): Promise<BroughtLine[]> {
  const source = await sourceOf(db, origin, today);
  const rows = await broughtBy(db, origin.kind, [origin.code]);
  return [...grouped(rows, ({ lineId }) => lineId).values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const { campaignId, campaignLabel, firstYear, unit, lineId, lineLabel, request } = first;
    const last = firstYear + plannedYears;
    const needs = (source?.needs(last) ?? []).filter(({ month }) => yearOf(month) >= firstYear && yearOf(month) <= last);
    const said = grouped(needs, ({ measure, month }) => `${measure} ${yearOf(month)}`);
    const stands = new Map(own.map(({ measure, year, amount }) => [`${measure} ${year}`, amount]));
    const names = new Set([...said.keys(), ...stands.keys()]);
    const of = (measure: "AE" | "CP") => sum(own.filter((each) => each.measure === measure).map(({ amount }) => amount));
    return [
      {
        ...{ campaignId, campaignLabel, firstYear, unit, lineId, lineLabel, request, ae: of("AE"), cp: of("CP") },
        upToDate: [...names].every((name) => (stands.get(name) ?? 0n) === sum((said.get(name) ?? []).map((need) => detailSum([need])))),
      },
    ];
  });
}
