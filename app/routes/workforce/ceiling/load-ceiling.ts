import { grouped } from "#app/domain/grouped.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import type { CeilingBridge } from "#app/domain/workforce/ceiling.ts";
import { movesOf, schemeOfMoves } from "#app/domain/workforce/moves.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { visibleUnits } from "#db/queries/access.ts";
import { readCube } from "#db/queries/cube/cube.ts";
import { ceilingBridges, staffCategories } from "#db/queries/workforce/settings.ts";
import { movingContracts } from "#db/queries/workforce/span.ts";

/** The bridge of one nature of employment, with what was voted and what contracts say of its last two steps. */
export interface CeilingRow extends CeilingBridge {
  readonly nature: string;
  readonly label: string;
  readonly voted: Quantity;
  readonly saidFullYear: Quantity;
  readonly saidImpact: Quantity;
}

/** The ceiling as the annual document gives it. `hasPeople`: contracts say something of it. */
export async function loadCeiling({
  db,
  year,
  access,
  today,
}: Pick<LoaderScene, "db" | "year" | "access" | "today">): Promise<{ readonly rows: CeilingRow[]; readonly hasPeople: boolean }> {
  const kept = await ceilingBridges(db, year);
  const opened = await readCube(db, { measures: ["opened"], resources: ["ETPT"], years: [year], by: ["nature"] });
  const byNature = [...grouped(await staffCategories(db), ({ nature }) => nature)];
  const units = (await visibleUnits(db, access, "planning.read", today)).map(({ code }) => code);
  const [from, to] = [`${year - 1}-01-01`, `${year}-12-31`];
  const moving = await movingContracts(db, { units, from, to });
  const schemeIn = (of: number, nature: string) => {
    const own = new Set(byNature.find(([code]) => code === nature)?.[1].map(({ code }) => code));
    return schemeOfMoves(movesOf(moving, { from: `${of}-01-01`, to: `${of}-12-31`, seen: ({ category }) => own.has(category) }));
  };
  const rows = kept.map((bridge) => ({
    ...bridge,
    label:
      byNature
        .find(([code]) => code === bridge.nature)?.[1]
        .map(({ code }) => code)
        .join(", ") ?? bridge.nature,
    voted: sum(opened.filter(({ at }) => at.nature === bridge.nature).map(({ amounts }) => amounts.opened)),
    saidFullYear: schemeIn(year - 1, bridge.nature).fullYearEffect,
    saidImpact: schemeIn(year, bridge.nature).impact,
  }));
  return { rows, hasPeople: moving.length > 0 };
}
