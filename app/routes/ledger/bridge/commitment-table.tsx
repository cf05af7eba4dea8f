import { useTranslations } from "use-intl";
import type { CommitmentBridge } from "#app/domain/ledger/commitment-bridge.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { DataTable } from "#app/ui/table/data-table.tsx";

const rungs = ["committed", "direct", "paid", "gap", "opening", "closing", "change", "residual"] as const;
type Rung = (typeof rungs)[number];

const sums: readonly Rung[] = ["gap", "change", "residual"];
const taken: readonly Rung[] = ["paid", "opening"];

/** From the AE consumed to the change of « reste à payer », each amount as it counts in its sum. */
export function CommitmentTable({ year, bridge }: { readonly year: number; readonly bridge: CommitmentBridge }) {
  const words = useTranslations("bridge");
  const format = useFormat();
  return (
    <DataTable
      caption={words("commitments.caption", { year: String(year) })}
      hideCaption
      columns={[
        { key: "step", head: words("step"), cell: (rung) => words(`commitments.line.${rung}`) },
        {
          key: "amount",
          head: words("commitments.amount"),
          unit: format.unit("EUR"),
          align: "end",
          cell: (rung) => <Amount quantity={taken.includes(rung) ? -bridge[rung] : bridge[rung]} resource="EUR" sign="negative" />,
        },
      ]}
      rows={rungs.filter((rung) => rung !== "residual" || bridge.residual !== 0n)}
      rowKey={(rung) => rung}
      isSubtotal={(rung) => sums.includes(rung)}
    />
  );
}
