import { type Access, unitsWhere } from "#app/domain/access.ts";
import { type BudgetResource, budgetResources, type Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";
import { readCube } from "../cube/cube.ts";

/** Where the visible units stand for one resource, in its smallest unit. */
export interface ResourceStanding {
  readonly resource: BudgetResource;
  /** Everything that reached these units, whatever became of it; over the whole organisation, what was voted. */
  readonly opened: Quantity;
  /** What was put at their disposal: still available, or taken since. Overrun apart. */
  readonly atDisposal: Quantity;
  /** AE committed or consumed without commitment; CP paid; ETPT and days consumed. Overrun included. */
  readonly used: Quantity;
}

/** One line for each resource that has any credit, in the order of the resources. */
export async function resourceStandings(db: Db, access: Access, fiscalYear: number): Promise<ResourceStanding[]> {
  const rows = await readCube(db, {
    measures: ["opened", "released", "used"],
    resources: budgetResources,
    years: [fiscalYear],
    by: [],
    ...(access.system ? {} : { where: { unit: [...unitsWhere(access, "allotment.read")] } }),
  });
  return budgetResources.flatMap((resource) => {
    const amounts = rows.find((row) => row.resource === resource)?.amounts;
    if (!amounts || (amounts.opened === 0n && amounts.used === 0n)) return [];
    return [{ resource, opened: amounts.opened, atDisposal: amounts.released, used: amounts.used }];
  });
}
