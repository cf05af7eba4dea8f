import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { useFormat } from "#app/ui/format/formatter.ts";
import { DataTable } from "#app/ui/table/data-table.tsx";
import type { Campaign } from "#db/queries/campaign.ts";

/** The campaigns of the year, each a link to its units. */
export function CampaignList({ campaigns }: { readonly campaigns: readonly Campaign[] }) {
  const words = useTranslations("campaigns");
  const format = useFormat();
  return (
    <DataTable
      caption={words("list")}
      rows={campaigns}
      rowKey={(row) => row.id}
      columns={[
        { key: "label", head: words("columns.label"), cell: (row) => <Link to={`?campaign=${row.id}`}>{row.label}</Link> },
        { key: "kind", head: words("columns.kind"), cell: (row) => words(`kinds.${row.kind}`) },
        { key: "state", head: words("columns.state"), cell: (row) => words(`states.${row.state}`) },
        {
          key: "dates",
          head: words("columns.dates"),
          cell: (row) => words("dates", { from: format.day(row.opensOn), to: format.day(row.closesOn) }),
        },
      ]}
    />
  );
}
