import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { CostSight, CostView } from "#app/domain/forecast/staff/cost-sight.ts";

/** Names of columns, as the statement calls them. */
interface AmountColumns {
  readonly measure: string;
  readonly spendingClass: string;
}

/** Of one unit's plan: the amounts that a view shows; what personnel costs never leaves the database for whoever does not see it. */
export function inView(view: CostView, { measure, spendingClass }: AmountColumns): RawBuilder<SqlBool> {
  if (view === "whole") return sql<SqlBool>`true`;
  return sql<SqlBool>`not coalesce(${sql.ref(spendingClass)} = 'personnel' and ${sql.ref(measure)} in ('AE', 'CP'), false)`;
}

/** The same over several units, each seen as the reader's sight says. */
export function inSight(sight: CostSight, { unit, ...columns }: AmountColumns & { readonly unit: string }): RawBuilder<SqlBool> {
  if (sight === "everywhere") return sql<SqlBool>`true`;
  return sql<SqlBool>`(${sql.ref(unit)} = any(${[...sight]}::text[]) or ${inView("withoutCosts", columns)})`;
}
