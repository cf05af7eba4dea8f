import { useTranslations } from "use-intl";
import type { Month } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Section } from "#app/ui/shell/page.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";

export interface PreviewRow {
  readonly row: number;
  readonly object: string;
  readonly expense: { readonly month: Month; readonly amount: Quantity; readonly payments: number } | null;
  readonly line: string | null;
  /** Why it is not added, in words. */
  readonly fault: string | null;
}

/** What the rows that were pasted will add, and why some will not. */
export function PastedPreview({ good, preview }: { readonly good: number; readonly preview: readonly PreviewRow[] }) {
  const words = useTranslations("planned");
  const format = useFormat();
  const bad = preview.length - good;
  return (
    <Section title={words("preview")}>
      <p role="status">{words("previewCount", { good: good, bad })}</p>
      <DataTable
        caption={words("preview")}
        hideCaption
        rows={preview}
        rowKey={({ row }) => String(row)}
        empty={<p>{words("nothingPasted")}</p>}
        columns={[
          { key: "row", head: words("row"), cell: ({ row }) => String(row) },
          { key: "object", head: words("object"), cell: ({ object }) => object || "///" },
          {
            key: "amount",
            head: words("amount"),
            unit: format.unit("AE"),
            align: "end",
            cell: ({ expense }) => (expense ? <Amount quantity={expense.amount} resource="AE" /> : "///"),
          },
          {
            key: "month",
            head: words("month"),
            cell: ({ expense }) => (expense ? format.month(expense.month, "withYear") : "///"),
          },
          {
            key: "payments",
            head: words("payments"),
            align: "end",
            cell: ({ expense }) => (expense ? format.count(expense.payments) : "///"),
          },
          { key: "line", head: words("line"), cell: ({ expense, line }) => line ?? (expense ? words("outOfPlan") : "///") },
          { key: "fault", head: words("outcome"), cell: ({ fault }) => fault ?? words("willAdd") },
        ]}
      />
    </Section>
  );
}
