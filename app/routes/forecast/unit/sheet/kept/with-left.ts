import type { TypedEdit } from "#app/commands/write-cells.ts";
import { cellName } from "#app/domain/forecast/cell.ts";
import type { HeldCell, LineState } from "../lines.ts";
import type { SheetState } from "../state.ts";
import type { LeftBehind } from "./left-behind.ts";

/**
 * The sheet with what another page of the same person left on this device on top of it, as it was there: each figure with the revision that its writer
 * had seen, so that what somebody wrote since is a conflict and is never written over. What the person has typed here is newer, and stays.
 */
export function withLeft(state: SheetState, { parcels, waiting, contested, faults }: LeftBehind): SheetState {
  const held = [
    ...parcels.flatMap(({ edits }) => edits.map((edit) => heldCell(edit, "sent"))),
    ...waiting.map((edit) => heldCell(edit, "waiting")),
  ];
  const lines = state.lines.map((line): LineState => {
    const id = line.line.id;
    const own = held.filter(({ lineId }) => lineId === id);
    const disputes = contested.filter(({ lineId }) => lineId === id);
    const wrong = faults.filter(({ lineId }) => lineId === id);
    if (own.length + disputes.length + wrong.length === 0) return line;
    const cells = new Map(line.cells);
    for (const { cell } of own) {
      const present = line.cells.get(cellName(cell));
      if (!present || present.standing === "kept") cells.set(cellName(cell), cell);
    }
    for (const { lineId: _, mine, author, at, ...key } of disputes) {
      // What was emptied meanwhile is not read as a cell.
      const present = cells.get(cellName(key)) ?? { ...key, amount: null, revision: state.revision, standing: "kept" };
      if (present.standing === "kept" && !present.contested && present.amount !== mine)
        cells.set(cellName(key), { ...present, contested: { mine, author, at } });
    }
    return {
      ...line,
      cells,
      faults: new Map([...wrong.map(({ column, text, fault }) => [column, { text, fault }] as const), ...line.faults]),
    };
  });
  return { ...state, lines };
}

function heldCell({ lineId, seen: revision, ...figure }: TypedEdit, standing: HeldCell["standing"]) {
  return { lineId, cell: { ...figure, revision, standing } satisfies HeldCell };
}
