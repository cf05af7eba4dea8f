import { cellName } from "#app/domain/forecast/cell.ts";
import type { PlacedCell } from "#app/domain/forecast/edit.ts";
import { grouped } from "#app/domain/grouped.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { ChangesMessage } from "../../../changes/message.ts";
import type { HeldCell, LineState } from "../lines.ts";
import type { SheetState } from "../state.ts";

/** A cell that somebody wrote while this page was open. */
export interface LiveCell extends PlacedCell {
  readonly amount: Quantity | null;
  readonly revision: bigint;
  readonly author: string;
  readonly mine: boolean;
  readonly at: string;
}

/** Every cell that changed after `since` and up to `revision`, as it stands there. */
export interface LiveChanges {
  readonly since: bigint;
  readonly revision: bigint;
  readonly cells: readonly LiveCell[];
}

/** A change to be told to the reader. */
export interface ToldChange extends LiveCell {
  readonly line: LineState;
  readonly before: Quantity | null;
}

export function liveChanges(since: bigint, { revision, cells = [] }: ChangesMessage): LiveChanges {
  return {
    since,
    revision: BigInt(revision),
    cells: cells.map(({ amount, revision, ...same }) => ({
      ...same,
      ...{ amount: amount === null ? null : BigInt(amount), revision: BigInt(revision) },
    })),
  };
}

/**
 * The sheet with what others wrote. A cell in which this page's own figure waits is left as it is, and with what it had seen: the server will tell the
 * conflict. The sheet is seen up to `revision` only when nothing is missing between the two.
 */
export function withLive(state: SheetState, { since, revision, cells }: LiveChanges): SheetState {
  const byLine = grouped(cells, ({ lineId }) => lineId);
  const lines = state.lines.map((line) => {
    const own = byLine.get(line.line.id);
    return own ? withChanges(line, own) : line;
  });
  return { ...state, lines, revision: since <= state.revision && revision > state.revision ? revision : state.revision };
}

/** Those that change something before the reader's eyes, and were not written by the reader. */
export function toldChanges({ lines }: SheetState, { cells }: LiveChanges): ToldChange[] {
  const byId = new Map(lines.map((line) => [line.line.id, line]));
  return cells.flatMap((cell) => {
    const line = byId.get(cell.lineId);
    const before = line?.cells.get(cellName(cell));
    if (!line || cell.mine || (before && before.revision >= cell.revision)) return [];
    return [{ ...cell, line, before: before?.amount ?? null }];
  });
}

/** Nothing is fresh any more. */
export function calmed(state: SheetState): SheetState {
  const lines = state.lines.map((line) => {
    const fresh = [...line.cells].filter(([, cell]) => cell.fresh !== undefined);
    if (fresh.length === 0) return line;
    const calm = fresh.map(([name, { fresh: _, ...cell }]) => [name, cell] as const);
    return { ...line, cells: new Map([...line.cells, ...calm]) };
  });
  return { ...state, lines };
}

function withChanges(line: LineState, changes: readonly LiveCell[]): LineState {
  const cells = new Map(line.cells);
  for (const change of changes) {
    const after = changed(cells.get(cellName(change)), change);
    if (after) cells.set(cellName(change), after);
  }
  return { ...line, cells };
}

function changed(cell: HeldCell | undefined, { amount, revision, author, mine, at, ...place }: LiveCell): HeldCell | undefined {
  if (cell && (cell.standing !== "kept" || cell.revision >= revision)) return undefined;
  const { measure, targetYear, month } = place;
  const contested = cell?.contested && { contested: { ...cell.contested, author, at } };
  return { measure, targetYear, month, amount, revision, standing: "kept", ...contested, ...(mine ? {} : { fresh: author }) };
}
