import { useTranslations } from "use-intl";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { KeptCheck } from "#db/queries/ledger/closing.ts";

/** What the list said on the day of the closing, silent points left aside. */
export function KeptChecks({ checks }: { readonly checks: readonly KeptCheck[] }) {
  const words = useTranslations("closing");
  const format = useFormat();
  const nameOf = (name: string) => {
    const key = `check.${name}` as Parameters<typeof words>[0];
    return words.has(key) ? (words as (key: Parameters<typeof words>[0]) => string)(key) : name;
  };
  const columns: Column<KeptCheck>[] = [
    { key: "check", head: words("checklist.check"), cell: ({ name }) => nameOf(name) },
    { key: "count", head: words("checklist.count"), align: "end", cell: ({ count }) => format.count(count) },
    {
      key: "amount",
      head: words("checklist.amount"),
      align: "end",
      cell: ({ amount, resource }) => (amount === null ? "" : format.amountWithUnit(amount, resource)),
    },
  ];
  const said = checks.filter(({ count }) => count > 0);
  if (said.length === 0) return <p>{words("checklist.silent")}</p>;
  return <DataTable caption={words("checklist.kept")} hideCaption columns={columns} rows={said} rowKey={({ name }) => name} />;
}
