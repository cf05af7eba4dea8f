import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { cutOffRules } from "#app/domain/ledger/cut-off/cut-off.ts";
import { sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type StateKind, StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { DecidedItem } from "#db/queries/ledger/cut-off.ts";
import { cutOffDecisionAddress, entryAddress } from "../addresses.ts";
import styles from "../ledger.module.css";

const kinds: Readonly<Record<DecidedItem["state"], StateKind>> = { accepted: "handed-in", refused: "refused", posted: "done" };

interface DecidedTableProps {
  readonly year: number;
  readonly items: readonly DecidedItem[];
  readonly mayDecide: boolean;
}

/** What was kept, put aside and posted, with its entry and the reversal of that entry. */
export function DecidedTable({ year, items, mayDecide }: DecidedTableProps) {
  const words = useTranslations("cutOff");
  const format = useFormat();
  const columns: Column<DecidedItem>[] = [
    { key: "label", head: words("label"), cell: ({ label }) => label },
    { key: "kind", head: words("kindHead"), cell: ({ kind }) => words(`kind.${kind}`) },
    {
      key: "accounts",
      head: words("accounts"),
      cell: ({ resultAccount, balanceAccount }) => <span className={styles.whole}>{`${resultAccount} / ${balanceAccount}`}</span>,
    },
    {
      key: "amount",
      head: words("amount"),
      unit: format.unit("EUR"),
      align: "end",
      cell: ({ amount }) => <Amount quantity={amount} resource="EUR" />,
    },
    { key: "state", head: words("stateHead"), cell: ({ state }) => <StatePill kind={kinds[state]}>{words(`state.${state}`)}</StatePill> },
    {
      key: "entry",
      head: words("entry"),
      cell: ({ entryId, entryName }) => (entryId === null ? null : <Link to={entryAddress(year, entryId)}>{entryName}</Link>),
    },
    { key: "reversal", head: words("reversalHead"), cell: (item) => <Reversal year={year} item={item} /> },
    { key: "reason", head: words("reason"), cell: ({ reason }) => reason },
    ...(mayDecide
      ? [
          {
            key: "again",
            head: words("decision"),
            cell: ({ key, state, source }: DecidedItem) =>
              state === "posted" || source === "manual" ? null : <Link to={cutOffDecisionAddress(year, key)}>{words("decideAgain")}</Link>,
          },
        ]
      : []),
  ];
  const kept = items.filter(({ state }) => state !== "refused");
  return (
    <DataTable
      caption={words("decided")}
      hideCaption
      columns={columns}
      rows={items}
      rowKey={({ id }) => id}
      totals={{ amount: <Amount quantity={sum(kept.map(({ amount }) => amount))} resource="EUR" /> }}
      empty={<EmptyState title={words("noneDecided")} />}
    />
  );
}

/** Only inventory accruals are reversed; the others say how they end. */
function Reversal({ year, item: { kind, state, reversalId, reversalName } }: { readonly year: number; readonly item: DecidedItem }) {
  const words = useTranslations("cutOff");
  if (reversalId !== null) return <Link to={entryAddress(year + 1, reversalId)}>{reversalName}</Link>;
  if (state !== "posted") return null;
  if (cutOffRules[kind].reversed) return <>{words("ends.reversed")}</>;
  return <>{words(cutOffRules[kind].released ? "ends.released" : "ends.cleared")}</>;
}
