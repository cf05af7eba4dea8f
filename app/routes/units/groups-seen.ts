import type { LoaderScene } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import type { VisibleUnit } from "#db/queries/access.ts";
import { unitGroupsOn, unitsOfGroup } from "#db/queries/arbitration/unit-group.ts";

/** A group of units as the scope of a page: how many of its units the reader sees, of how many. */
export interface ScopedGroup {
  readonly code: string;
  readonly label: string;
  readonly seen: number;
  readonly whole: number;
}

/** The groups of which the reader sees something, and the one that the address names. */
export async function groupsSeen({ db, today, url }: Pick<LoaderScene, "db" | "today" | "url">, visible: readonly VisibleUnit[]) {
  const inSight = new Set(visible.map(({ code }) => code));
  const groups = (await unitGroupsOn(db, today)).filter(({ units }) => units.some(({ code }) => inSight.has(code)));
  const { group: asked } = searchOf(url);
  const found = asked === undefined ? undefined : await unitsOfGroup(db, asked, today);
  const seen = found?.units.filter((code) => inSight.has(code)).length ?? 0;
  const group: ScopedGroup | null =
    asked !== undefined && found && seen > 0 ? { code: asked, label: found.label, seen, whole: found.units.length } : null;
  return { groups: groups.map(({ code, label }) => ({ code, label })), group };
}
