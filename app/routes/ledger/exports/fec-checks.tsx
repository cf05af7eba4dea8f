import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { FecCheck, FecPlace } from "#db/queries/ledger/fec-readiness.ts";
import { accountAddress, entryAddress, exportsAddress, journalAddress, partyAddress, statementsAddress } from "../addresses.ts";
import styles from "./exports.module.css";

/** What is checked before the file leaves; a fault leads to its entries, accounts, journals or parties. */
export function FecChecks({ year, checks }: { readonly year: number; readonly checks: readonly FecCheck[] }) {
  const words = useTranslations("exports");
  const failing = checks.filter(({ faultCount }) => faultCount > 0);
  const said = { faults: failing.filter(isFault).length, warnings: failing.filter((check) => !isFault(check)).length };
  const columns: Column<FecCheck>[] = [
    { key: "check", head: words("checks.check"), cell: ({ name }) => words(`check.${name}`) },
    { key: "result", head: words("checks.result"), cell: (check) => <Result check={check} /> },
    { key: "where", head: words("checks.where"), cell: ({ places }) => <Places year={year} places={places} /> },
  ];
  return (
    <>
      <p className={styles.sentence}>{words("checks.sentence", said)}</p>
      <DataTable
        caption={words("checks.caption", { year: String(year) })}
        hideCaption
        main
        columns={failing.length === 0 ? columns.slice(0, 2) : columns}
        rows={checks}
        rowKey={({ name }) => name}
      />
    </>
  );
}

/** For long books: the checks are run when somebody asks. The file is read back whole when it is made in any case. */
export function UnaskedChecks({ year, lines }: { readonly year: number; readonly lines: bigint }) {
  const words = useTranslations("exports");
  return (
    <>
      <p className={styles.sentence}>{words("checks.unasked", { lines: useFormat().count(lines) })}</p>
      <Link to={`${exportsAddress(year)}?checks=1`} className={buttonClass()} preventScrollReset>
        {words("checks.run")}
      </Link>
    </>
  );
}

function Result({ check }: { readonly check: FecCheck }) {
  const words = useTranslations("exports");
  const { faultCount: count } = check;
  if (count === 0) return <StatePill kind="done">{words("checks.passed")}</StatePill>;
  if (isFault(check)) return <StatePill kind="fault">{words("checks.faults", { count })}</StatePill>;
  return <StatePill kind="late">{words("checks.warnings", { count })}</StatePill>;
}

function Places({ year, places }: { readonly year: number; readonly places: readonly FecPlace[] }) {
  const words = useTranslations("exports");
  return (
    <span className={styles.places}>
      {places.map((place) => {
        const name = place.kind === "result" ? words("checks.exerciseResult") : place.name;
        return (
          <Link key={`${place.kind} ${name}`} to={addressOf(year, place)}>
            {name}
          </Link>
        );
      })}
    </span>
  );
}

function addressOf(year: number, place: FecPlace): string {
  switch (place.kind) {
    case "entry":
      return entryAddress(year, place.id);
    case "account":
      return accountAddress(year, place.name);
    case "journal":
      return journalAddress(year, place.name);
    case "party":
      return partyAddress(year, place.name);
    case "result":
      return statementsAddress(year);
  }
}

function isFault({ severity }: FecCheck): boolean {
  return severity === "fault";
}
