import { useTranslations } from "use-intl";
import type { OpeningLine } from "#app/domain/ledger/opening-balances.ts";
import { sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";

/** What is to be posted, line by line; totals where the whole is shown. */
export function OpeningLines({ lines, whole }: { readonly lines: readonly OpeningLine[]; readonly whole: boolean }) {
  const words = useTranslations("closing");
  const format = useFormat();
  const debit = (balance: bigint) => (balance > 0n ? balance : 0n);
  const credit = (balance: bigint) => (balance < 0n ? -balance : 0n);
  const amounts = ([key, side]: readonly ["debit" | "credit", (balance: bigint) => bigint]): Column<OpeningLine> => ({
    key,
    head: words(`opening.${key}`),
    unit: format.unit("EUR"),
    align: "end",
    cell: ({ balance }) => (side(balance) === 0n ? "" : <Amount quantity={side(balance)} resource="EUR" />),
  });
  const columns: Column<OpeningLine>[] = [
    { key: "account", head: words("opening.account"), cell: ({ account }) => account },
    { key: "party", head: words("opening.party"), cell: ({ party }) => party ?? "" },
    {
      key: "voucher",
      head: words("opening.voucher"),
      cell: ({ voucher, voucherDate }) =>
        voucher === null ? "" : `${voucher}${voucherDate === null ? "" : `, ${format.day(voucherDate)}`}`,
    },
    { key: "label", head: words("opening.label"), cell: ({ label }) => label ?? "" },
    amounts(["debit", debit]),
    amounts(["credit", credit]),
  ];
  const total = (side: (balance: bigint) => bigint) => <Amount quantity={sum(lines.map(({ balance }) => side(balance)))} resource="EUR" />;
  return (
    <DataTable
      caption={words("opening.caption")}
      main
      columns={columns}
      rows={lines}
      rowKey={(line) => JSON.stringify([line.account, line.party, line.voucher, line.voucherDate, line.label])}
      totals={whole ? { debit: total(debit), credit: total(credit) } : undefined}
    />
  );
}
