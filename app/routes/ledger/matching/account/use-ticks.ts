import { useState } from "react";
import type { Quantity } from "#app/domain/quantity.ts";
import { sum } from "#app/domain/quantity.ts";

/** What a tick stands for: a line, or the whole partial group that holds it. */
export interface Tickable {
  readonly key: string;
  /** The line that the form sends: the server brings the rest of its group. */
  readonly name: string;
  readonly party: string | null;
  readonly lineCount: number;
  readonly debit: Quantity;
  readonly credit: Quantity;
}

export interface Ticks {
  has(key: string): boolean;
  toggle(tick: Tickable): void;
  clear(): void;
  readonly all: readonly Tickable[];
  readonly totals: TickTotals;
}
export interface TickTotals {
  readonly lineCount: number;
  readonly debit: Quantity;
  readonly credit: Quantity;
  /** Debit − credit. */
  readonly gap: Quantity;
  readonly severalParties: boolean;
}

/**
 * The ticks of the reader, which outlive a change of page or of filter; they begin with those of the address, and are cleared when
 * `since` changes: the reader's last matching is another one.
 */
export function useTicks(initial: readonly Tickable[], since: string | null): Ticks {
  const [held, setHeld] = useState({ since, ticks: new Map(initial.map((tick) => [tick.key, tick])) });
  if (held.since !== since) setHeld({ since, ticks: new Map() });
  const { ticks } = held;
  const toggle = (tick: Tickable) => {
    const next = new Map(ticks);
    if (!next.delete(tick.key)) next.set(tick.key, tick);
    setHeld({ since, ticks: next });
  };
  const all = [...ticks.values()];
  return { has: (key) => ticks.has(key), toggle, clear: () => setHeld({ since, ticks: new Map() }), all, totals: totalsOf(all) };
}

export function totalsOf(ticks: readonly Tickable[]): TickTotals {
  const debit = sum(ticks.map((tick) => tick.debit));
  const credit = sum(ticks.map((tick) => tick.credit));
  const lineCount = ticks.reduce((count, tick) => count + tick.lineCount, 0);
  return { lineCount, debit, credit, gap: debit - credit, severalParties: new Set(ticks.map(({ party }) => party)).size > 1 };
}
