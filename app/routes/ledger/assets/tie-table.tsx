import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { AssetTie } from "#db/queries/ledger/assets.ts";
import { accountAddress } from "../addresses.ts";

/** « Registre = comptes 20, 21, 23, 28 »: account by account, a gap is shown and not explained away. */
export function TieTable({ year, ties }: { readonly year: number; readonly ties: readonly AssetTie[] }) {
  const words = useTranslations("assets");
  const format = useFormat();
  const names = ["ledger", "register", "gap"] as const;
  const columns: Column<AssetTie>[] = [
    {
      key: "account",
      head: words("account"),
      cell: ({ account, label }) => (
        <Link to={accountAddress(year, account)}>
          {account} · {label}
        </Link>
      ),
    },
    ...names.map((name) => ({
      key: name,
      head: words(`tie.${name}`),
      unit: format.unit("EUR"),
      align: "end" as const,
      cell: (tie: AssetTie) => <Amount quantity={tie[name]} resource="EUR" />,
    })),
    {
      key: "state",
      head: words("stateHead"),
      cell: ({ gap }) => <StatePill kind={gap === 0n ? "done" : "fault"}>{words(gap === 0n ? "tie.equal" : "tie.differs")}</StatePill>,
    },
  ];
  return (
    <DataTable
      caption={words("tie.title")}
      hideCaption
      columns={columns}
      rows={ties}
      rowKey={({ account }) => account}
      totals={Object.fromEntries(
        names.map((name) => [name, <Amount key={name} quantity={sum(ties.map((tie) => tie[name]))} resource="EUR" />]),
      )}
      empty={<EmptyState title={words("tie.empty")} />}
    />
  );
}
