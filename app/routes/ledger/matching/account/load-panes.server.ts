import { type LineName, lineText, parseLineName } from "#app/domain/ledger/matching/group.ts";
import type { Db } from "#db/client.ts";
import { linesNamed, type Place, type PlacedLine } from "#db/queries/ledger/matching/lines.ts";
import { groupWeights, matchingPane, type PaneFilter, type PaneLine, type Side } from "#db/queries/ledger/matching/pane.ts";
import { readCursors } from "./read-filter.ts";
import type { Tickable } from "./use-ticks.ts";

/** A line as a pane shows it, with what its tick stands for; null when it cannot be ticked. */
export type PaneRow = PaneLine & { readonly tick: Tickable | null };
export interface Pane {
  readonly side: Side;
  readonly rows: readonly PaneRow[];
  readonly next: string | null;
}

export async function loadPanes(db: Db, place: Place, filter: PaneFilter, url: URL): Promise<Pane[]> {
  const cursors = readCursors(url);
  const debit = await matchingPane(db, place, "debit", filter, cursors.debit);
  const credit = await matchingPane(db, place, "credit", filter, cursors.credit);
  const partials = [...debit.rows, ...credit.rows].flatMap(({ group }) => (group && !group.complete ? [group.id] : []));
  const weights = new Map((await groupWeights(db, [...new Set(partials)])).map((weight) => [weight.id, weight]));
  const tickOf = (line: PaneLine, side: Side): Tickable | null => {
    const { group, party, amount } = line;
    if (group?.complete) return null;
    const name = lineText(line);
    const weight = group && weights.get(group.id);
    if (weight) return { key: `g${weight.id}`, name, party, lineCount: weight.lineCount, debit: weight.debit, credit: weight.credit };
    return { key: name, name, party, lineCount: 1, debit: side === "debit" ? amount : 0n, credit: side === "credit" ? amount : 0n };
  };
  return [
    { side: "debit", next: debit.next, rows: debit.rows.map((line) => ({ ...line, tick: tickOf(line, "debit") })) },
    { side: "credit", next: credit.next, rows: credit.rows.map((line) => ({ ...line, tick: tickOf(line, "credit") })) },
  ];
}

const mostTicks = 500;

/** The lines that the address says are ticked: how a page without scripts sums them, and how another page points to them. */
export async function loadTicks(db: Db, place: Place, { searchParams }: URL): Promise<Tickable[]> {
  const names = searchParams
    .getAll("line")
    .slice(0, mostTicks)
    .flatMap((text): readonly LineName[] => [parseLineName(text)].filter((name) => name !== undefined));
  if (names.length === 0) return [];
  const lines = (await linesNamed(db, place, names)).filter(({ group }) => !group?.complete);
  const ticks = new Map<string, Tickable>();
  for (const line of lines) {
    const key = line.group ? `g${line.group.id}` : lineText(line);
    const held = ticks.get(key);
    ticks.set(
      key,
      held ? joined(held, line) : joined({ key, name: lineText(line), party: line.party, lineCount: 0, debit: 0n, credit: 0n }, line),
    );
  }
  return [...ticks.values()];
}

function joined(tick: Tickable, { debit, credit }: PlacedLine): Tickable {
  return { ...tick, lineCount: tick.lineCount + 1, debit: tick.debit + debit, credit: tick.credit + credit };
}
