import { useSearchParams } from "@remix-run/react";
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import type { GridColumn } from "#app/ui/grid/rows.ts";
import type { SheetReferences } from "./read-references.ts";
import { baselineOf, shownReferences, type ViewReferences, viewReferences } from "./reference-columns.ts";
import { yearsOf } from "./totals-bar.tsx";
import { useProposals } from "./use-proposals.ts";
import type { SheetPlace } from "./use-sheet.ts";
import type { SheetView } from "./view.ts";

/** The references of a view, as the address wants them: the same object until the view, the choice or the figures change. */
export function useViewReferences(compared: SheetReferences, view: SheetView, place: SheetPlace): ViewReferences {
  const [search] = useSearchParams();
  const chosen = shownReferences(search).join(",");
  const baseline = baselineOf(search);
  const proposals = useProposals(place);
  return useMemo(() => {
    const columns = shownReferences(new URLSearchParams({ cols: chosen }));
    return viewReferences(compared, view, { columns, baseline, proposals });
  }, [compared, view, chosen, baseline, proposals]);
}

export function useReferenceHeads({ columns, present }: Pick<ViewReferences, "columns" | "present">): GridColumn[] {
  const words = useTranslations("references");
  return useMemo(
    () => columns.map((column) => ({ key: column, head: words(`heads.${column}`, yearsOf(present)), kind: "reference" as const })),
    [columns, words, present],
  );
}
