import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import type { Story, StoryStep } from "../../cells/message.ts";
import styles from "./sheet.module.css";
import { StaffOrigin } from "./staff-origin.tsx";
import type { SheetPlace } from "./use-sheet.ts";
import type { SheetColumn, SheetView } from "./view.ts";

interface CellStoryProps {
  readonly place: SheetPlace;
  readonly line: string;
  readonly view: SheetView;
  readonly column: SheetColumn;
}

type Told = { readonly of: string; readonly story: Story | "unreachable" };

/** Who wrote what a cell holds, when and how: asked of the server when it is wanted. */
export function CellStory({ place, line, view, column }: CellStoryProps) {
  const words = useTranslations("sheet.story");
  const format = useFormat();
  const [told, setTold] = useState<Told>();
  const address = addressOf({ place, line, view, column });
  useEffect(() => setTold((before) => (before?.of === address ? before : undefined)), [address]);
  const figure = (amount: string | null) => (amount === null ? words("empty") : amountText(BigInt(amount), view.measure));
  const sentence = ({ month, at, author, kind, before, after }: StoryStep) => {
    const step = words("step", {
      at: format.instant(at),
      author,
      kind: words(`kinds.${kind}`),
      before: figure(before),
      after: figure(after),
    });
    const named = column.month === undefined && month > 0;
    return named ? words("month", { month: format.month(`${column.targetYear}-${String(month).padStart(2, "0")}`, "short"), step }) : step;
  };
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
          ) : told.story.steps.length === 0 && !told.story.staff ? (
            words("none")
          ) : (
            <>
              {told.story.staff && <StaffOrigin staff={told.story.staff} year={column.targetYear} />}
              <strong>{words("title")}</strong>
              <ul>
                {told.story.steps.map((step) => (
                  <li key={`${step.at} ${step.month} ${step.after}`}>{sentence(step)}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </>
  );
}

function addressOf({ place, line, view, column }: CellStoryProps): string {
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
