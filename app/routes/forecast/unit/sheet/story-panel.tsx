import { useTranslations } from "use-intl";
import { useFormat } from "#app/ui/format/formatter.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import type { Story, StoryStep } from "../../cells/message.ts";
import { ComparedStory } from "./compared-story.tsx";
import { DetailOrigin } from "./detail-origin.tsx";
import type { ComparedAmounts } from "./read-references.ts";
import { StaffOrigin } from "./staff-origin.tsx";
import type { SheetColumn, SheetView } from "./view.ts";

interface StoryPanelProps {
  readonly story: Story;
  readonly view: SheetView;
  readonly column: SheetColumn;
  /** What the line is compared with; undefined: it has no past. */
  readonly past: ComparedAmounts | undefined;
  /** N (`presentYear`). */
  readonly present: number;
}

/** What a cell is computed from, its latest changes, and what it may be held against. Fetched with the first story that is asked for. */
export default function StoryPanel({ story, view, column, past, present }: StoryPanelProps) {
  const words = useTranslations("sheet.story");
  const format = useFormat();
  const figure = (amount: string | null) => (amount === null ? words("empty") : amountText(BigInt(amount), view.measure));
  const sentence = ({ month, at, author, kind, before, after, file }: StoryStep) => {
    const bare = words("step", {
      at: format.instant(at),
      author,
      kind: words(`kinds.${kind}`),
      before: figure(before),
      after: figure(after),
    });
    const step = file === null ? bare : words("fromFile", { step: bare, file });
    const named = column.month === undefined && month > 0;
    return named ? words("month", { month: format.month(`${column.targetYear}-${String(month).padStart(2, "0")}`, "short"), step }) : step;
  };
  return (
    <>
      {story.staff && (
        <div>
          <StaffOrigin staff={story.staff} year={column.targetYear} />
        </div>
      )}
      {story.details.length > 0 && (
        <div>
          <DetailOrigin lines={story.details} />
        </div>
      )}
      <div>
        <strong>{words("title")}</strong>
        {story.steps.length === 0 && !story.staff && <p>{words("none")}</p>}
        <ul>
          {story.steps.map((step) => (
            <li key={`${step.at} ${step.month} ${step.after}`}>{sentence(step)}</li>
          ))}
        </ul>
      </div>
      <ComparedStory {...{ view, column, present }} past={column.targetYear === view.year ? past : undefined} guidance={story.guidance} />
    </>
  );
}
