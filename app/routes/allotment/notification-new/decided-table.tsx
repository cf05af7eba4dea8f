import { useTranslations } from "use-intl";
import { Amount } from "#app/ui/amount.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { ScenarioToNotify } from "#db/queries/allotment-board.ts";

type Decided = ScenarioToNotify["amounts"][number];

/** What would be notified, against what the programme holds. */
export function DecidedTable({ amounts }: { readonly amounts: readonly Decided[] }) {
  const words = useTranslations("allotment");
  const resources = useTranslations("resources");
  const column = (key: string, head: string, amount: (row: Decided) => bigint): Column<Decided> => ({
    key,
    head,
    align: "end",
    cell: (row) => (
      <Amount quantity={amount(row)} resource={row.resource} withUnit {...(amount(row) < 0n ? { tone: "over" as const } : {})} />
    ),
  });
  const columns: Column<Decided>[] = [
    {
      key: "resource",
      head: words("resource"),
      cell: ({ spendingClass, resource }) => `${resources(resource)} · ${words(`class.${spendingClass}`)}`,
    },
    column("decided", words("stage.arbitrated"), ({ decided }) => decided),
    column("unallocated", words("unallocated"), ({ unallocated }) => unallocated),
    column("left", words("notification.left"), ({ unallocated, decided }) => unallocated - decided),
  ];
  return (
    <DataTable
      caption={words("notification.decided")}
      main
      columns={columns}
      rows={amounts}
      rowKey={({ spendingClass, resource }) => `${spendingClass}${resource}`}
    />
  );
}
