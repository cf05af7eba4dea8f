import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import type { Story } from "../../cells/message.ts";
import type { ComparedAmounts } from "./read-references.ts";
import styles from "./sheet.module.css";
import type { SheetPlace } from "./use-sheet.ts";
import type { SheetColumn, SheetView } from "./view.ts";

const StoryPanel = lazy(() => import("./story-panel.tsx"));

interface CellStoryProps {
  readonly place: SheetPlace;
  readonly line: string;
  readonly view: SheetView;
  readonly column: SheetColumn;
  /** What the line is compared with; undefined: it has no past. */
  readonly past: ComparedAmounts | undefined;
  /** N (`presentYear`). */
  readonly present: number;
}

type Told = { readonly of: string; readonly story: Story | "unreachable" };

/** Who wrote what a cell holds, when and how, what it is computed from and what it may be held against: asked of the server when it is wanted. */
export function CellStory({ place, line, view, column, past, present }: CellStoryProps) {
  const words = useTranslations("sheet.story");
  const [told, setTold] = useState<Told>();
  const address = addressOf({ place, line, view, column });
  useEffect(() => setTold((before) => (before?.of === address ? before : undefined)), [address]);
  return (
    <>
      <button
        type="button"
        className={buttonClass()}
        aria-expanded={told !== undefined}
        onClick={() => (told ? setTold(undefined) : void tell(address).then((story) => setTold({ of: address, story })))}
      >
        {words("open")}
      </button>
      {told && (
        <div className={styles.story} role="status">
          {told.story === "unreachable" ? (
            words("unreachable")
          ) : (
            <Suspense fallback={null}>
              <StoryPanel story={told.story} {...{ view, column, past, present }} />
            </Suspense>
          )}
        </div>
      )}
    </>
  );
}

function addressOf({ place, line, view, column }: Pick<CellStoryProps, "place" | "line" | "view" | "column">): string {
  const search = new URLSearchParams({ campaign: place.campaign, line, measure: view.measure, year: String(column.targetYear) });
  if (column.month !== undefined) search.set("month", String(column.month));
  return `/${place.year}/forecast/${place.unit}/cells?${search}`;
}

async function tell(address: string): Promise<Story | "unreachable"> {
  try {
    const response = await fetch(address, { headers: { accept: "application/json" } });
    return response.ok ? await response.json() : "unreachable";
  } catch {
    return "unreachable";
  }
}
