import { useTranslations } from "use-intl";
import { useFormat } from "#app/ui/format/formatter.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import { ruleText } from "#app/ui/planning/guidance-rule.ts";
import type { GuidanceStep } from "../../cells/message.ts";
import type { ComparedAmounts } from "./read-references.ts";
import { yearsOf } from "./totals-bar.tsx";
import type { SheetColumn, SheetView } from "./view.ts";

interface ComparedStoryProps {
  readonly view: SheetView;
  readonly column: SheetColumn;
  /** Undefined: the line has no past. */
  readonly past: ComparedAmounts | undefined;
  /** N (`presentYear`). */
  readonly present: number;
  readonly guidance: GuidanceStep | null;
}

/** What a cell may be held against: its own month and its year in N-1, what was notified, where the year lands, and the guidance with its rule. */
export function ComparedStory({ view, column, past, present, guidance }: ComparedStoryProps) {
  const words = useTranslations("sheet.story");
  const names = useTranslations("references");
  const format = useFormat();
  const rules = useTranslations("guidance");
  const { measure } = view;
  const years = yearsOf(present);
  const figure = (name: string, amount: bigint) =>
    words("figure", { name, amount: `${amountText(amount, measure)}\u00a0${format.unit(measure, "eur")}` });
  const month = column.month === undefined ? undefined : past?.months[column.month - 1];
  if (!past && !guidance) return null;
  return (
    <div>
      <strong>{words("compared")}</strong>
      <ul>
        {month !== undefined && column.month !== undefined && (
          <li>
            {figure(
              words("executedIn", {
                month: format.month(`${present - 1}-${String(column.month).padStart(2, "0")}`, "short"),
                year: years.executed,
              }),
              month,
            )}
          </li>
        )}
        {past && (["executed", "notified", "landing"] as const).map((of) => <li key={of}>{figure(names(`of.${of}`, years), past[of])}</li>)}
        {past && past.guidance !== null && <li>{figure(names("columns.guidance"), past.guidance)}</li>}
        {guidance && (
          <li>
            {words("guidance", {
              ...{ kind: guidance.kind, rule: ruleText({ ...guidance, value: BigInt(guidance.value), measure }, { words: rules, format }) },
              ...{ executed: years.executed, own: guidance.isOwn ? "yes" : "no", nature: guidance.nature ?? "all" },
              ...{ author: guidance.author, at: format.instant(guidance.at) },
            })}{" "}
            {guidance.note}
          </li>
        )}
      </ul>
    </div>
  );
}
