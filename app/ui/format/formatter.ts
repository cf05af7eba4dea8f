import { useMemo } from "react";
import { useLocale, useTranslations } from "use-intl";
import type { Day, Month } from "#app/domain/month.ts";
import type { Resource } from "#app/domain/quantity.ts";
import type { Locale } from "#app/messages/locale.ts";
import { type AmountFormat, type DisplayUnit, formatAmount, formatNumber, type Shown } from "./amount.ts";
import { formatDay, formatInstant, formatMonth, type MonthStyle } from "./calendar.ts";
import { formatGap, formatPoints, formatShare, type Share } from "./share.ts";

/** The translator of the namespace `units`: from `useTranslations("units")` or `translatorFor(locale, "units")`. */
export type UnitWords = (key: "symbol.eur" | "symbol.keur" | "symbol.meur" | "symbol.etpt" | "symbol.day") => string;

type AmountOptions = Pick<AmountFormat, "unit" | "sign">;

/** Every number, rate and date of a page in one language: screens get it by `useFormat`, loaders and exports by `formatterFor`. */
export interface Formatter {
  amount(quantity: Shown, resource: Resource, options?: AmountOptions): string;
  /** With its unit: « 1 234,56 € », « 1,2 M€ », « 3,50 ETPT », « 12,5 j ». */
  amountWithUnit(quantity: Shown, resource: Resource, options?: AmountOptions): string;
  /** The word of the unit, for column heads: « € », « k€ », « M€ », « ETPT », « j ». */
  unit(resource: Resource, unit?: DisplayUnit): string;
  count(count: number | bigint): string;
  share(share: Share): string;
  points(actual: Share, expected: Share): string;
  /** A gap in tenths of a point or of a hundredth, always signed: « +5,1 ». */
  gap(tenths: bigint): string;
  day(day: Day): string;
  month(month: Month, style?: MonthStyle): string;
  instant(instant: string): string;
}

export function formatterFor(locale: Locale, words: UnitWords): Formatter {
  const unit = (resource: Resource, display: DisplayUnit = "exact") => words(symbolKey(resource, display));
  return {
    amount: (quantity, resource, options) => formatAmount(quantity, resource, { locale, ...options }),
    amountWithUnit: (quantity, resource, options) =>
      formatAmount(quantity, resource, { locale, ...options, symbol: unit(resource, options?.unit) }),
    unit,
    count: (count) => formatNumber(BigInt(count), 0, locale),
    share: (share) => formatShare(share, locale),
    points: (actual, expected) => formatPoints(actual, expected, locale),
    gap: (tenths) => formatGap(tenths, locale),
    day: formatDay,
    month: (month, style) => formatMonth(month, locale, style),
    instant: formatInstant,
  };
}

export function useFormat(): Formatter {
  const locale = useLocale();
  const words = useTranslations("units");
  return useMemo(() => formatterFor(locale, (key) => words(key)), [locale, words]);
}

function symbolKey(resource: Resource, unit: DisplayUnit): Parameters<UnitWords>[0] {
  if (resource === "ETPT") return "symbol.etpt";
  if (resource === "DAY") return "symbol.day";
  return unit === "keur" ? "symbol.keur" : unit === "meur" ? "symbol.meur" : "symbol.eur";
}
