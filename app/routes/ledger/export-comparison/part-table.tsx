import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { type PartDifference, partTotal } from "#app/domain/fec/comparison/part-differences.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { accountAddress, journalAddress } from "../addresses.ts";

interface PartTableProps {
  readonly year: number;
  readonly kind: "journal" | "account";
  readonly parts: readonly PartDifference[];
}
type Sides = Pick<PartDifference, "before" | "after">;

/** The journals or the accounts whose totals moved: by how much, in lines and in cents. */
export function PartTable({ year, kind, parts }: PartTableProps) {
  const words = useTranslations("exportComparison");
  const cells = useCells();
  const addressOf = kind === "journal" ? journalAddress : accountAddress;
  const columns: Column<PartDifference>[] = [
    { key: kind, head: words(kind), cell: ({ code }) => <Link to={addressOf(year, code)}>{code}</Link> },
    { key: "label", head: words("label"), cell: ({ label }) => label },
    { key: "lines", head: words("linesGap"), align: "end", cell: cells.lines },
    { key: "debit", head: words("debitGap"), unit: "€", align: "end", cell: cells.debit },
    { key: "credit", head: words("creditGap"), unit: "€", align: "end", cell: cells.credit },
    { key: "before", head: words("balanceBefore"), unit: "€", align: "end", cell: cells.before },
    { key: "after", head: words("balanceAfter"), unit: "€", align: "end", cell: cells.after },
    { key: "gap", head: words("balanceGap"), unit: "€", align: "end", cell: cells.gap },
  ];
  const total = partTotal(parts);
  const totals = Object.fromEntries(Object.entries(cells).map(([key, cell]) => [key, cell(total)]));
  return (
    <DataTable
      caption={words(kind === "journal" ? "byJournal" : "byAccount")}
      hideCaption
      columns={columns}
      rows={parts}
      totals={totals}
      rowKey={({ code }) => code}
      empty={<EmptyState title={words(kind === "journal" ? "noJournal" : "noAccount")} />}
    />
  );
}

function useCells(): Readonly<Record<"lines" | "debit" | "credit" | "before" | "after" | "gap", (sides: Sides) => string>> {
  const format = useFormat();
  const gap = (cents: bigint) => format.amount(cents, "EUR", { sign: "always" });
  const balance = ({ debit, credit }: PartDifference["before"]) => debit - credit;
  const linesGap = ({ before, after }: Sides) => after.lines - before.lines;
  return {
    lines: (sides) => `${linesGap(sides) > 0 ? "+" : ""}${format.count(linesGap(sides))}`,
    debit: ({ before, after }) => gap(after.debit - before.debit),
    credit: ({ before, after }) => gap(after.credit - before.credit),
    before: ({ before }) => format.amount(balance(before), "EUR"),
    after: ({ after }) => format.amount(balance(after), "EUR"),
    gap: ({ before, after }) => gap(balance(after) - balance(before)),
  };
}
