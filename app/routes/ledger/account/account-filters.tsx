import { useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { PeriodState } from "#db/queries/ledger/exercise.ts";
import { BookFilters, FilterSelect, FilterText, FilterTick, usePeriodChoices } from "../book-filters.tsx";
import type { BookSearch } from "../book-search.ts";

interface AccountFiltersProps {
  readonly periods: readonly PeriodState[];
  readonly search: BookSearch;
  readonly journals: readonly { readonly code: string; readonly label: string }[];
  /** The party is the page itself. */
  readonly withoutParty?: boolean;
}

const filters = ["from", "to", "journal", "party", "q", "unmatched", "on", "account"];

export function AccountFilters({ periods, search, journals, withoutParty }: AccountFiltersProps) {
  const words = useTranslations("books");
  const [asked] = useSearchParams();
  const months = usePeriodChoices(periods);
  const textOf = (value: number | undefined) => (value === undefined ? undefined : String(value));
  return (
    <BookFilters
      filtered={filters.some((name) => asked.has(name))}
      clear="?"
      kept={{ account: withoutParty ? asked.get("account") : null }}
    >
      <FilterSelect name="from" label={words("filters.from")} value={textOf(search.from)} none={words("filters.start")} options={months} />
      <FilterSelect name="to" label={words("filters.to")} value={textOf(search.to)} none={words("filters.end")} options={months} />
      <FilterSelect
        name="journal"
        label={words("filters.journal")}
        value={search.journal}
        none={words("filters.allJournals")}
        options={journals.map(({ code, label }) => ({ value: code, label: `${code} · ${label}` }))}
      />
      {!withoutParty && (
        <FilterText name="party" label={words("filters.party")} value={search.party} placeholder={words("filters.partyHint")} />
      )}
      <FilterText name="q" label={words("filters.text")} value={search.text} />
      <FilterText name="on" type="date" label={words("filters.on")} value={search.on} />
      <FilterTick name="unmatched" label={words("filters.unmatched")} value={search.unmatched} />
    </BookFilters>
  );
}
