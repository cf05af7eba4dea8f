import { sql } from "kysely";
import type { AverageCost, CostHypotheses, CostTable } from "#app/domain/forecast/staff/cost.ts";
import type { Db } from "../../client.ts";

/** A cost or a hypothesis with who set it and when; `current`: nothing has replaced it. */
export interface Kept {
  readonly id: bigint;
  readonly author: string;
  readonly at: Date;
  readonly current: boolean;
}

/** What ETPT cost: those in force. */
export async function costTable(db: Db): Promise<CostTable> {
  const costs = await averageCosts(db);
  const hypotheses = await costHypotheses(db);
  return { costs: costs.filter(({ current }) => current), hypotheses: hypotheses.filter(({ current }) => current) };
}

/** Every average cost that was ever set, by category and year, the latest first. */
export async function averageCosts(db: Db): Promise<(AverageCost & Kept)[]> {
  const { rows } = await sql<AverageCost & Kept>`
    select c.id, c.category, c.from_year as "fromYear", c.cost, c.category_measures as "categoryMeasures", c.rebasing, c.other,
           u.name as author, c.set_at as at, not exists (select from average_cost n where n.replaces = c.id) as current
      from average_cost c join app_user u on u.id = c.author order by c.category, c.from_year desc, c.id desc`.execute(db);
  return rows;
}

/** Every general hypothesis that was ever set, by year, the latest first. */
export async function costHypotheses(db: Db): Promise<(CostHypotheses & Kept)[]> {
  const { rows } = await sql<CostHypotheses & Kept>`
    select h.id, h.from_year as "fromYear", h.general_measures as "generalMeasures", h.gvt_plus as "gvtPlus", h.gvt_minus as "gvtMinus",
           h.pensions, h.pensions_nature as "pensionsNature", u.name as author, h.set_at as at,
           not exists (select from cost_hypothesis n where n.replaces = h.id) as current
      from cost_hypothesis h join app_user u on u.id = h.author order by h.from_year desc, h.id desc`.execute(db);
  return rows;
}

/** Sets what an ETPT of a category costs from a year on, in place of what was said of that very year. */
export async function insertAverageCost(
  db: Db,
  { category, fromYear, cost, categoryMeasures, rebasing, other }: AverageCost,
  author: bigint,
): Promise<void> {
  const replaced = (await averageCosts(db)).find((own) => own.current && own.category === category && own.fromYear === fromYear);
  await db
    .insertInto("average_cost")
    .values({
      ...{ category, from_year: fromYear, cost, category_measures: categoryMeasures, rebasing, other },
      ...{ author, replaces: replaced?.id ?? null },
    })
    .execute();
}

/** Sets the general hypotheses from a year on, in place of those of that very year. */
export async function insertHypotheses(
  db: Db,
  { fromYear, generalMeasures, gvtPlus, gvtMinus, pensions, pensionsNature }: CostHypotheses,
  author: bigint,
): Promise<void> {
  const replaced = (await costHypotheses(db)).find((own) => own.current && own.fromYear === fromYear);
  await db
    .insertInto("cost_hypothesis")
    .values({
      ...{ from_year: fromYear, general_measures: generalMeasures, gvt_plus: gvtPlus, gvt_minus: gvtMinus },
      ...{ pensions, pensions_nature: pensionsNature, author, replaces: replaced?.id ?? null },
    })
    .execute();
}
