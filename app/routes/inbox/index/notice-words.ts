import { useTranslations } from "use-intl";
import { isDay } from "#app/domain/month.ts";
import { type BudgetResource, resources } from "#app/domain/quantity.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { ShownNotice } from "./by-day.ts";

/** What a notice says, in the reader's language: its sentence, and the place that it is about from the widest to the narrowest. */
export function useNoticeWords({ kind, author, unitLabel, campaign, values }: ShownNotice): {
  readonly sentence: string;
  readonly place: readonly string[];
} {
  const words = useTranslations("inbox");
  const format = useFormat();
  const { number, title, count = 1, line, measure, period, day = "", until = "", document = "", amount } = values;
  const sentence = words(`kinds.${kind}`, {
    author,
    count,
    number: number === undefined ? "" : String(number),
    day: isDay(day) ? format.day(day) : day,
    until: isDay(until) ? format.day(until) : until,
    document,
    amount: amount === undefined || !isBudgetResource(measure) ? "" : format.amountWithUnit(BigInt(amount), measure),
  });
  const cell = [
    line,
    amount === undefined ? measure : undefined,
    period === undefined ? undefined : period.length > 4 ? format.month(period, "longWithYear") : period,
  ];
  const place = [unitLabel, campaign, title, ...cell].filter((part) => part !== undefined && part !== null && part !== "");
  return { sentence, place: place as readonly string[] };
}

function isBudgetResource(name: string | undefined): name is BudgetResource {
  return name !== "EUR" && resources.some((resource) => resource === name);
}
