import { absolute, type Quantity } from "#app/domain/quantity.ts";
import type { Locale } from "#app/messages/locale.ts";
import { divideRounded, formatNumber, signed } from "./amount.ts";

/** A part of a whole, both in the same unit: « 61,2 % » of the payment appropriations are paid. */
export interface Share {
  readonly part: Quantity;
  readonly whole: Quantity;
}

/** In percent with one decimal, rounded half away from zero; « /// » when the whole is zero (there is nothing to share). */
export function formatShare(share: Share, locale: Locale): string {
  if (share.whole === 0n) return "///";
  const permille = quotient(share.part * 1_000n, share.whole);
  return `${signed(permille)}${formatNumber(absolute(permille), 1, locale)}${locale === "fr" ? "\u00a0%" : "%"}`;
}

/** The gap between two shares in points, always signed, one decimal: « +5,1 », « −3,0 »; « /// » when either whole is zero. */
export function formatPoints(actual: Share, expected: Share, locale: Locale): string {
  const tenths = gapInTenths(actual, expected);
  return tenths === null ? "///" : formatGap(tenths, locale);
}

/** A gap in tenths of a point, always signed, one decimal: 51 → « +5,1 ». */
export function formatGap(tenths: bigint, locale: Locale): string {
  return signed(tenths, "always") + formatNumber(absolute(tenths), 1, locale);
}

/** `actual` less `expected` in tenths of a point, exact until the last rounding (half away from zero). */
export function gapInTenths(actual: Share, expected: Share): bigint | null {
  if (actual.whole === 0n || expected.whole === 0n) return null;
  const difference = actual.part * expected.whole - expected.part * actual.whole;
  return quotient(difference * 1_000n, actual.whole * expected.whole);
}

function quotient(dividend: bigint, divisor: bigint): bigint {
  return divisor < 0n ? divideRounded(-dividend, -divisor) : divideRounded(dividend, divisor);
}
