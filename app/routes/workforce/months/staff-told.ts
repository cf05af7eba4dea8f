import type { Month } from "#app/domain/month.ts";
import { type StaffingLine, staffingLines } from "#app/domain/workforce/month.ts";
import type { Convention } from "#app/domain/workforce/span.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { conventionOf, staffCategories } from "#db/queries/workforce/settings.ts";
import { staffSpans } from "#db/queries/workforce/span.ts";

interface StaffTold {
  readonly convention: Convention;
  readonly toldOf: (month: Month) => StaffingLine[];
}

/** What contracts say of the months of a year in these units. */
export async function staffToldOf(
  { db, year }: Pick<LoaderScene, "db" | "year">,
  units: readonly { readonly code: string }[],
): Promise<StaffTold> {
  const spans = await staffSpans(db, { units: units.map(({ code }) => code), from: `${year}-01-01`, to: `${year}-12-31` });
  const natures = new Map((await staffCategories(db)).map(({ code, nature }) => [code, nature]));
  const convention = await conventionOf(db, year);
  return { convention, toldOf: (month) => staffingLines(spans, month, convention, natures) };
}
