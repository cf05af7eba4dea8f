import { formatDecimal } from "#app/domain/money.ts";
import { absolute, type Quantity, type Resource, unitsPerWhole } from "#app/domain/quantity.ts";
import type { Locale } from "#app/messages/locale.ts";

/** How euros are shown: to the cent, or rounded to euros, thousands (one decimal) or millions (one decimal). */
export const displayUnits = ["exact", "eur", "keur", "meur"] as const;
export type DisplayUnit = (typeof displayUnits)[number];

/** What a cell may hold beside a quantity: nothing typed yet (blank), or nothing that could be (« /// »). Zero is a quantity. */
export type Shown = Quantity | "not-entered" | "not-applicable";

export interface AmountFormat {
  readonly locale: Locale;
  /** Of euros; staff and days have one unit each. Default: `exact`. */
  readonly unit?: DisplayUnit | undefined;
  /** `always` for variances: « +12,5 », « −3,0 ». Default: the minus alone. */
  readonly sign?: "negative" | "always" | undefined;
  /** What stands after the number, joined by U+00A0: « € », « M€ », « ETPT »; the words come from the messages. */
  readonly symbol?: string | undefined;
}

export const minus = "\u2212";
const noBreakSpace = "\u00a0";

/**
 * An amount as people read it. Decimals: cents 2, euros 0, k€ and M€ 1, ETPT 2, days 1. Rounded half away from zero, from integers alone
 * (one ETPT is 1 200 smallest units). Zero is « – »; a quantity that rounds to zero is « 0,0 », never « −0,0 ».
 */
export function formatAmount(quantity: Shown, resource: Resource, format: AmountFormat): string {
  if (quantity === "not-entered") return "";
  if (quantity === "not-applicable") return "///";
  if (quantity === 0n) return "–";
  const { perUnit, decimals } = scaleOf(resource, format.unit ?? "exact");
  const scaled = divideRounded(quantity * 10n ** BigInt(decimals), perUnit);
  const number = signed(scaled, format.sign) + formatNumber(absolute(scaled), decimals, format.locale);
  return format.symbol ? number + noBreakSpace + format.symbol : number;
}

/** The same quantity without rounding nor grouping, decimal point: for `<data value>`, copying and tests. ETPT keep four decimals. */
export function exactDecimal(quantity: Quantity, resource: Resource): string {
  if (resource !== "ETPT") return formatDecimal(quantity, 2);
  return formatDecimal(divideRounded(quantity * 10_000n, unitsPerWhole.ETPT), 4);
}

/** The unit in which the largest of these amounts reads best: at least two figures before the decimal mark where there are. */
export function displayUnitFor(quantities: readonly Quantity[]): DisplayUnit {
  const largest = quantities.reduce((most, quantity) => (absolute(quantity) > most ? absolute(quantity) : most), 0n);
  if (largest >= 1_000_000_000n) return "meur";
  return largest >= 1_000_000n ? "keur" : "eur";
}

/** An integer of 10^-decimals, grouped and pointed as the language does; fr: U+202F between thousands. */
export function formatNumber(units: bigint, decimals: number, locale: Locale): string {
  return numberFormat(locale, decimals).format(formatDecimal(units, decimals) as `${number}`);
}

/** Division of integers rounded half away from zero: 5/2 → 3, −5/2 → −3. `divisor` > 0. */
export function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const magnitude = (2n * absolute(dividend) + divisor) / (2n * divisor);
  return dividend < 0n ? -magnitude : magnitude;
}

/** The sign to write before a magnitude: nothing before zero. */
export function signed(value: bigint, sign: AmountFormat["sign"] = "negative"): string {
  if (value < 0n) return minus;
  return sign === "always" && value > 0n ? "+" : "";
}

export const tagOf = { fr: "fr-FR", en: "en-GB" } as const satisfies Record<Locale, string>;

function scaleOf(resource: Resource, unit: DisplayUnit): { perUnit: bigint; decimals: number } {
  const perWhole = unitsPerWhole[resource];
  if (resource === "ETPT") return { perUnit: perWhole, decimals: 2 };
  if (resource === "DAY") return { perUnit: perWhole, decimals: 1 };
  switch (unit) {
    case "exact":
      return { perUnit: perWhole, decimals: 2 };
    case "eur":
      return { perUnit: perWhole, decimals: 0 };
    case "keur":
      return { perUnit: perWhole * 1_000n, decimals: 1 };
    case "meur":
      return { perUnit: perWhole * 1_000_000n, decimals: 1 };
  }
}

const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: Locale, decimals: number): Intl.NumberFormat {
  const key = `${locale}${decimals}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(tagOf[locale], {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: true,
  });
  formats.set(key, made);
  return made;
}
