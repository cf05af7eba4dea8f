import { Form, Link, useSearchParams } from "@remix-run/react";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import form from "#app/ui/form/form.module.css";
import type { PeriodState } from "#db/queries/ledger/exercise.ts";
import { centralisedAddress } from "../addresses.ts";
import { BookFilters, FilterSelect, usePeriodChoices } from "../book-filters.tsx";
import { type BookSearch, searchWith } from "../book-search.ts";
import styles from "../books.module.css";

interface JournalFiltersProps {
  readonly year: number;
  readonly periods: readonly PeriodState[];
  readonly search: BookSearch;
  readonly sought: string;
  readonly missing: string | null;
  readonly paged: boolean;
  readonly general: boolean;
}

/** The months, and a place to go to: a number or a day. */
export function JournalFilters({ year, periods, search, sought, missing, paged, general }: JournalFiltersProps) {
  const words = useTranslations("books");
  const [asked] = useSearchParams();
  const months = usePeriodChoices(periods);
  const textOf = (value: number | undefined) => (value === undefined ? undefined : String(value));
  return (
    <>
      <div className={`${styles.row} no-print`}>
        <BookFilters filtered={asked.has("from") || asked.has("to") || sought !== ""} clear="?">
          <FilterSelect
            name="from"
            label={words("filters.from")}
            value={textOf(search.from)}
            none={words("filters.start")}
            options={months}
          />
          <FilterSelect name="to" label={words("filters.to")} value={textOf(search.to)} none={words("filters.end")} options={months} />
        </BookFilters>
        <GoTo search={search} sought={sought} missing={missing} />
      </div>
      <div className={`${styles.row} no-print`}>
        <span className={styles.links}>{general && <Link to={centralisedAddress(year)}>{words("journal.centralised")}</Link>}</span>
        {(search.all || paged) && (
          <Link to={searchWith(asked, { all: search.all ? null : "1", go: null })} preventScrollReset>
            {words(search.all ? "account.paged" : "account.all")}
          </Link>
        )}
      </div>
    </>
  );
}

function GoTo({ search, sought, missing }: Pick<JournalFiltersProps, "search" | "sought" | "missing">) {
  const words = useTranslations("books");
  const [id, errorId] = [useId(), useId()];
  return (
    <Form method="get" className={styles.filters} preventScrollReset>
      {search.from !== undefined && <input type="hidden" name="from" value={search.from} />}
      {search.to !== undefined && <input type="hidden" name="to" value={search.to} />}
      <div className={styles.filter}>
        <label htmlFor={id}>{words("journal.goTo")}</label>
        <input
          key={sought}
          id={id}
          name="go"
          defaultValue={sought}
          placeholder={words("journal.goToHint")}
          className={form.control}
          aria-invalid={missing === null ? undefined : true}
          aria-describedby={missing === null ? undefined : errorId}
        />
        {missing !== null && (
          <span id={errorId} role="alert" className={form.error}>
            {words("journal.notFound", { sought: missing })}
          </span>
        )}
      </div>
      <button type="submit" className={buttonClass()}>
        {words("journal.go")}
      </button>
    </Form>
  );
}
