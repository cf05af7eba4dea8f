import { randomUUID } from "node:crypto";
import { mayDo } from "#app/domain/access.ts";
import { grouped } from "#app/domain/grouped.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { WorkLoad, WorkSource } from "#app/domain/workload/plan.ts";
import { faultOfSpending } from "#app/domain/workload/spent.ts";
import type { Db } from "#db/client.ts";
import { lockNamed } from "#db/queries/named-lock.ts";
import { type DaysChange, insertDays, lastWords } from "#db/queries/workload/days.ts";
import { openMonths } from "#db/queries/workload/months.ts";
import { faultOfDays, itemsById } from "./plan-work.ts";
import { type CommandContext, runCommand, type Touched } from "./run.ts";

export interface TimeInput {
  readonly source: Exclude<WorkSource, "reallocation">;
  readonly days: readonly WorkLoad[];
}

/**
 * Days spent on items, by team, profile and month: what is given is what the month holds, so that the same file twice changes nothing. Refused for a
 * month to come or that is not open any more, and for an item that was closed before it. Returns how many places changed.
 */
export async function recordWorkTime(context: CommandContext, input: TimeInput): Promise<Result<number>> {
  return await runCommand(context, { name: "record-work-time", capability: "workload.time" }, input, async (db, touch) => {
    const { access, id: author } = context.actor;
    const stranger = input.days.find(({ unit }) => !mayDo(access, "workload.time", unit));
    if (stranger) return refuse({ kind: "not-found", what: "unit", id: stranger.unit });
    const fault = (await faultOfDays(db, context, input.days)) ?? (await faultOfTime(db, context, input.days));
    if (fault) return refuse(fault);
    await lockNamed(db, "time of a team", [...new Set(input.days.map(({ unit }) => unit))].sort());
    const known = await lastWords(db, "work_time", input.days);
    const changes = input.days.filter(({ days }, index) => known[index]?.days !== days);
    await writeTime(db, { author, source: input.source, batch: randomUUID() }, changes, touch);
    return accept(changes.length);
  });
}

/** Keeps what months hold from now on, and tells it of each unit. */
export async function writeTime(
  db: Db,
  { author, source, batch }: Pick<DaysChange, "author" | "source" | "batch">,
  changes: readonly WorkLoad[],
  touch: (touched: Touched) => void,
): Promise<void> {
  if (changes.length === 0) return;
  await insertDays(
    db,
    "work_time",
    changes.map(({ item, unit, profile, month, days }) => ({ item, unit, profile, month, days, batch, author, source })),
  );
  for (const [unit, own] of grouped(changes, (change) => change.unit)) {
    const days = own.map(({ item, profile, month, days: held }) => ({ item, unit, profile, month, days: held }));
    touch({ kind: "workTime", id: batch, unit, detail: { source, days } });
  }
}

/** What time may not be spent on: the first fault, in the order of what is given. */
export async function faultOfTime(
  db: Db,
  { today }: Pick<CommandContext, "today">,
  days: readonly WorkLoad[],
): Promise<Refusal | undefined> {
  const open = new Set(await openMonths(db, [...new Set(days.map(({ month }) => month))]));
  const items = await itemsById(db, days, today);
  for (const { item, month } of days) {
    const own = items.get(item);
    const fault = own && faultOfSpending(own, month, { today, open });
    if (fault) return fault;
  }
  return undefined;
}
