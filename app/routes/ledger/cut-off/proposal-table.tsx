import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { CutOffProposal } from "#db/queries/ledger/cut-off.ts";
import { commitmentAddress, cutOffDecisionAddress, entryAddress } from "../addresses.ts";
import styles from "../ledger.module.css";
import own from "./cut-off.module.css";

interface ProposalTableProps {
  readonly year: number;
  readonly proposals: readonly CutOffProposal[];
  readonly mayDecide: boolean;
}

/** What the books and the documents suggest, with the piece that says so. */
export function ProposalTable({ year, proposals, mayDecide }: ProposalTableProps) {
  const words = useTranslations("cutOff");
  const format = useFormat();
  const unit = format.unit("EUR");
  const columns: Column<CutOffProposal>[] = [
    {
      key: "label",
      head: words("label"),
      cell: ({ key, label, amount }) =>
        mayDecide && amount !== null ? (
          <label className={own.check}>
            <input type="checkbox" name="keys" value={key} />
            {label}
          </label>
        ) : (
          label
        ),
    },
    { key: "kind", head: words("kindHead"), cell: ({ kind }) => words(`kind.${kind}`) },
    { key: "source", head: words("evidence"), cell: (proposal) => <Evidence year={year} proposal={proposal} /> },
    { key: "unit", head: words("unit"), cell: (proposal) => <span className={styles.whole}>{proposal.unit}</span> },
    {
      key: "accounts",
      head: words("accounts"),
      cell: ({ resultAccount, balanceAccount }) => <span className={styles.whole}>{`${resultAccount} / ${balanceAccount}`}</span>,
    },
    { key: "piece", head: words("pieceAmount"), unit, align: "end", cell: ({ evidence }) => <Amount quantity={evidence} resource="EUR" /> },
    {
      key: "amount",
      head: words("proposed"),
      unit,
      align: "end",
      cell: ({ amount }) =>
        amount === null ? <span className={styles.whole}>{words("toSay")}</span> : <Amount quantity={amount} resource="EUR" />,
    },
    ...(mayDecide
      ? [
          {
            key: "decide",
            head: words("decision"),
            cell: ({ key }: CutOffProposal) => <Link to={cutOffDecisionAddress(year, key)}>{words("decide")}</Link>,
          },
        ]
      : []),
  ];
  return (
    <DataTable
      caption={words("proposals")}
      hideCaption
      main
      columns={columns}
      rows={proposals}
      rowKey={({ key }) => key}
      empty={<EmptyState title={words("noProposal")}>{words("noProposalHint")}</EmptyState>}
    />
  );
}

function Evidence({
  year,
  proposal: { source, piece, pieceOn, commitmentId, entryId },
}: {
  readonly year: number;
  readonly proposal: CutOffProposal;
}) {
  const words = useTranslations("cutOff");
  const format = useFormat();
  const to = commitmentId !== null ? commitmentAddress(year, commitmentId) : entryId !== null ? entryAddress(year, entryId) : null;
  return (
    <>
      {words(`source.${source}`)} {to === null ? piece : <Link to={to}>{piece}</Link>}
      {pieceOn !== null && ` · ${format.day(pieceOn)}`}
    </>
  );
}
