import { useTranslations } from "use-intl";
import type { Standing } from "#app/domain/arbitration/envelope.ts";
import { scopeName } from "#app/domain/arbitration/envelope-scope.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { DataTable } from "#app/ui/table/data-table.tsx";

/** Each envelope against what is asked and decided, and what it leaves, in words. */
export function EnvelopeTable({ standings }: { readonly standings: readonly Standing[] }) {
  const words = useTranslations("arbitration");
  const forecast = useTranslations("forecast");
  const resources = useTranslations("resources");
  const format = useFormat();
  const verdict = ({ envelope, decided, decidedOver, measure }: Standing) => {
    if (envelope === null) return "///";
    const say = (quantity: bigint) =>
      quantity === 0n ? `0 ${format.unit(measure)}` : format.amountWithUnit(quantity, measure, { unit: "eur" });
    return decidedOver > 0n
      ? words("envelopes.over", { amount: say(decidedOver) })
      : words("envelopes.left", { amount: say(envelope - decided) });
  };
  return (
    <DataTable
      caption={words("envelopes.table")}
      rows={standings}
      rowKey={(row) => `${row.spendingClass} ${row.measure} ${row.targetYear} ${row.scope ? scopeName(row.scope) : ""}`}
      empty={<EmptyState title={words("envelopes.empty")} />}
      main
      columns={[
        {
          key: "measure",
          head: forecast("columns.measure"),
          cell: (row) =>
            [forecast(`classes.${row.spendingClass}`), `${resources(`short.${row.measure}`)} ${row.targetYear}`, row.scope?.label]
              .filter((part) => part !== undefined)
              .join(" · "),
        },
        {
          ...{ key: "envelope", head: words("columns.envelope"), align: "end" },
          cell: (row) => <Amount quantity={row.envelope ?? "not-entered"} resource={row.measure} unit="eur" withUnit />,
        },
        {
          ...{ key: "asked", head: forecast("columns.asked", { year: "" }).trim(), align: "end" },
          cell: (row) => <Amount quantity={row.asked} resource={row.measure} unit="eur" withUnit />,
        },
        {
          ...{ key: "decided", head: words("columns.decided"), align: "end" },
          cell: (row) => <Amount quantity={row.decided} resource={row.measure} unit="eur" withUnit />,
        },
        { key: "verdict", head: words("envelopes.verdict"), cell: verdict },
      ]}
    />
  );
}
