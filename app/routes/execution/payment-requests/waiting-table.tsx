import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { WaitingRequest } from "#db/queries/execution.ts";
import { commitmentAddress, rejectionAddress } from "../../units/addresses.ts";
import styles from "../../units/units.module.css";

type Waiting = Omit<WaitingRequest, "author"> & { readonly mine: boolean; readonly mayPay: boolean };

/** What waits for its payment, the oldest first; a box for each that the reader may pay: never one's own. */
export function WaitingTable({ year, requests }: { readonly year: number; readonly requests: readonly Waiting[] }) {
  const words = useTranslations("execution");
  const format = useFormat();
  const rejection: Column<Waiting> = {
    key: "reject",
    head: words("reject"),
    cell: ({ id, mayPay }) => mayPay && <Link to={rejectionAddress(year, id)}>{words("reject")}</Link>,
  };
  const columns: Column<Waiting>[] = [
    { key: "number", head: words("number"), cell: (row) => <Tick row={row} /> },
    { key: "on", head: words("requestDay"), cell: ({ requestedOn }) => format.day(requestedOn) },
    { key: "party", head: words("party"), cell: ({ party }) => party },
    { key: "label", head: words("label"), cell: ({ label }) => label },
    {
      key: "commitment",
      head: words("commitment"),
      cell: ({ commitmentId, commitmentNumber, flow }) =>
        commitmentId === null ? (
          words(`flows.${flow === 4 ? "4" : "3"}`)
        ) : (
          <Link to={commitmentAddress(year, commitmentId)} className={styles.keep}>
            {commitmentNumber}
          </Link>
        ),
    },
    { key: "unit", head: words("unit"), cell: ({ unit }) => <span className={styles.keep}>{unit}</span> },
    { key: "author", head: words("requestedBy"), cell: ({ authorName, mine }) => (mine ? words("byYou") : authorName) },
    {
      key: "amount",
      head: words("amount"),
      unit: format.unit("EUR"),
      align: "end",
      cell: ({ amount }) => <Amount quantity={amount} resource="EUR" />,
    },
    ...(requests.some(({ mayPay }) => mayPay) ? [rejection] : []),
  ];
  return (
    <DataTable
      caption={words("toPayHeading")}
      hideCaption
      main
      columns={columns}
      rows={requests}
      rowKey={({ id }) => id}
      empty={<EmptyState title={words("nothingToPay")} />}
    />
  );
}

function Tick({ row: { id, number, mine, mayPay } }: { readonly row: Waiting }) {
  if (!mayPay || mine) return <span className={styles.keep}>{number}</span>;
  return (
    <label className={styles.tick}>
      <input type="checkbox" name="request" value={id} /> {number}
    </label>
  );
}
