import type { NotifiedAmount } from "#app/domain/allotment/notification.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";

/** What one unit is notified, as a row: other titles in AE and CP, title 2, people; of CP, what is kept and what is left. */
export interface NotifiedRow {
  readonly code: string;
  readonly label: string;
  readonly ae: Quantity;
  readonly cp: Quantity;
  /** Null for a reader who does not see what personnel costs. */
  readonly personnel: Quantity | null;
  readonly staff: Quantity;
  readonly reserve: Quantity;
  readonly available: Quantity;
}

/** One row for each of these units that is notified something. */
export function notifiedRows(
  amounts: readonly NotifiedAmount[],
  units: readonly { readonly code: string; readonly label: string }[],
  seesCosts: (unit: string) => boolean,
): NotifiedRow[] {
  return units.flatMap(({ code, label }): NotifiedRow[] => {
    const own = amounts.filter(({ unit }) => unit === code);
    if (own.length === 0) return [];
    const payments = own.filter(({ resource }) => resource === "CP");
    const of = (spendingClass: NotifiedAmount["spendingClass"], resource: NotifiedAmount["resource"]) =>
      sum(own.filter((each) => each.spendingClass === spendingClass && each.resource === resource).map(({ notified }) => notified));
    const reserve = sum(payments.map((each) => each.reserve));
    return [
      {
        ...{ code, label, reserve, available: sum(payments.map(({ notified }) => notified)) - reserve },
        ae: of("nonPersonnel", "AE"),
        cp: of("nonPersonnel", "CP"),
        personnel: seesCosts(code) ? of("personnel", "CP") : null,
        staff: sum(own.filter(({ resource }) => resource === "ETPT").map(({ notified }) => notified)),
      },
    ];
  });
}
