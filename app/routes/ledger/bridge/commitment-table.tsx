import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { type CommitmentBridge, enteredSteps } from "#app/domain/ledger/commitment-bridge.ts";
import type { Day } from "#app/domain/month.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { outstandingAddress } from "../../units/addresses.ts";
import { bridgeEntriesAddress } from "../addresses.ts";
import { type CommitmentRung, commitmentRungs } from "./commitment-rungs.ts";

interface CommitmentTableProps {
  readonly year: number;
  readonly bridge: CommitmentBridge;
  /** The exercise before, where there is one. */
  readonly before: number | null;
  readonly lastDay: Day;
}

/** From the AE consumed to the change of « reste à payer », each amount as it counts in its sum, each step opening what it is made of. */
export function CommitmentTable({ year, bridge, before, lastDay }: CommitmentTableProps) {
  const words = useTranslations("bridge");
  const format = useFormat();
  const name = ({ rung }: CommitmentRung) => words(`commitments.line.${rung}`);
  const to = ({ rung }: CommitmentRung): string | null => {
    if ((enteredSteps as readonly string[]).includes(rung)) return bridgeEntriesAddress(year, rung);
    if (rung === "opening" && before !== null) return outstandingAddress(before);
    return rung === "closing" ? outstandingAddress(year, { on: lastDay }) : null;
  };
  return (
    <DataTable
      caption={words("commitments.caption", { year: String(year) })}
      hideCaption
      columns={[
        {
          ...{ key: "step", head: words("step") },
          cell: (row) => {
            const address = row.amount === 0n ? null : to(row);
            return address === null ? name(row) : <Link to={address}>{name(row)}</Link>;
          },
        },
        {
          ...{ key: "amount", head: words("commitments.amount"), unit: format.unit("EUR"), align: "end" },
          cell: ({ amount }) => <Amount quantity={amount} resource="EUR" sign="negative" />,
        },
      ]}
      rows={commitmentRungs(bridge)}
      rowKey={({ rung }) => rung}
      isSubtotal={({ isSum }) => isSum}
    />
  );
}
