import { useTranslations } from "use-intl";
import type { LeaseCommitment, LeasePayment } from "#app/domain/means/lease-schedule.ts";
import { sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";

/** When authorisations are consumed, and for which days. */
export function CommitmentTable({ rows }: { readonly rows: readonly LeaseCommitment[] }) {
  const words = useTranslations("means");
  const format = useFormat();
  const columns: Column<LeaseCommitment>[] = [
    { key: "on", head: words("lease.on"), cell: ({ on }) => format.day(on) },
    { key: "kind", head: words("lease.why"), cell: ({ kind }) => words(`commitments.${kind}`) },
    {
      key: "period",
      head: words("lease.period"),
      cell: ({ from, to }) => words("lease.fromTo", { from: format.day(from), to: format.day(to) }),
    },
    {
      ...{ key: "ae", head: words("columns.ae"), unit: "€", align: "end" },
      cell: ({ amount }) => <Amount quantity={amount} resource="AE" sign="negative" />,
    },
  ];
  return (
    <DataTable
      caption={words("lease.commitments")}
      hideCaption
      columns={columns}
      rows={rows}
      rowKey={({ kind, on, from }) => `${kind} ${on} ${from}`}
      totals={{ ae: <Amount quantity={sum(rows.map(({ amount }) => amount))} resource="AE" /> }}
    />
  );
}

/** Each time the rent falls due. */
export function PaymentTable({ rows }: { readonly rows: readonly LeasePayment[] }) {
  const words = useTranslations("means");
  const format = useFormat();
  const columns: Column<LeasePayment>[] = [
    { key: "month", head: words("lease.month"), cell: ({ month }) => format.month(month, "longWithYear") },
    {
      key: "period",
      head: words("lease.period"),
      cell: ({ from, to }) => words("lease.fromTo", { from: format.day(from), to: format.day(to) }),
    },
    { key: "rent", head: words("columns.rent"), unit: "€", align: "end", cell: ({ rent }) => <Amount quantity={rent} resource="CP" /> },
    {
      ...{ key: "charges", head: words("columns.charges"), unit: "€", align: "end" },
      cell: ({ charges }) => <Amount quantity={charges} resource="CP" />,
    },
  ];
  return (
    <DataTable
      caption={words("lease.paymentList")}
      hideCaption
      columns={columns}
      rows={rows}
      rowKey={({ from }) => from}
      totals={{
        rent: <Amount quantity={sum(rows.map(({ rent }) => rent))} resource="CP" />,
        charges: <Amount quantity={sum(rows.map(({ charges }) => charges))} resource="CP" />,
      }}
    />
  );
}
