import type { NoticeKind, NoticeValues } from "#app/domain/inbox/notice.ts";
import { isDay } from "#app/domain/month.ts";
import { type BudgetResource, resources } from "#app/domain/quantity.ts";
import type { Formatter } from "./formatter.ts";

/** The values of the sentence of a notice: « inbox.kinds.… ». */
export function noticeValues(
  format: Formatter,
  author: string,
  { number, count = 1, measure, day = "", until = "", document = "", amount }: NoticeValues,
) {
  return {
    author,
    count,
    number: number === undefined ? "" : String(number),
    day: isDay(day) ? format.day(day) : day,
    until: isDay(until) ? format.day(until) : until,
    document,
    amount: amount === undefined || !isBudgetResource(measure) ? "" : format.amountWithUnit(BigInt(amount), measure),
  };
}

/** A notice as words are found for it. */
export interface WordedNotice {
  readonly kind: NoticeKind;
  readonly author: string;
  readonly unitLabel: string | null;
  readonly campaign: string | null;
  readonly values: NoticeValues;
}

/** What a notice is about, from the widest to the narrowest. */
export function noticePlace(format: Formatter, { unitLabel, campaign, values }: WordedNotice): string[] {
  const { title, line, measure, period, amount } = values;
  const cell = [
    line,
    amount === undefined ? measure : undefined,
    period === undefined ? undefined : period.length > 4 ? format.month(period, "longWithYear") : period,
  ];
  return [unitLabel, campaign, title, ...cell].filter((part): part is string => part !== undefined && part !== null && part !== "");
}

function isBudgetResource(name: string | undefined): name is BudgetResource {
  return name !== "EUR" && resources.some((resource) => resource === name);
}
