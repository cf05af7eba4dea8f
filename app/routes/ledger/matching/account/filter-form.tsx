import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { matchingStates } from "#app/domain/ledger/matching/state.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import type { PaneFilter } from "#db/queries/ledger/matching/pane.ts";
import styles from "../matching.module.css";
import { noParty } from "./filter-names.ts";

interface FilterFormProps {
  readonly filter: PaneFilter;
  readonly parties: readonly { readonly code: string; readonly label: string }[];
  /** The page without filters; null where there are none. */
  readonly clear: string | null;
}

/** Which lines to see: a form of the address, so that a colleague opens the same picture. */
export function FilterForm({ filter, parties, clear }: FilterFormProps) {
  const words = useTranslations("matching.filter");
  const party = filter.party === null ? noParty : (filter.party ?? "");
  return (
    <Form method="get" className={styles.filter} aria-label={words("title")} key={JSON.stringify(filter)}>
      <label>
        {words("party")}
        <select name="party" defaultValue={party}>
          <option value="">{words("allParties")}</option>
          <option value={noParty}>{words("noParty")}</option>
          {parties.map(({ code, label }) => (
            <option key={code} value={code}>
              {`${label} (${code})`}
            </option>
          ))}
        </select>
      </label>
      <label>
        {words("query")}
        <input type="search" name="q" defaultValue={filter.query} autoComplete="off" />
      </label>
      <label>
        {words("state")}
        <select name="state" defaultValue={filter.state}>
          {matchingStates.map((state) => (
            <option key={state} value={state}>
              {words(state)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {words("from")}
        <input type="date" name="from" defaultValue={filter.from} />
      </label>
      <label>
        {words("to")}
        <input type="date" name="to" defaultValue={filter.to} />
      </label>
      <button type="submit" className={buttonClass()}>
        {words("submit")}
      </button>
      {clear !== null && (
        <Link to={clear} className={buttonClass()}>
          {words("clear")}
        </Link>
      )}
    </Form>
  );
}
