import { stillnesses } from "#app/domain/execution/outstanding.ts";
import type { Day } from "#app/domain/month.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import type { OutstandingFilter, OutstandingScope } from "#db/queries/execution-outstanding.ts";
import { exercise } from "#db/queries/execution-reference.ts";
import { unitsInScope } from "../../units/scope.ts";

export interface OutstandingPlace extends OutstandingScope {
  /** The first year in which something may still be paid: the next one once the exercise is over. */
  readonly from: number;
}

/** The units and the day of a page about what remains to be paid: `?on=`, else today, within the exercise; 404 where there is none. */
export async function outstandingPlace(scene: LoaderScene): Promise<OutstandingPlace> {
  const { db, year, url, today, notFound } = scene;
  const days = await exercise(db, year);
  if (!days) throw notFound("year", String(year));
  const latest = today < days.lastDay ? today : days.lastDay;
  const asked: Day = searchOf(url).on ?? latest;
  const on = asked < latest ? asked : latest;
  const units = (await unitsInScope(scene, "execution.read")).map(({ code }) => code);
  return { year, firstDay: days.firstDay, on, units, from: on === days.lastDay ? year + 1 : year };
}

/** The same with what the address keeps: `q`, `ae` (the exercise of the AE), `still`, `due` (a year of payment). */
export async function outstandingFilter(scene: LoaderScene): Promise<OutstandingFilter & OutstandingPlace & { readonly query: string }> {
  const place = await outstandingPlace(scene);
  const { searchParams } = scene.url;
  const due = yearIn(searchParams.get("due"));
  return {
    ...place,
    query: searchOf(scene.url).query,
    committedIn: yearIn(searchParams.get("ae")),
    still: stillnesses.find((own) => own === searchParams.get("still")),
    due: due === undefined ? undefined : { year: due, from: place.from },
  };
}

function yearIn(text: string | null): number | undefined {
  return text !== null && /^\d{4}$/.test(text) ? Number(text) : undefined;
}
