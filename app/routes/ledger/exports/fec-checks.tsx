import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { FecCheck } from "#db/queries/ledger/fec-readiness.ts";
import { entryAddress } from "../addresses.ts";
import styles from "./exports.module.css";

/** What is checked before the file leaves; a fault leads to its entries. */
export function FecChecks({ year, checks }: { readonly year: number; readonly checks: readonly FecCheck[] }) {
  const words = useTranslations("exports");
  const failing = checks.filter(({ faultCount }) => faultCount > 0).length;
  const columns: Column<FecCheck>[] = [
    { key: "check", head: words("checks.check"), cell: ({ name }) => words(`check.${name}`) },
    {
      key: "result",
      head: words("checks.result"),
      cell: ({ faultCount }) => (
        <StatePill kind={faultCount === 0 ? "done" : "fault"}>
          {faultCount === 0 ? words("checks.passed") : words("checks.faults", { count: faultCount })}
        </StatePill>
      ),
    },
    {
      key: "where",
      head: words("checks.where"),
      cell: ({ entries }) => (
        <span className={styles.places}>
          {entries.map(({ id, name }) => (
            <Link key={String(id)} to={entryAddress(year, id)}>
              {name}
            </Link>
          ))}
        </span>
      ),
    },
  ];
  return (
    <>
      <p className={styles.sentence}>{words("checks.sentence", { count: failing })}</p>
      <DataTable
        caption={words("checks.caption", { year: String(year) })}
        hideCaption
        main
        columns={columns}
        rows={checks}
        rowKey={({ name }) => name}
      />
    </>
  );
}
