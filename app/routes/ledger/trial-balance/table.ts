import { type BalanceNode, balanceTree } from "#app/domain/ledger/balance-tree.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { amountColumn, type TableFile, type TableRow } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import type { Locale } from "#app/messages/locale.ts";
import type { readTrialBalance, ShownLine } from "./reading.ts";
import { nameOf, pairKeys, previousOf } from "./rows.ts";
import { opening } from "./search.ts";

/** The balance as a file: the rows of the page as it stands, groups closed or open. */
export function trialBalanceTable(
  { year, lines, labels, search, facts }: Awaited<ReturnType<typeof readTrialBalance>>,
  locale: Locale,
  searchParams: URLSearchParams,
): TableFile {
  const words = translatorFor(locale, "books");
  const ledger = translatorFor(locale, "ledger");
  const previous = search.previousYear
    ? [amountColumn(locale, { key: "previous", head: words("trialBalance.previous", { year: year - 1 }) })]
    : [];
  return {
    locale,
    fileName: words("trialBalance.fileName", { year }),
    title: `${words("trialBalance.title")} ${year}`,
    facts,
    columns: [
      { key: "account", head: words("file.account"), kind: "text", width: 11 },
      { key: "label", head: words("file.accountLabel"), kind: "text", width: 38 },
      ...pairKeys.map((key) => amountColumn(locale, { key, head: ledger(`trialBalance.${key}`), width: 16 })),
      ...previous,
    ],
    rows: balanceTree(lines, opening(searchParams)).map((node) =>
      rowOf(
        node,
        nameOf(node, labels, (name) => words("trialBalance.class", { class: name })),
        previousOf(node, lines, search.previousYear),
      ),
    ),
    totals: [...pairKeys, ...previous.map(({ key }) => key)],
    orientation: "landscape",
  };
}

function rowOf(node: BalanceNode<ShownLine>, label: string, previous: Quantity | null): TableRow {
  const code = node.line?.settled ? "" : node.code;
  const cells = [code, label, ...pairKeys.map((key) => node[key]), ...(previous === null ? [] : [previous])];
  const level = node.level - 1;
  if (node.line) return { cells, level };
  return node.open && node.below > 0 ? { cells, level, subtotal: node.below } : { cells, level, strong: true };
}
