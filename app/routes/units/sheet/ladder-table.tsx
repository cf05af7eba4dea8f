import { useTranslations } from "use-intl";
import { Amount } from "#app/ui/amount.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { Ladder } from "./ladder.ts";

const rungs = ["requested", "arbitrated", "notified", "released", "committed", "paid"] as const;

/** From what was asked to what was paid, one row for each resource; « /// » where a phase has not spoken or does not apply. */
export function LadderTable({ ladder }: { readonly ladder: readonly Ladder[] }) {
  const words = useTranslations("units.page");
  const stages = useTranslations("stages");
  const resources = useTranslations("resources");
  const columns: Column<Ladder>[] = [
    { key: "resource", head: words("resource"), cell: ({ resource }) => resources(resource) },
    ...rungs.map(
      (key): Column<Ladder> => ({
        key,
        head: stages(key === "released" ? "allotted" : key),
        align: "end",
        cell: (row) => <Amount quantity={row[key] ?? "not-applicable"} resource={row.resource} withUnit />,
      }),
    ),
  ];
  return <DataTable caption={words("ladder")} hideCaption main columns={columns} rows={ladder} rowKey={({ resource }) => resource} />;
}
