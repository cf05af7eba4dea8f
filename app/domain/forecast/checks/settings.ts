import { rateBounds } from "../../campaign/guidance.ts";
import { largestQuantity } from "../../quantity.ts";
import type { Refusal } from "../../refusal.ts";

/** What is looked at before a unit hands in its requests; in the order in which it is told. */
export const checkNames = [
  "justification-missing",
  "payments-above-means",
  "schedule-differs",
  "staff-without-days",
  "guidance-exceeded",
  "unit-suspicious",
] as const;
export type CheckName = (typeof checkNames)[number];

/** `blocking` refuses the submission, `warning` asks to be confirmed, `off` is not looked at. */
export const checkLevels = ["blocking", "warning", "off"] as const;
export type CheckLevel = (typeof checkLevels)[number];

export interface CheckSettings {
  readonly levels: Readonly<Record<CheckName, CheckLevel>>;
  /** A request that departs from N-1 by more than both owes its justification: hundredths of a percent, and cents. */
  readonly departureRate: bigint;
  readonly departureAmount: bigint;
}

export const usualChecks: CheckSettings = {
  levels: {
    "justification-missing": "blocking",
    "payments-above-means": "warning",
    "schedule-differs": "warning",
    "staff-without-days": "warning",
    "guidance-exceeded": "warning",
    "unit-suspicious": "warning",
  },
  departureRate: 500n,
  departureAmount: 1_000_000n,
};

/** As they are stored; what means nothing counts as not set. */
export function checkSettingsIn(stored: Readonly<Record<string, unknown>>): CheckSettings {
  const levelOf = (name: CheckName) => checkLevels.find((level) => level === stored[name]) ?? usualChecks.levels[name];
  const whole = (name: "departureRate" | "departureAmount") => {
    const text = stored[name];
    return typeof text === "string" && /^\d{1,15}$/.test(text) ? BigInt(text) : usualChecks[name];
  };
  return {
    levels: Object.fromEntries(checkNames.map((name) => [name, levelOf(name)])) as Record<CheckName, CheckLevel>,
    departureRate: whole("departureRate"),
    departureAmount: whole("departureAmount"),
  };
}

export function checkSettingsText({ levels, departureRate, departureAmount }: CheckSettings): Record<string, string> {
  return { ...levels, departureRate: departureRate.toString(), departureAmount: departureAmount.toString() };
}

/** Refused: a rate that is not from 0 % to the widest of guidance, an amount below zero or beyond what can be kept. */
export function checkSettingsFault({ departureRate, departureAmount }: CheckSettings): Refusal | undefined {
  const bounds = { lowest: 0n, highest: rateBounds.highest };
  if (departureRate < bounds.lowest || departureRate > bounds.highest)
    return { kind: "rate-out-of-bounds", rate: departureRate, ...bounds };
  if (departureAmount < 0n) return { kind: "negative-amount", line: 0, amount: departureAmount };
  return departureAmount > largestQuantity ? { kind: "amount-out-of-range", line: 0, amount: departureAmount } : undefined;
}

/** One setting that differs between two states of the settings. */
export type SettingDifference =
  | { readonly setting: CheckName; readonly before: CheckLevel; readonly after: CheckLevel }
  | { readonly setting: "departureRate"; readonly before: bigint; readonly after: bigint }
  | { readonly setting: "departureAmount"; readonly before: bigint; readonly after: bigint };

/** In the order in which the settings are told. */
export function settingDifferences(before: CheckSettings, after: CheckSettings): SettingDifference[] {
  const all: SettingDifference[] = [
    ...checkNames.map((setting) => ({ setting, before: before.levels[setting], after: after.levels[setting] })),
    { setting: "departureRate", before: before.departureRate, after: after.departureRate },
    { setting: "departureAmount", before: before.departureAmount, after: after.departureAmount },
  ];
  return all.filter((difference) => difference.before !== difference.after);
}
