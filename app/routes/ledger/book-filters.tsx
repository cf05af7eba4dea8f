import { Form, Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import form from "#app/ui/form/form.module.css";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { PeriodState } from "#db/queries/ledger/exercise.ts";
import styles from "./books.module.css";

/** The filters of a book: a form that reads the page again, so that a filtered book has an address. `kept` goes along unseen. */
export function BookFilters({
  children,
  filtered,
  clear,
  kept = {},
}: {
  readonly children: ReactNode;
  readonly filtered: boolean;
  readonly clear: string;
  readonly kept?: Readonly<Record<string, string | null>>;
}) {
  const words = useTranslations("books");
  return (
    <Form method="get" role="search" aria-label={words("filters.title")} className={`${styles.filters} no-print`} preventScrollReset>
      {Object.entries(kept).map(([name, value]) => value !== null && <input key={name} type="hidden" name={name} value={value} />)}
      {children}
      <div className={styles.filterActions}>
        <button type="submit" className={buttonClass()}>
          {words("filters.apply")}
        </button>
        {filtered && (
          <Link to={clear} className={styles.clear} preventScrollReset>
            {words("filters.clear")}
          </Link>
        )}
      </div>
    </Form>
  );
}

/** A list; the empty choice says `none` and leaves the filter out. Remade when the address changes, so that it shows what is filtered. */
export function FilterSelect({
  name,
  label,
  value,
  none,
  options,
}: {
  readonly name: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly none?: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}) {
  const id = useId();
  return (
    <div className={styles.filter}>
      <label htmlFor={id}>{label}</label>
      <select key={value} id={id} name={name} defaultValue={value ?? ""} className={form.control}>
        {none !== undefined && <option value="">{none}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

export function FilterText({
  name,
  label,
  value,
  type = "search",
  placeholder,
}: {
  readonly name: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly type?: "search" | "date";
  readonly placeholder?: string;
}) {
  const id = useId();
  return (
    <div className={styles.filter}>
      <label htmlFor={id}>{label}</label>
      <input key={value} id={id} name={name} type={type} defaultValue={value ?? ""} placeholder={placeholder} className={form.control} />
    </div>
  );
}

export function FilterTick({ name, label, value }: { readonly name: string; readonly label: string; readonly value: boolean }) {
  const id = useId();
  return (
    <div className={styles.tick}>
      <input key={String(value)} id={id} type="checkbox" name={name} value="1" defaultChecked={value} />
      <label htmlFor={id}>{label}</label>
    </div>
  );
}

/** The periods of the exercise by their months: `from` and `to`, or `to` alone (« arrêtée à la fin de »). */
export function usePeriodChoices(periods: readonly PeriodState[]): { value: string; label: string }[] {
  const words = useTranslations("books");
  const format = useFormat();
  return periods.map(({ period, firstDay, complementary }) => ({
    value: String(period),
    label: complementary ? words("filters.complementary", { period }) : format.month(firstDay.slice(0, 7), "longWithYear"),
  }));
}
