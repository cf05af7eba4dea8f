import { useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { PeriodState } from "#db/queries/ledger/exercise.ts";
import { BookFilters, FilterSelect, FilterText, FilterTick, usePeriodChoices } from "../book-filters.tsx";
import type { BalanceSearch } from "./search.ts";

interface BalanceFiltersProps {
  readonly year: number;
  readonly periods: readonly PeriodState[];
  readonly search: BalanceSearch;
  readonly classes: readonly string[];
}

const filters = ["class", "to", "on", "zero", "previous", "before"];

export function BalanceFilters({ year, periods, search, classes }: BalanceFiltersProps) {
  const words = useTranslations("books");
  const ledger = useTranslations("ledger");
  const [asked] = useSearchParams();
  return (
    <BookFilters
      filtered={filters.some((name) => asked.has(name))}
      clear="?"
      kept={{ depth: asked.get("depth"), turned: asked.get("turned") }}
    >
      <FilterSelect
        name="class"
        label={words("facts.class")}
        value={search.class}
        none={ledger("trialBalance.allClasses")}
        options={classes.map((name) => ({ value: name, label: words("trialBalance.class", { class: name }) }))}
      />
      <FilterSelect
        name="to"
        label={words("filters.through")}
        value={search.to === undefined ? undefined : String(search.to)}
        none={words("filters.exercise")}
        options={usePeriodChoices(periods)}
      />
      <FilterText name="on" type="date" label={words("filters.on")} value={search.on} />
      <FilterSelect
        name="zero"
        label={words("filters.showZero")}
        value={search.zero ? undefined : "0"}
        none={words("filters.zeroListed")}
        options={[{ value: "0", label: words("filters.zeroGathered") }]}
      />
      <FilterTick name="previous" label={words("filters.previousYear", { year: String(year - 1) })} value={search.previousYear} />
      <FilterTick name="before" label={words("filters.beforeClosing")} value={search.beforeClosing} />
    </BookFilters>
  );
}
