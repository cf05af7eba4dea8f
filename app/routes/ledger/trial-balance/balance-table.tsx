import { Link, useSearchParams } from "@remix-run/react";
import { ChevronDown, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { BalancePairs } from "#app/domain/ledger/balance-pairs.ts";
import { type BalanceNode, balanceTree } from "#app/domain/ledger/balance-tree.ts";
import { sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { classNames } from "#app/ui/class-names.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { accountAddress } from "../addresses.ts";
import { searchWith } from "../book-search.ts";
import styles from "../books.module.css";
import type { ShownLine } from "./reading.ts";
import { nameOf, pairKeys, previousOf } from "./rows.ts";
import { opening, turnedSearch } from "./search.ts";

type Node = BalanceNode<ShownLine>;

interface BalanceTableProps {
  readonly year: number;
  readonly lines: readonly ShownLine[];
  readonly labels: Readonly<Record<string, string>>;
  readonly total: BalancePairs;
  readonly previousYear: boolean;
  readonly empty: ReactNode;
}

/** Three pairs of columns; the accounts stand in a tree by the figures of their codes, which the address opens and closes. */
export function BalanceTable({ year, lines, labels, total, previousYear, empty }: BalanceTableProps) {
  const words = useTranslations("books");
  const [search] = useSearchParams();
  const columns = useColumns({ year, lines, labels, previousYear });
  const rows = balanceTree(lines, opening(search));
  return (
    <DataTable
      caption={words("trialBalance.caption", { year: String(year) })}
      hideCaption
      main
      columns={columns}
      rows={rows}
      rowKey={({ code, line }) => (line ? code : `group-${code}`)}
      isSubtotal={({ line, level }) => line === null && level === 1}
      tree={({ line, level, open }) => (line ? { level } : { level, expanded: open })}
      totals={{
        ...Object.fromEntries(pairKeys.map((pair) => [pair, <Amount key={pair} quantity={total[pair]} resource="EUR" />])),
        ...(previousYear && { previous: <Amount quantity={sum(lines.map(({ previous }) => previous ?? 0n))} resource="EUR" /> }),
      }}
      empty={empty}
    />
  );
}

function useColumns({
  year,
  lines,
  labels,
  previousYear,
}: Pick<BalanceTableProps, "year" | "lines" | "labels" | "previousYear">): Column<Node>[] {
  const words = useTranslations("books");
  const ledger = useTranslations("ledger");
  const format = useFormat();
  const amount = { unit: format.unit("EUR"), align: "end" as const };
  const nameOfNode = (node: Node) => nameOf(node, labels, (name) => words("trialBalance.class", { class: name }));
  return [
    { key: "account", head: ledger("account.head"), cell: (node) => <NodeName node={node} name={nameOfNode(node)} year={year} /> },
    ...pairKeys.map((pair) => ({
      key: pair,
      head: ledger(`trialBalance.${pair}`),
      ...amount,
      cell: (node: Node) => <Amount quantity={node[pair]} resource="EUR" />,
    })),
    ...(previousYear
      ? [
          {
            key: "previous",
            head: words("trialBalance.previous", { year: String(year - 1) }),
            ...amount,
            cell: (node: Node) => <Amount quantity={previousOf(node, lines, true) ?? 0n} resource="EUR" />,
          },
        ]
      : []),
  ];
}

/** A group turns, an account opens its ledger over the same months. */
function NodeName({ node, name, year }: { readonly node: Node; readonly name: string; readonly year: number }) {
  const words = useTranslations("books");
  const [search] = useSearchParams();
  const indent = classNames(styles.node, node.level > 1 && styles[`level${node.level}`]);
  if (node.line?.settled) return <span className={classNames(indent, styles.note)}>{name}</span>;
  if (node.line) {
    const kept = new URLSearchParams([...search].filter(([key]) => key === "to" || key === "on"));
    const asked = searchWith(kept, {});
    return (
      <span className={indent}>
        <Link to={accountAddress(year, node.code) + (asked === "?" ? "" : asked)}>
          {node.code} · {name}
        </Link>
      </span>
    );
  }
  const Chevron = node.open ? ChevronDown : ChevronRight;
  return (
    <span className={indent}>
      <Chevron aria-hidden size={16} strokeWidth={1.75} />
      <Link
        to={turnedSearch(search, node.code)}
        replace
        preventScrollReset
        className={styles.group}
        aria-expanded={node.open}
        title={words(node.open ? "trialBalance.collapse" : "trialBalance.expand", { code: node.code })}
      >
        {node.code} · {name}
      </Link>
    </span>
  );
}
