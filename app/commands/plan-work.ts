import { randomUUID } from "node:crypto";
import { mayDo } from "#app/domain/access.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { isWithin } from "#app/domain/workload/item.ts";
import type { WorkLoad, WorkSource } from "#app/domain/workload/plan.ts";
import type { Db } from "#db/client.ts";
import { checkCodes } from "#db/queries/forecast/codes.ts";
import { checkProfiles } from "#db/queries/forecast/profile.ts";
import { lockNamed } from "#db/queries/named-lock.ts";
import { insertDays, lastWords } from "#db/queries/workload/days.ts";
import { type NamedItem, workItems } from "#db/queries/workload/items.ts";
import { type CommandContext, runCommand } from "./run.ts";

/** Days of an item that a team is to do in a month; `seen`: the change that said them last when they were read, 0 of none. */
export interface DaysInput extends WorkLoad {
  readonly seen: bigint;
}

export interface WorkInput {
  readonly source: WorkSource;
  readonly days: readonly DaysInput[];
}

/**
 * Plans days of work: each by whoever plans the work of the team that does them. What says nothing new writes nothing; what somebody else changed
 * meanwhile is refused whole (`stale`). A reallocation gives as many days as it takes (`trial-unbalanced`). Returns how many places changed.
 */
export async function planWork(context: CommandContext, input: WorkInput): Promise<Result<number>> {
  return await runCommand(context, { name: "plan-work", capability: "workload.plan" }, input, async (db, touch) => {
    const { access, id: author } = context.actor;
    const stranger = input.days.find(({ unit }) => !mayDo(access, "workload.plan", unit));
    if (stranger) return refuse({ kind: "not-found", what: "unit", id: stranger.unit });
    const fault = await faultOfDays(db, context, input.days);
    if (fault) return refuse(fault);
    await lockNamed(db, "work of a team", [...new Set(input.days.map(({ unit }) => unit))].sort());
    const known = await lastWords(db, "work_load", input.days);
    const changes: WorkLoad[] = [];
    let unplaced = 0n;
    for (const [index, { seen, ...own }] of input.days.entries()) {
      const current = known[index];
      if (current?.days === own.days) continue;
      if (current && current.changeId !== seen) return refuse({ kind: "stale", what: "workLoad", seen, current: current.changeId });
      changes.push(own);
      unplaced += (current?.days ?? 0n) - own.days;
    }
    if (input.source === "reallocation" && unplaced !== 0n) return refuse({ kind: "trial-unbalanced", staff: 0n, days: unplaced });
    const batch = randomUUID();
    if (changes.length > 0)
      await insertDays(
        db,
        "work_load",
        changes.map((own) => ({ ...own, batch, author, source: input.source })),
      );
    for (const unit of new Set(changes.map((own) => own.unit)))
      touch({ kind: "workLoad", id: batch, unit, detail: { source: input.source, days: changes.filter((own) => own.unit === unit) } });
    return accept(changes.length);
  });
}

/** Units and profiles that exist, items that exist, months within them; the first fault, in the order of what was given. */
export async function faultOfDays(db: Db, { today }: CommandContext, days: readonly WorkLoad[]): Promise<Refusal | undefined> {
  const units = await checkCodes(db, "unit", [...new Set(days.map(({ unit }) => unit))], today);
  if (!units.ok) return units.refusal;
  const profiles = await checkProfiles(db, [...new Set(days.map(({ profile }) => profile))], today);
  if (!profiles.ok) return profiles.refusal;
  const items = await itemsById(db, days, today);
  for (const { item, month, days: given } of days) {
    const own = items.get(item);
    if (!own) return { kind: "not-found", what: "workItem", id: item };
    if (given > 0n && !isWithin(own, month))
      return { kind: "work-outside-item", item: own.code, month, first: own.firstMonth, last: own.lastMonth };
  }
  return undefined;
}

export async function itemsById(db: Db, days: readonly WorkLoad[], today: string): Promise<Map<string, NamedItem>> {
  const found = await workItems(db, { ids: [...new Set(days.map(({ item }) => item))] }, today);
  return new Map(found.map((own) => [own.id, own]));
}
