import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { type PartDifference, partTotal } from "#app/domain/fec/comparison/part-differences.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { accountAddress, journalAddress } from "../addresses.ts";

interface PartTableProps {
  readonly year: number;
  readonly parts: readonly PartDifference[];
}
type Sides = Pick<PartDifference, "before" | "after">;

/** The journals whose totals moved: by how much, in lines and in cents. */
export function JournalTable({ year, parts }: PartTableProps) {
  const words = useTranslations("exportComparison");
  const cells = useCells();
  const columns: Column<PartDifference>[] = [
    { key: "journal", head: words("journal"), cell: ({ code }) => <Link to={journalAddress(year, code)}>{code}</Link> },
    { key: "label", head: words("label"), cell: ({ label }) => label },
    { key: "lines", head: words("linesGap"), align: "end", cell: cells.lines },
    { key: "debitBefore", head: words("debitBefore"), unit: "€", align: "end", cell: cells.debitBefore },
    { key: "debitAfter", head: words("debitAfter"), unit: "€", align: "end", cell: cells.debitAfter },
    { key: "debit", head: words("debitGap"), unit: "€", align: "end", cell: cells.debit },
    { key: "credit", head: words("creditGap"), unit: "€", align: "end", cell: cells.credit },
  ];
  return <PartTable caption={words("byJournal")} none={words("noJournal")} columns={columns} parts={parts} />;
}

/** The accounts whose totals moved, with what their balance was and is. */
export function AccountTable({ year, parts }: PartTableProps) {
  const words = useTranslations("exportComparison");
  const cells = useCells();
  const columns: Column<PartDifference>[] = [
    { key: "account", head: words("account"), cell: ({ code }) => <Link to={accountAddress(year, code)}>{code}</Link> },
    { key: "label", head: words("label"), cell: ({ label }) => label },
    { key: "lines", head: words("linesGap"), align: "end", cell: cells.lines },
    { key: "debit", head: words("debitGap"), unit: "€", align: "end", cell: cells.debit },
    { key: "credit", head: words("creditGap"), unit: "€", align: "end", cell: cells.credit },
    { key: "balanceBefore", head: words("balanceBefore"), unit: "€", align: "end", cell: cells.balanceBefore },
    { key: "balanceAfter", head: words("balanceAfter"), unit: "€", align: "end", cell: cells.balanceAfter },
    { key: "balance", head: words("balanceGap"), unit: "€", align: "end", cell: cells.balance },
  ];
  return <PartTable caption={words("byAccount")} none={words("noAccount")} columns={columns} parts={parts} />;
}

interface TableProps {
  readonly caption: string;
  readonly none: string;
  readonly columns: readonly Column<PartDifference>[];
  readonly parts: readonly PartDifference[];
}

/** Gaps add up to those of the files; what only some parts held does not, and is not added up. */
function PartTable({ caption, none, columns, parts }: TableProps) {
  const { lines, debit, credit, balance } = useCells();
  const total = partTotal(parts);
  const totals = { lines: lines(total), debit: debit(total), credit: credit(total), balance: balance(total) };
  return (
    <DataTable
      caption={caption}
      hideCaption
      columns={columns}
      rows={parts}
      totals={totals}
      rowKey={({ code }) => code}
      empty={<EmptyState title={none} />}
    />
  );
}

function useCells() {
  const format = useFormat();
  const amount = (cents: bigint) => format.amount(cents, "EUR");
  const gap = (cents: bigint) => format.amount(cents, "EUR", { sign: "always" });
  const balanceOf = ({ debit, credit }: PartDifference["before"]) => debit - credit;
  return {
    lines: ({ before, after }: Sides) => `${after.lines > before.lines ? "+" : ""}${format.count(after.lines - before.lines)}`,
    debitBefore: ({ before }: Sides) => amount(before.debit),
    debitAfter: ({ after }: Sides) => amount(after.debit),
    debit: ({ before, after }: Sides) => gap(after.debit - before.debit),
    credit: ({ before, after }: Sides) => gap(after.credit - before.credit),
    balanceBefore: ({ before }: Sides) => amount(balanceOf(before)),
    balanceAfter: ({ after }: Sides) => amount(balanceOf(after)),
    balance: ({ before, after }: Sides) => gap(balanceOf(after) - balanceOf(before)),
  };
}
