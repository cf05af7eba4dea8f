import { type Bridge, type BridgeLine, bridgeLines } from "#app/domain/ledger/bridge.ts";
import type { Quantity } from "#app/domain/quantity.ts";

/** One row: a sum of the ladder, a step of it, or an account of an open step. Amounts in cents; null where a row has none. */
export interface Rung {
  readonly key: string;
  readonly kind:
    | { readonly sum: "consumed" | "explained" | "residual" | "expenses" | "income" | "result" }
    | { readonly step: BridgeLine; readonly open: boolean | null }
    | { readonly account: string; readonly label: string };
  readonly opening: Quantity | null;
  readonly closing: Quantity | null;
  readonly effect: Quantity;
}

/** The steps that the address opens (`?open=suppliers,staff`). */
export function openSteps(search: URLSearchParams): BridgeLine[] {
  const asked = (search.get("open") ?? "").split(",");
  return bridgeLines.filter((line) => asked.includes(line));
}

/** The ladder from top to bottom: what was paid, each step that moved, what that explains, the residual, the expenses, the result. */
export function ladderOf({ consumed, steps, expenses, income, residual, strays }: Bridge, open: readonly BridgeLine[]): Rung[] {
  const total = (sum: Extract<Rung["kind"], { sum: unknown }>["sum"], effect: Quantity): Rung => ({
    ...{ key: sum, kind: { sum }, effect },
    ...{ opening: null, closing: null },
  });
  const moved = steps.filter(({ effect, opening, closing }) => [effect, opening ?? 0n, closing ?? 0n].some((amount) => amount !== 0n));
  return [
    total("consumed", consumed),
    ...moved.flatMap(({ line, accounts, ...amounts }): Rung[] => {
      const opened = open.includes(line);
      const step: Rung = { key: line, kind: { step: line, open: accounts.length === 0 ? null : opened }, ...amounts };
      return opened ? [step, ...accounts.map(accountRung)] : [step];
    }),
    ...(residual === 0n ? [] : [total("explained", expenses - residual), total("residual", residual)]),
    ...strays.map(accountRung),
    total("expenses", expenses),
    total("income", income),
    total("result", income - expenses),
  ];
}

function accountRung({ account, label, ...amounts }: Bridge["strays"][number]): Rung {
  return { key: account, kind: { account, label }, ...amounts };
}
