import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { type Chain, outstanding } from "#app/domain/execution/chain.ts";
import type { ChainMeasure } from "#app/domain/trace/chain-measure.ts";
import type { Scope } from "#app/domain/trace/trace-key.ts";
import { chainTrace } from "#app/domain/trace/trace-of.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { CommitmentSummary } from "#db/queries/execution.ts";
import { commitmentAddress } from "../units/addresses.ts";
import styles from "../units/units.module.css";
import { OverrunPill } from "./overrun-mark.tsx";

interface CommitmentTableProps {
  readonly year: number;
  readonly commitments: readonly CommitmentSummary[];
  /** Of which units their lines are added up; of all that the reader sees unless said. */
  readonly scope?: Scope;
  readonly empty: ReactNode;
  readonly main?: boolean;
  readonly pages?: { readonly first?: string | undefined; readonly next?: string | undefined };
}

/** Commitments, the latest first: how far each has come, all years together, and what remains to be paid. */
export function CommitmentTable({ year, commitments, scope = { kind: "all" }, empty, main = false, pages }: CommitmentTableProps) {
  const words = useTranslations("execution");
  const format = useFormat();
  const amount = (key: ChainMeasure, head: string, of: (chain: Chain) => bigint): Column<CommitmentSummary> => ({
    key,
    head,
    unit: format.unit("EUR"),
    align: "end",
    cell: (row) => <Amount quantity={of(row)} resource="EUR" trace={chainTrace(key, { scope, year, commitment: row.id })} />,
  });
  const columns: Column<CommitmentSummary>[] = [
    { key: "number", head: words("number"), cell: ({ id, number }) => <NumberLink to={commitmentAddress(year, id)} number={number} /> },
    { key: "on", head: words("day"), cell: ({ committedOn }) => format.day(committedOn) },
    {
      key: "label",
      head: words("label"),
      cell: ({ label, overrun }) => (
        <>
          {label} {overrun && <OverrunPill />}
        </>
      ),
    },
    { key: "party", head: words("party"), cell: ({ party }) => party },
    { key: "units", head: words("unit"), cell: ({ units }) => <span className={styles.keep}>{units.join(", ")}</span> },
    amount("held", words("step.committed"), ({ committed, withdrawn }) => committed - withdrawn),
    amount("certified", words("step.certified"), ({ certified }) => certified),
    amount("paid", words("step.paid"), ({ paid }) => paid),
    amount("outstanding", words("outstanding"), outstanding),
  ];
  return (
    <DataTable
      caption={words("commitments")}
      hideCaption
      main={main}
      columns={columns}
      rows={commitments}
      rowKey={({ id }) => id}
      empty={empty}
      pages={pages}
    />
  );
}

function NumberLink({ to, number }: { readonly to: string; readonly number: string }) {
  return (
    <Link to={to} className={styles.keep}>
      {number}
    </Link>
  );
}
