import { lazy, type ReactNode, Suspense, useCallback, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { grouped } from "#app/domain/grouped.ts";
import type { GridCommand } from "#app/ui/grid/keys.ts";
import type { Range } from "#app/ui/grid/place.ts";
import { useRefresh } from "#app/ui/use-refresh.ts";
import { placesText } from "../../../cells/message.ts";
import type { PasteScene } from "../paste/use-paste.tsx";
import { post, type SheetPlace } from "../use-sheet.ts";
import type { AdjustDialogProps } from "./adjust-dialog.tsx";
import { type SelectedCell, selectedCells } from "./selected-cells.ts";

const AdjustDialog = lazy(() => import("./adjust-dialog.tsx"));

const corner: Range = { top: 1, bottom: 1, left: 0, right: 0 };

/** What is done with the selection as a whole: its cells are held or let go, or adjusted together; `rows`: those that it touches. */
export function useSelection(scene: () => PasteScene, place: SheetPlace, say: (text: string) => void) {
  const words = useTranslations("paste");
  const refresh = useRefresh();
  const range = useRef(corner);
  const [rows, setRows] = useState({ top: corner.top, bottom: corner.bottom });
  const [adjusting, setAdjusting] = useState<readonly SelectedCell[]>();
  const onSelect = useCallback((own: Range) => {
    range.current = own;
    setRows((before) => (before.top === own.top && before.bottom === own.bottom ? before : { top: own.top, bottom: own.bottom }));
  }, []);
  const selected = useCallback(() => selectedCells(range.current, scene().shown, scene().view), [scene]);

  const hold = useCallback(async () => {
    const cells = selected();
    if (cells.length === 0) return say(words("holdNothing"));
    // One that is free among them: all are held.
    const held = cells.some(({ isHeld }) => !isHeld);
    const fields = { key: crypto.randomUUID(), campaign: place.campaign, cells: placesText(cells), held: String(held) };
    const answer = await post(`/${place.year}/forecast/${place.unit}/holds`, fields);
    if (answer.kind === "refused") return say(answer.message);
    if (answer.kind !== "answered") return say(words("holdUnreachable"));
    refresh();
    say(words(held ? "holdDone" : "holdUndone", { count: cells.length }));
  }, [selected, place, refresh, say, words]);

  const onCommand = useCallback(
    (command: GridCommand) => {
      if (command === "hold") void hold();
      else setAdjusting(selected());
    },
    [hold, selected],
  );
  const close: AdjustDialogProps["onClose"] = (wanted) => {
    setAdjusting(undefined);
    if (!wanted) return;
    const lines = grouped(wanted, ({ lineId }) => lineId);
    scene().sheet.act({ kind: "figures", year: scene().view.year, lines }, "spread");
    say(words("adjust.done", { count: wanted.length }));
  };
  const dialog: ReactNode = adjusting && (
    <Suspense fallback={null}>
      <AdjustDialog cells={adjusting} measure={scene().view.measure} onClose={close} />
    </Suspense>
  );
  return { onSelect, onCommand, dialog, rows };
}
