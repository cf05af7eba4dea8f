import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { Day } from "#app/domain/month.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { WaitingRequest } from "#db/queries/execution.ts";
import { commitmentAddress, paymentRequestAddress, rejectionAddress } from "../../units/addresses.ts";
import styles from "../../units/units.module.css";
import { OverrunPill } from "../overrun-mark.tsx";

type Waiting = Omit<WaitingRequest, "author"> & { readonly mine: boolean; readonly mayPay: boolean };

interface WaitingTableProps {
  readonly year: number;
  readonly requests: readonly Waiting[];
  readonly today: Day;
}

/** What waits for its payment, what is due first, then the oldest; a box for each that the reader may pay: never one's own. */
export function WaitingTable({ year, requests, today }: WaitingTableProps) {
  const words = useTranslations("execution");
  const acts = useTranslations("acts");
  const format = useFormat();
  const rejection: Column<Waiting> = {
    key: "reject",
    head: words("reject"),
    cell: ({ id, mayPay }) => mayPay && <Link to={rejectionAddress(year, id)}>{words("reject")}</Link>,
  };
  const columns: Column<Waiting>[] = [
    { key: "number", head: words("number"), cell: (row) => <Tick row={row} year={year} /> },
    { key: "on", head: words("requestDay"), cell: ({ requestedOn }) => format.day(requestedOn) },
    {
      key: "due",
      head: acts("batch.due"),
      cell: ({ dueOn }) =>
        dueOn === null ? "///" : dueOn < today ? <StatePill kind="late">{format.day(dueOn)}</StatePill> : format.day(dueOn),
    },
    { key: "party", head: words("party"), cell: ({ party }) => party },
    {
      key: "label",
      head: words("label"),
      cell: ({ label, kind, overrun }) => (
        <>
          {kind === "advance" && `${acts("request.kinds.advance")} · `}
          {label} {overrun && <OverrunPill />}
        </>
      ),
    },
    {
      key: "commitment",
      head: words("commitment"),
      cell: ({ commitmentId, commitmentNumber, flow }) =>
        commitmentId === null ? (
          words(`flows.${flow}`)
        ) : (
          <Link to={commitmentAddress(year, commitmentId)} className={styles.keep}>
            {commitmentNumber}
          </Link>
        ),
    },
    { key: "unit", head: words("unit"), cell: ({ unit }) => <span className={styles.keep}>{unit}</span> },
    {
      key: "author",
      head: words("requestedBy"),
      cell: ({ authorName, mine, mayPay }) => (mine ? words(mayPay ? "byYou" : "you") : authorName),
    },
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

function Tick({ row: { id, number, mine, mayPay }, year }: { readonly row: Waiting; readonly year: number }) {
  const link = (
    <Link to={paymentRequestAddress(year, id)} className={styles.keep}>
      {number}
    </Link>
  );
  if (!mayPay || mine) return link;
  const words = `tick-${id}`;
  return (
    <span className={styles.tick}>
      <input type="checkbox" name="request" value={id} aria-labelledby={words} /> <span id={words}>{link}</span>
    </span>
  );
}
