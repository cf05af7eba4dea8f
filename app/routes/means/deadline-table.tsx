import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { Deadline } from "#app/domain/means/lease.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type StateKind, StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import styles from "../units/units.module.css";
import { leaseAddress } from "./addresses.ts";

interface DeadlineRow extends Deadline {
  readonly lease: string;
  readonly site: string;
  readonly rent: Quantity;
}

const pills = { late: "late", soon: "decision", coming: "not-started" } as const satisfies Record<Deadline["state"], StateKind>;

/** What is to be decided of leases: late and within a year first, what comes later folded. */
export function Deadlines({ year, rows }: { readonly year: number; readonly rows: readonly DeadlineRow[] }) {
  const words = useTranslations("means.deadlines");
  const later = rows.filter(({ state }) => state === "coming");
  const near = rows.filter(({ state }) => state !== "coming");
  return (
    <>
      {near.length > 0 ? <DeadlineTable year={year} rows={near} /> : <p className={styles.note}>{words("nothingSoon")}</p>}
      {later.length > 0 && (
        <details className={styles.folded}>
          <summary>{words("later", { count: later.length })}</summary>
          <DeadlineTable year={year} rows={later} caption={words("later", { count: later.length })} />
        </details>
      )}
    </>
  );
}

/** What is to be decided of leases, and until when. */
export function DeadlineTable({
  year,
  rows,
  caption,
}: {
  readonly year: number;
  readonly rows: readonly DeadlineRow[];
  readonly caption?: string;
}) {
  const words = useTranslations("means");
  const format = useFormat();
  const columns: Column<DeadlineRow>[] = [
    { key: "decideBy", head: words("deadlines.decideBy"), cell: ({ decideBy }) => format.day(decideBy) },
    { key: "what", head: words("deadlines.what"), cell: ({ kind, on }) => words(`deadlines.${kind}`, { day: format.day(on) }) },
    { key: "lease", head: words("columns.lease"), cell: ({ lease }) => <Link to={leaseAddress(year, lease)}>{lease}</Link> },
    { key: "site", head: words("columns.site"), cell: ({ site }) => site },
    {
      key: "rent",
      head: words("columns.yearlyRent"),
      unit: "€",
      align: "end",
      cell: ({ rent }) => <Amount quantity={rent} resource="CP" />,
    },
    {
      key: "state",
      head: words("columns.state"),
      cell: ({ state }) => <StatePill kind={pills[state]}>{words(`deadlines.${state}`)}</StatePill>,
    },
  ];
  return (
    <DataTable
      caption={caption ?? words("deadlines.title")}
      hideCaption
      columns={columns}
      rows={rows}
      rowKey={({ lease, kind, on }) => `${lease} ${kind} ${on}`}
    />
  );
}
