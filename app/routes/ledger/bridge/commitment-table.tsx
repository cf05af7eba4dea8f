import { useTranslations } from "use-intl";
import type { CommitmentBridge } from "#app/domain/ledger/commitment-bridge.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { commitmentRungs } from "./commitment-rungs.ts";

/** From the AE consumed to the change of « reste à payer », each amount as it counts in its sum. */
export function CommitmentTable({ year, bridge }: { readonly year: number; readonly bridge: CommitmentBridge }) {
  const words = useTranslations("bridge");
  const format = useFormat();
  return (
    <DataTable
      caption={words("commitments.caption", { year: String(year) })}
      hideCaption
      columns={[
        { key: "step", head: words("step"), cell: ({ rung }) => words(`commitments.line.${rung}`) },
        {
          key: "amount",
          head: words("commitments.amount"),
          unit: format.unit("EUR"),
          align: "end",
          cell: ({ amount }) => <Amount quantity={amount} resource="EUR" sign="negative" />,
        },
      ]}
      rows={commitmentRungs(bridge)}
      rowKey={({ rung }) => rung}
      isSubtotal={({ isSum }) => isSum}
    />
  );
}
