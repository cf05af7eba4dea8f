import { lazy, type ReactNode, Suspense, useCallback, useState } from "react";
import { useTranslations } from "use-intl";
import type { Preview } from "#app/domain/forecast/preview.ts";
import { sum } from "#app/domain/quantity.ts";
import type { GridColumn } from "#app/ui/grid/rows.ts";
import type { GridEdit } from "#app/ui/grid/use-grid.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import type { RowWords, SheetRows } from "../rows.ts";
import type { WrittenSheet } from "../use-sheet.ts";
import type { SheetView } from "../view.ts";
import { figuresOf, type Paste, type PastePlan, pasteOf, pastePlan, proposedChoices, wantsLook } from "./plan.ts";

const PasteDialog = lazy(() => import("./paste-dialog.tsx"));

export interface PasteScene {
  readonly sheet: WrittenSheet;
  readonly shown: SheetRows;
  readonly view: SheetView;
  readonly columns: readonly GridColumn[];
}

/**
 * What is pasted: small and clear, it goes straight in (`take` says that it is none of its affair); large, or with something to decide, it is shown
 * first. Applied, it is one batch.
 */
export function usePaste(scene: () => PasteScene, rowWords: RowWords, say: (text: string) => void) {
  const words = useTranslations("paste");
  const [looked, setLooked] = useState<{ readonly paste: Paste; readonly plan: PastePlan }>();
  const take = useCallback(
    ({ pasted }: GridEdit): boolean => {
      if (!pasted) return false;
      const own = pasteOf(pasted, scene());
      const plan = pastePlan(own, proposedChoices(own));
      if (!wantsLook(own, plan)) return false;
      setLooked({ paste: own, plan });
      return true;
    },
    [scene],
  );
  const close = (preview: Preview | undefined) => {
    setLooked(undefined);
    if (!preview || !looked) return;
    const { measure, year } = looked.paste.view;
    scene().sheet.act({ kind: "figures", year, lines: figuresOf(preview) }, "paste");
    const total = sum(preview.accepted.map(({ after }) => after));
    say(words("done", { count: preview.accepted.length, total: amountText(total, measure) }));
  };
  const dialog: ReactNode = looked && (
    <Suspense fallback={null}>
      <PasteDialog {...looked} words={rowWords} onClose={close} />
    </Suspense>
  );
  return { take, dialog };
}
