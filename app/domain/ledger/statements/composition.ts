import { type Quantity, sum } from "../../quantity.ts";
import {
  type Arrangement,
  type MappingRule,
  ruleFinder,
  type Side,
  type StatementKind,
  type StatementLine,
  sideOf,
} from "./arrangement.ts";

/** An account at a date, closing entries apart, in cents. `balance` is debit − credit. */
export interface AccountBalance {
  readonly account: string;
  readonly label: string;
  readonly balance: Quantity;
}

/** What a line shows, in cents, on its own side. `net` = `gross` − `depreciation`. */
export interface LineAmounts {
  readonly gross: Quantity;
  readonly depreciation: Quantity;
  readonly net: Quantity;
}

/** An account on the line that takes it: its amount as the line counts it. */
export interface PlacedAccount extends AccountBalance {
  readonly measure: MappingRule["measure"];
  readonly amount: Quantity;
}

export interface ComposedLine extends StatementLine, LineAmounts {
  readonly depth: number;
  readonly accounts: readonly PlacedAccount[];
}

/** An account that no line takes, on the side of its balance. */
export interface StrayAccount extends AccountBalance {
  readonly side: Side;
}

export interface Statements {
  /** In the order of the page: parents before their children. */
  readonly lines: readonly ComposedLine[];
  /** Must be empty: each of them is missing from the statements. */
  readonly strays: readonly StrayAccount[];
  readonly proof: StatementProof;
}

/** The statements say the same thing twice when they are complete: the two equalities are checked, never assumed. */
export interface StatementProof {
  readonly assets: Quantity;
  readonly liabilities: Quantity;
  /** Classes 6 and 7 as the ledger holds them, credit − debit: the result that the balance sheet shows. */
  readonly ledgerResult: Quantity;
  /** The last line of the statement of financial performance. */
  readonly performanceResult: Quantity;
}

/** No account left out, assets = liabilities with the result, and one result. */
export function isProved({ strays, proof }: Statements): boolean {
  return strays.length === 0 && proof.assets === proof.liabilities && proof.ledgerResult === proof.performanceResult;
}

/**
 * The statements that these balances make under this arrangement. Each account goes whole to one line, chosen by its longest prefix and
 * the side of its balance; lines add up the tree. Nothing is rounded; an account without a line is listed in `strays` and left out.
 */
export function composeStatements({ lines, rules }: Arrangement, balances: readonly AccountBalance[]): Statements {
  const { placed, strays } = place(lines, rules, balances);
  const ledgerResult = -sum(balances.filter(({ account }) => /^[67]/.test(account)).map(({ balance }) => balance));
  const composed = new Map<string, ComposedLine>();
  const ordered = inTreeOrder(lines);
  for (const { line, depth } of ordered.toReversed()) {
    const accounts = placed.get(line.code) ?? [];
    const children = ordered.filter(({ line: { parent } }) => parent === line.code).map(({ line: { code } }) => composed.get(code));
    composed.set(line.code, { ...line, depth, accounts, ...amountsOf(line, accounts, children, ledgerResult) });
  }
  const found = ordered.flatMap(({ line }) => composed.get(line.code) ?? []);
  const rootOf = (kind: StatementKind) =>
    sum(found.filter(({ code, parent }) => parent === null && code.startsWith(kind)).map(({ net }) => net));
  return {
    lines: found,
    strays,
    proof: { assets: rootOf("A"), liabilities: rootOf("P"), ledgerResult, performanceResult: rootOf("R") },
  };
}

function place(lines: readonly StatementLine[], rules: readonly MappingRule[], balances: readonly AccountBalance[]) {
  const sides = new Map(lines.map(({ code, side }) => [code, side]));
  const ruleOf = ruleFinder(rules.filter(({ line }) => sides.has(line)));
  const placed = new Map<string, PlacedAccount[]>();
  const strays: StrayAccount[] = [];
  for (const own of balances) {
    const side = sideOf(own.balance);
    const rule = ruleOf(own.account, side);
    if (!rule) {
      strays.push({ ...own, side });
      continue;
    }
    const signed = sides.get(rule.line) === "debit" ? own.balance : -own.balance;
    const amount = rule.measure === "depreciation" ? -signed : signed;
    placed.set(rule.line, [...(placed.get(rule.line) ?? []), { ...own, measure: rule.measure, amount }]);
  }
  return { placed, strays };
}

function amountsOf(
  line: StatementLine,
  accounts: readonly PlacedAccount[],
  children: readonly (ComposedLine | undefined)[],
  ledgerResult: Quantity,
): LineAmounts {
  const own = (measure: MappingRule["measure"]) => sum(accounts.filter((each) => each.measure === measure).map(({ amount }) => amount));
  const below = (name: "gross" | "depreciation") =>
    sum(children.map((child) => (child ? (child.side === line.side ? child[name] : -child[name]) : 0n)));
  const gross = own("gross") + below("gross") + (line.source === "result" ? ledgerResult : 0n);
  const depreciation = own("depreciation") + below("depreciation");
  return { gross, depreciation, net: gross - depreciation };
}

/** Depth first, sisters by rank; a line whose parent is not in force is a root. */
function inTreeOrder(lines: readonly StatementLine[]): { line: StatementLine; depth: number }[] {
  const known = new Set(lines.map(({ code }) => code));
  const childrenOf = (parent: string | null) =>
    lines
      .filter((line) => (line.parent !== null && known.has(line.parent) ? line.parent : null) === parent)
      .sort((left, right) => left.rank - right.rank);
  const walk = (parent: string | null, depth: number): { line: StatementLine; depth: number }[] =>
    childrenOf(parent).flatMap((line) => [{ line, depth }, ...walk(line.code, depth + 1)]);
  return walk(null, 0);
}
