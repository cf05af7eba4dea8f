import type { Access, Capability } from "#app/domain/access.ts";
import type { Day } from "#app/domain/month.ts";
import { searchOf } from "#app/http/search.ts";
import type { Db } from "#db/client.ts";
import { type VisibleUnit, visibleUnits } from "#db/queries/access.ts";
import { unitsOfGroup } from "#db/queries/arbitration/unit-group.ts";

interface Scoped {
  readonly db: Db;
  readonly access: Access;
  readonly today: Day;
  readonly url: URL;
}

/**
 * The units that a page shows: those where the reader holds the capability, below the unit of `?unit=` when it names one, among those of its group
 * when it names a group. What the reader does not see of a group is left out of every figure.
 */
export async function unitsInScope({ db, access, today, url }: Scoped, capability: Capability): Promise<VisibleUnit[]> {
  const visible = await visibleUnits(db, access, capability, today);
  const { unit, group } = searchOf(url);
  if (group !== undefined) {
    const members = new Set((await unitsOfGroup(db, group, today))?.units);
    const shown = visible.filter(({ code }) => members.has(code));
    // A group of which nothing is seen is one that does not exist: its name would tell.
    return shown.length > 0 ? shown : visible;
  }
  return unit !== undefined && visible.some(({ code }) => code === unit) ? withBelow(visible, unit) : visible;
}

/** Their codes. */
export async function unitCodesInScope(scoped: Scoped, capability: Capability): Promise<ReadonlySet<string>> {
  return new Set((await unitsInScope(scoped, capability)).map(({ code }) => code));
}

/** The unit that the address names, if it is one of those that are shown. */
export function scopedUnit(url: URL, units: readonly Pick<VisibleUnit, "code">[]): string | null {
  const { unit } = searchOf(url);
  return unit !== undefined && units.some(({ code }) => code === unit) ? unit : null;
}

/** A unit and those below it, of units in tree order. */
export function withBelow(units: readonly VisibleUnit[], code: string): VisibleUnit[] {
  const first = units.findIndex((unit) => unit.code === code);
  const top = units[first];
  if (!top) return [];
  const length = units.slice(first + 1).findIndex(({ depth }) => depth <= top.depth);
  return units.slice(first, length < 0 ? units.length : first + 1 + length);
}

/** The units above one, from the top. */
export function pathTo(units: readonly VisibleUnit[], code: string): VisibleUnit[] {
  const unit = units.find((own) => own.code === code);
  if (!unit) return [];
  return unit.parent === null ? [unit] : [...pathTo(units, unit.parent), unit];
}

/** How deep a unit stands in a list that leaves some units out: the number of those above it that are shown. */
export function depthAmong(units: readonly VisibleUnit[], shown: readonly string[], code: string): number {
  return pathTo(units, code).filter((above) => above.code !== code && shown.includes(above.code)).length;
}
