import { earlierCommitments, keysOf, rowByKeys, type SchedulePart } from "#app/domain/forecast/schedule.ts";
import type { CostView } from "#app/domain/forecast/staff/cost-sight.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import type { Db } from "#db/client.ts";
import type { SheetLine } from "#db/queries/forecast/grid.ts";
import { scheduleAt, scheduledCommitments, schedulesOfYear } from "#db/queries/forecast/schedule.ts";
import { cellsOf } from "#db/queries/forecast/sheet.ts";
import { keysIn } from "./schedule-grid.ts";

export interface ScheduleShown {
  readonly committed: ReadonlyMap<number, Quantity>;
  readonly parts: readonly SchedulePart[];
  readonly hasSchedule: boolean;
  readonly keysFault: Refusal | undefined;
  readonly known: readonly { readonly from: "request" | "commitments"; readonly keys: readonly bigint[] }[];
}

/** A line's schedule with what it is read against; with keys, the rows of its new commitments as those keys make them. */
export async function scheduleShown(
  db: Db,
  line: SheetLine,
  { unit, year, keys, view }: { unit: string; year: number; keys: string; view: CostView },
): Promise<ScheduleShown> {
  const own = ((await cellsOf(db, [line.id], view)).get(line.id) ?? []).filter((cell) => cell.measure === "AE" && cell.amount !== null);
  const years = [...new Set(own.map(({ targetYear }) => targetYear))].sort();
  const committed = new Map(
    years.map((each) => [each, sum(own.filter(({ targetYear }) => targetYear === each).map(({ amount }) => amount ?? 0n))]),
  );
  const stored = (await scheduleAt(db, line.id))?.parts ?? [];
  const asked = keys.trim() === "" ? undefined : keysIn(keys);
  const rows = asked ? [...committed].map(([commitmentYear, amount]) => rowByKeys(commitmentYear, amount, asked)) : [];
  const fault = rows.find((row) => !row.ok);
  const filled = rows.flatMap((row) => (row.ok ? row.value : []));
  const parts = asked && !fault ? [...stored.filter((part) => part.commitmentYear === earlierCommitments), ...filled] : stored;
  const known = [
    {
      from: "request" as const,
      keys: keysOf(await schedulesOfYear(db, { unit, year: year - 1, nature: line.nature, activity: line.activity })),
    },
    { from: "commitments" as const, keys: keysOf(await scheduledCommitments(db, { unit, nature: line.nature })) },
  ];
  return {
    ...{ committed, parts, hasSchedule: stored.length > 0 },
    keysFault: fault && !fault.ok ? fault.refusal : asked || keys.trim() === "" ? undefined : { kind: "not-a-number", text: keys },
    known: known.filter((own) => own.keys.length > 0),
  };
}
