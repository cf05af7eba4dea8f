import type { Day } from "#app/domain/month.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { exercise } from "#db/queries/execution-reference.ts";

/** The day on which people are looked at: today in the exercise under way, the last day of a past one, the first of one to come. */
export async function dayOf({ db, year, today }: Pick<LoaderScene, "db" | "year" | "today">): Promise<Day> {
  const days = await exercise(db, year);
  const [first, last] = [days?.firstDay ?? `${year}-01-01`, days?.lastDay ?? `${year}-12-31`];
  return today < first ? first : today > last ? last : today;
}
