import { useMemo } from "react";
import { useTranslations } from "use-intl";
import type { CellLock } from "#app/domain/forecast/lock.ts";
import type { PreviewFault } from "#app/domain/forecast/preview.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import { lockSentence } from "../../lock-sentence.ts";
import type { Contested, LineState } from "./lines.ts";
import { shortName } from "./live/guests.ts";
import type { RowWords } from "./rows.ts";

/** What the rows of a sheet say, in the reader's language: one sentence for each fault and each lock. */
export function useSheetWords(year: number, unit: string): RowWords {
  const words = useTranslations("sheet");
  const live = useTranslations("live");
  const states = useTranslations("states");
  const resources = useTranslations("resources");
  const references = useTranslations("references");
  const format = useFormat();
  return useMemo((): RowWords => {
    const lock = (own: CellLock) => lockSentence(own, { locks: words, states, day: format.day });
    const figure = (amount: Quantity | null, measure: BudgetResource) =>
      amount === null ? words("bar.empty") : amountText(amount, measure);
    return {
      lock,
      group: ({ line }: LineState) =>
        words("group", { number: line.requestNumber, title: line.requestTitle, state: states(line.requestState) }),
      fresh: (author: string) => live("fresh", { name: shortName(author) }),
      address: ({ line }: LineState) => `/${year}/forecast/${unit}/requests/${line.request}`,
      plain: ({ line }: LineState) => `/${year}/forecast/${unit}/lines/${line.id}`,
      unclaimed: references("unclaimed"),
      proposal: (amount) => references("proposal", { amount }),
      reference: (column, own, measure) => {
        if (column !== "notified") return column === "landing" ? references("landingNote") : undefined;
        return own && own.shared !== 0n ? references("sharedNote", { amount: amountText(own.shared, measure) }) : undefined;
      },
      held: ({ by, at }) => words("held", { by, at: format.instant(at) }),
      contested: ({ mine, author, at }: Contested, theirs, measure) =>
        words("contested", { author, at: format.instant(at), theirs: figure(theirs, measure), mine: figure(mine, measure) }),
      fault: (fault: PreviewFault, measure: BudgetResource) =>
        words(`faults.${fault.kind}`, {
          ...{ text: "", year: "", first: "", last: "", measure: resources(`short.${measure}`) },
          ...("text" in fault ? readings(fault.text) : readings("")),
          ...("year" in fault ? { year: String(fault.year) } : {}),
          ...("first" in fault ? { first: String(fault.first), last: String(fault.last) } : {}),
          ...("name" in fault ? { text: fault.name } : {}),
          amount: "amount" in fault ? amountText(fault.amount, measure) : "",
          other: otherOf(fault, measure),
          reason: "lock" in fault ? lock(fault.lock) : "",
        }),
    };
  }, [words, live, states, resources, references, format, year, unit]);
}

/** « 12.500 » as thousands and as decimals. */
function readings(text: string): { text: string; thousands: string; decimal: string } {
  const digits = text.replaceAll(/[^\d.,-]/g, "");
  return { text, thousands: digits.replace(/[.,]/, ""), decimal: digits.replace(/[.,](\d{2})\d?$/, ",$1") };
}

/** The second figure of a fault that sets two against each other. */
function otherOf(fault: PreviewFault, measure: BudgetResource): string {
  if (fault.kind === "held-exceeds") return amountText(fault.held, measure);
  if (fault.kind === "total-differs") return amountText(fault.months, measure);
  return fault.kind === "twin-differs" ? amountText(fault.twin, measure) : "";
}
