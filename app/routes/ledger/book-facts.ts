import type { LoaderScene } from "#app/http/guard.ts";
import type { TableFact } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import type { Locale } from "#app/messages/locale.ts";
import { formatDay, formatMonth } from "#app/ui/format/calendar.ts";
import type { PeriodState } from "#db/queries/ledger/exercise.ts";
import type { BookSearch } from "./book-search.ts";

/** What every book says of itself, on screen, on paper and in its files: whose it is, of which exercise, and under which filters. */
export function bookFacts({ organisation, year, locale }: LoaderScene, periods: readonly PeriodState[], search: BookSearch): TableFact[] {
  const words = translatorFor(locale, "books");
  const range = rangeText(periods, search, locale);
  return [
    [words("facts.organisation"), `${organisation.name} (${words("facts.siren")} ${organisation.siren})`],
    [words("facts.exercise"), String(year)],
    ...(range === undefined ? [] : [[words("facts.period"), range] as const]),
    ...(search.journal === undefined ? [] : [[words("facts.journal"), search.journal] as const]),
    ...(search.party === undefined ? [] : [[words("facts.party"), search.party] as const]),
    ...(search.text === "" ? [] : [[words("facts.text"), search.text] as const]),
    ...(search.unmatched ? [[words("facts.unmatched"), words("facts.yes")] as const] : []),
    ...(search.on === undefined ? [] : [[words("facts.on"), formatDay(search.on)] as const]),
  ];
}

/** « mars 2026 » for a month; « période 13 (inventaire) » for the complementary one. */
export function periodName({ period, firstDay, complementary }: PeriodState, locale: Locale): string {
  if (complementary) return translatorFor(locale, "books")("filters.complementary", { period });
  return formatMonth(firstDay.slice(0, 7), locale, "longWithYear");
}

function rangeText(periods: readonly PeriodState[], { from, to }: BookSearch, locale: Locale): string | undefined {
  if (from === undefined && to === undefined) return undefined;
  const name = (period: number) => {
    const found = periods.find((each) => each.period === period);
    return found ? periodName(found, locale) : String(period);
  };
  const [first, last] = [from ?? periods[0]?.period ?? 1, to ?? periods.at(-1)?.period ?? 1];
  return first === last ? name(first) : `${name(first)} – ${name(last)}`;
}
