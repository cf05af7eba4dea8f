import { type BudgetResource, sum } from "#app/domain/quantity.ts";
import type { Formatter } from "#app/ui/format/formatter.ts";
import { said } from "../../units/said.ts";
import type { CreditLine } from "./letter-content.ts";

const order = ["AE", "CP", "ETPT"] as const satisfies readonly BudgetResource[];

/** « 850 000 € d’AE, 850 000 € de CP, 147,86 ETPT »: classes together, what is nothing left out. */
export function amountsSaid(
  format: Formatter,
  credits: readonly CreditLine[],
  { of, named }: { readonly of: (line: CreditLine) => bigint; readonly named: (resource: "AE" | "CP", amount: string) => string },
): string[] {
  return order.flatMap((resource) => {
    const total = sum(credits.filter((own) => own.resource === resource).map(of));
    if (total === 0n) return [];
    const amount = said(format, total, resource);
    return [resource === "ETPT" ? amount : named(resource, amount)];
  });
}
