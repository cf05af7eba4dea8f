import { type Calendar, deadlineOf, expectedReturns, type LateWindow } from "#app/domain/campaign/calendar.ts";
import { isLate, type Progress, progressOf } from "#app/domain/campaign/campaign.ts";
import { type Day, daysBetween } from "#app/domain/month.ts";
import type { Sort } from "#app/ui/table/sort.ts";
import type { UnitPanorama } from "#db/queries/campaign/panorama.ts";
import type { Campaign } from "#db/queries/campaign.ts";

export interface PanoramaRow extends UnitPanorama {
  readonly progress: Progress;
  readonly deadline: Day;
  readonly late: boolean;
  /** Lines filled in a hundred; null without a line. */
  readonly percent: number | null;
  /** CP asked less CP executed in N-1; null where nothing was executed. */
  readonly delta: bigint | null;
}

interface Conduct {
  readonly campaign: Campaign;
  readonly calendar: Calendar;
  readonly late: readonly LateWindow[];
  readonly today: Day;
}

export function panoramaRows(units: readonly UnitPanorama[], { campaign, calendar, late, today }: Conduct): PanoramaRow[] {
  return units.map((row) => {
    const progress = progressOf(row);
    const deadline = deadlineOf(calendar, late, row.unit, campaign.closesOn);
    const percent = row.lines === 0 ? null : Math.floor((100 * row.filled) / row.lines);
    const delta = row.previous === null ? null : row.cp - row.previous;
    return { ...row, progress, deadline, late: isLate(progress, deadline, today), percent, delta };
  });
}

export const sortKeys = ["unit", "state", "filled", "cp", "delta", "activity", "deadline"] as const;

/** Late units first, whatever the order asked for; without one, the order of the tree. */
export function sorted(rows: readonly PanoramaRow[], sort: Sort | undefined): PanoramaRow[] {
  const way = sort?.descending ? -1 : 1;
  return rows.toSorted((left, right) => Number(right.late) - Number(left.late) || (sort ? way * compare(left, right, sort.key) : 0));
}

export interface ReturnPoint {
  readonly day: Day;
  readonly expected: number;
  /** Null for the days to come. */
  readonly returned: number | null;
}

/** How many units had handed everything in by each week's end, against what the calendar expects; a stamp that is after today counts as today's. */
export function returnsOf(rows: readonly PanoramaRow[], { campaign, calendar, today }: Conduct): ReturnPoint[] {
  const { opensOn, closesOn } = calendar.find(({ step }) => step === "submission") ?? campaign;
  const days = rows.flatMap(({ progress, handedInAt }) => {
    if (handedInAt === null || (progress !== "submitted" && progress !== "accepted")) return [];
    const day = handedInAt.toISOString().slice(0, 10);
    return [day > today ? today : day];
  });
  const first = [campaign.opensOn, ...days].toSorted()[0] ?? campaign.opensOn;
  const last = closesOn > today ? closesOn : today;
  const length = daysBetween(first, last);
  const step = Math.max(1, Math.ceil(length / 26));
  const dates = new Set(Array.from({ length: Math.floor(length / step) + 1 }, (_, index) => dayAfter(first, index * step)));
  for (const day of [last, today]) if (day >= first && day <= last) dates.add(day);
  return [...dates].toSorted().map((day) => ({
    day,
    expected: expectedReturns({ opensOn, closesOn }, rows.length, day),
    returned: day > today ? null : days.filter((own) => own <= day).length,
  }));
}

function dayAfter(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

const order: readonly Progress[] = ["notStarted", "underWay", "returned", "submitted", "accepted"];

function compare(left: PanoramaRow, right: PanoramaRow, key: string): number {
  switch (key) {
    case "state":
      return order.indexOf(left.progress) - order.indexOf(right.progress);
    case "filled":
      return (left.percent ?? -1) - (right.percent ?? -1);
    case "cp":
      return sign(left.cp - right.cp);
    case "delta":
      return sign((left.delta ?? 0n) - (right.delta ?? 0n));
    case "activity":
      return (left.lastActivity?.getTime() ?? 0) - (right.lastActivity?.getTime() ?? 0);
    case "deadline":
      return left.deadline < right.deadline ? -1 : left.deadline > right.deadline ? 1 : 0;
    default:
      return left.label.localeCompare(right.label, "fr");
  }
}

function sign(amount: bigint): number {
  return amount < 0n ? -1 : amount > 0n ? 1 : 0;
}
