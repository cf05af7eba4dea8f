import type { RowFault } from "../forecast/import/headed-rows.ts";
import type { Day, Month } from "../month.ts";
import type { Quantity } from "../quantity.ts";
import type { Refusal } from "../refusal.ts";
import { isWithin, type WorkItem } from "./item.ts";
import { placeName, type Team, type WorkLoad } from "./plan.ts";
import { faultOfSpending } from "./spent.ts";
import type { TimeRow } from "./time-file.ts";

/** What a file of time is judged against. */
export interface TimeScene {
  readonly today: Day;
  /** Months whose period is open. */
  readonly open: ReadonlySet<Month>;
  /** The units whose time the person may record. */
  readonly units: ReadonlySet<string>;
  /** By their codes. */
  readonly items: ReadonlyMap<string, Pick<WorkItem, "id" | "code" | "label" | "firstMonth" | "lastMonth" | "closedOn">>;
  readonly profiles: readonly { readonly code: string; readonly label: string }[];
  /** The profiles that the plan gives to the work of a unit on an item (`workOf`). */
  readonly planned: ReadonlyMap<string, readonly string[]>;
  /** What months hold already, by the name of the item and of the place (`timeName`). */
  readonly known: ReadonlyMap<string, Quantity>;
}

export function workOf(item: string, unit: string): string {
  return `${item} ${unit}`;
}

export function timeName({ item, ...place }: { readonly item: string; readonly month: Month } & Team): string {
  return `${item} ${placeName(place)}`;
}

/** A month that holds something else once the file is applied. */
export interface TimeChange extends WorkLoad {
  readonly row: number;
  readonly code: string;
  readonly label: string;
  readonly before: Quantity;
}

export interface TimePlan {
  readonly changes: readonly TimeChange[];
  readonly faults: readonly RowFault[];
  /** Rows that say what is known already. */
  readonly same: number;
}

/**
 * What a file of time changes. What is given is what the month holds: the same again changes nothing. A row that breaks a rule is left out alone,
 * as is one that tells a month that a row above told already. A profile that is not said is the one that the plan gives to that unit on that
 * item, when there is just one.
 */
export function planTime(rows: readonly TimeRow[], faults: readonly RowFault[], scene: TimeScene): TimePlan {
  const profiles = new Map(scene.profiles.flatMap(({ code, label }) => [code, label].map((name) => [bare(name), code] as const)));
  const told = new Map<string, number>();
  const [changes, own]: [TimeChange[], RowFault[]] = [[], [...faults]];
  let same = 0;
  for (const given of rows) {
    const place = placeOf(given, scene, profiles);
    const before = "refusal" in place ? undefined : told.get(timeName(place));
    if ("refusal" in place || before !== undefined) {
      own.push({ row: given.row, refusal: "refusal" in place ? place.refusal : { kind: "time-row-twice", row: before ?? 0 } });
      continue;
    }
    told.set(timeName(place), given.row);
    const held = scene.known.get(timeName(place)) ?? 0n;
    if (held === given.days) same += 1;
    else changes.push({ ...place, before: held, days: given.days, row: given.row });
  }
  return { changes, faults: own.toSorted((left, right) => left.row - right.row), same };
}

type Place = Omit<TimeChange, "row" | "before" | "days">;

function placeOf(
  { item: code, unit, profile, month, days }: TimeRow,
  scene: TimeScene,
  profiles: ReadonlyMap<string, string>,
): Place | { readonly refusal: Refusal } {
  if (!scene.units.has(unit)) return { refusal: { kind: "unknown-code", dimension: "unit", code: unit } };
  const item = scene.items.get(code);
  if (!item) return { refusal: { kind: "not-found", what: "workItem", id: code } };
  const planned = scene.planned.get(workOf(item.id, unit)) ?? [];
  const known = profile === "" ? (planned.length === 1 ? planned[0] : undefined) : profiles.get(bare(profile));
  if (known === undefined)
    return {
      refusal: profile === "" ? { kind: "time-profile-needed", item: code, unit } : { kind: "not-found", what: "profile", id: profile },
    };
  const outside: Refusal = { kind: "work-outside-item", item: code, month, first: item.firstMonth, last: item.lastMonth };
  const refusal = faultOfSpending(item, month, scene) ?? (days > 0n && !isWithin(item, month) ? outside : undefined);
  return refusal ? { refusal } : { item: item.id, code, label: item.label, unit, profile: known, month };
}

function bare(name: string): string {
  return name.toLocaleLowerCase("fr");
}
