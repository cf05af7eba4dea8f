import { grouped } from "#app/domain/grouped.ts";
import type { Month } from "#app/domain/month.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { readCube } from "#db/queries/cube/cube.ts";

/** What the budget book holds of a year's ETPT at one place: what each month consumed, January first, and the ceiling. */
export interface Booked {
  readonly posted: readonly Quantity[];
  readonly ceiling: Quantity;
}

/** The same by unit and by nature of employment, and for all of them. */
export async function readBook({ db, year }: Pick<LoaderScene, "db" | "year">, units: readonly string[], months: readonly Month[]) {
  const asked = { resources: ["ETPT"], years: [year], where: { unit: units } } as const;
  const used = {
    unit: await readCube(db, { ...asked, measures: ["used"], by: ["unit", "month"] }),
    nature: await readCube(db, { ...asked, measures: ["used"], by: ["nature", "month"] }),
  };
  const opened = {
    unit: await readCube(db, { ...asked, measures: ["opened"], by: ["unit"] }),
    nature: await readCube(db, { ...asked, measures: ["opened"], by: ["nature"] }),
  };
  const unit = grouped(used.unit, ({ at }) => at.unit ?? "");
  const nature = grouped(used.nature, ({ at }) => at.nature ?? "");
  const ceilings = {
    unit: new Map(opened.unit.map(({ at, amounts }) => [at.unit, amounts.opened])),
    nature: new Map(opened.nature.map(({ at, amounts }) => [at.nature, amounts.opened])),
  };
  type Used = { readonly at: { readonly month: string | null }; readonly amounts: { readonly used: Quantity } };
  const monthly = (rows: readonly Used[] = []) =>
    months.map((month) => sum(rows.filter(({ at }) => at.month === month).map(({ amounts }) => amounts.used)));
  return {
    whole: { posted: monthly(used.unit), ceiling: sum(ceilings.unit.values()) } satisfies Booked,
    ofUnit: (code: string): Booked => ({ posted: monthly(unit.get(code)), ceiling: ceilings.unit.get(code) ?? 0n }),
    ofNature: (code: string): Booked => ({ posted: monthly(nature.get(code)), ceiling: ceilings.nature.get(code) ?? 0n }),
  };
}
