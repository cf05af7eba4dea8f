import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { type OutstandingParts, stillnessOf } from "#app/domain/execution/outstanding.ts";
import type { Scope } from "#app/domain/trace/trace-key.ts";
import { type ChainPlace, chainTrace } from "#app/domain/trace/trace-of.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { OutstandingCommitment, OutstandingTotal } from "#db/queries/execution-outstanding.ts";
import { commitmentAddress } from "../../units/addresses.ts";
import styles from "../../units/units.module.css";

interface OutstandingTableProps {
  readonly year: number;
  readonly on: string;
  readonly commitments: readonly OutstandingCommitment[];
  /** Of every page together. */
  readonly total: OutstandingTotal;
  /** Of which units their lines are added up. */
  readonly scope: Scope;
  /** Which of them `total` is of, where a story can say it. */
  readonly traced: Pick<ChainPlace, "exercise"> | undefined;
  readonly empty: ReactNode;
  readonly pages: { readonly first: string | undefined; readonly next: string | undefined };
}

const parts = ["outstanding", "owed", "accrued", "uncertified"] as const satisfies readonly (keyof OutstandingParts)[];

/** Commitments of which something remains to be paid, the most first, and where it stands in its chain. */
export function OutstandingTable({ year, on, commitments, total, scope, traced, empty, pages }: OutstandingTableProps) {
  const words = useTranslations("outstanding");
  const execution = useTranslations("execution");
  const format = useFormat();
  const columns: Column<OutstandingCommitment>[] = [
    {
      ...{ key: "number", head: execution("number") },
      cell: ({ id, number }) => (
        <Link to={commitmentAddress(year, id)} className={styles.keep}>
          {number}
        </Link>
      ),
    },
    { key: "label", head: execution("label"), cell: ({ label }) => label },
    { key: "party", head: execution("party"), cell: ({ party }) => party },
    { key: "units", head: words("unit"), cell: ({ units }) => <span className={styles.keep}>{units.join(", ")}</span> },
    ...parts.map(
      (key): Column<OutstandingCommitment> => ({
        ...{ key, head: key === "outstanding" ? execution("outstanding") : words(`column.${key}`), unit: format.unit("EUR"), align: "end" },
        cell: (row) => <Amount quantity={row[key]} resource="EUR" trace={chainTrace(key, { scope, year, on, commitment: row.id })} />,
      }),
    ),
    {
      ...{ key: "lastMoved", head: words("lastMoved") },
      cell: ({ lastMoved }) => {
        const still = stillnessOf(lastMoved, on);
        if (still === "moving") return format.day(lastMoved);
        return (
          <>
            {format.day(lastMoved)} <StatePill kind={still === "months6" ? "in-progress" : "late"}>{words(`pill.${still}`)}</StatePill>
          </>
        );
      },
    },
  ];
  const totalOf = (key: (typeof parts)[number]) => (
    <Amount quantity={total[key]} resource="EUR" trace={traced && chainTrace(key, { ...traced, scope, year, on })} />
  );
  return (
    <DataTable
      caption={words("commitments")}
      hideCaption
      main
      columns={columns}
      rows={commitments}
      rowKey={({ id }) => id}
      totals={Object.fromEntries(parts.map((key) => [key, totalOf(key)]))}
      empty={empty}
      pages={pages}
    />
  );
}
