import { randomUUID } from "node:crypto";
import { mayDo } from "#app/domain/access.ts";
import { grouped } from "#app/domain/grouped.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { readTime } from "#app/domain/workload/time-file.ts";
import { planTime, type TimeChange, type TimePlan, timeName, workOf } from "#app/domain/workload/time-plan.ts";
import type { Db } from "#db/client.ts";
import { visibleUnits } from "#db/queries/access.ts";
import { profilesOn } from "#db/queries/forecast/profile.ts";
import { lockNamed } from "#db/queries/named-lock.ts";
import { lastWords, plannedDays, spentDays } from "#db/queries/workload/days.ts";
import { workItems } from "#db/queries/workload/items.ts";
import { openMonths } from "#db/queries/workload/months.ts";
import { itemsById } from "./plan-work.ts";
import { faultOfTime, writeTime } from "./record-work-time.ts";
import type { CommandContext } from "./run.ts";
import type { FileSubject } from "./workforce-file.ts";

type KeptChange = Pick<TimeChange, "item" | "unit" | "profile" | "month" | "days" | "before">;
interface KeptChanges {
  readonly changes: readonly KeptChange[];
}

/** Files of time spent: a row is what a month holds of an item for a team (decision 0182). */
export const filesOfTime: FileSubject<TimePlan, KeptChanges> = {
  ...{ subject: "time", noun: "time-file", capability: "workload.time" },
  check: readTime,
  plan: plannedTime,
  told: ({ changes }) => ({ count: changes.length, said: changes }),
  write: async (db, { actor }, { changes }, fileId, touch) => {
    await lockTeams(db, changes);
    const standing = await lastWords(db, "work_time", changes);
    if (changes.some(({ before }, index) => standing[index]?.days !== before)) return refuse({ kind: "staff-file-moved" });
    await writeTime(db, { author: actor.id, source: "import", batch: fileId }, changes, touch);
    return accept({
      changes: changes.map(({ item, unit, profile, month, days, before }) => ({ item, unit, profile, month, days, before })),
    });
  },
  undo: async (db, context, { changes }, touch) => {
    const { access, id: author } = context.actor;
    const foreign = changes.find(({ unit }) => !mayDo(access, "workload.time", unit));
    if (foreign) return refuse({ kind: "not-found", what: "unit", id: foreign.unit });
    const back = changes.map((own) => ({ ...own, days: own.before }));
    const fault = await faultOfTime(db, context, back);
    if (fault) return refuse(fault);
    await lockTeams(db, changes);
    const standing = await lastWords(db, "work_time", changes);
    const moved = changes.find(({ days }, index) => standing[index]?.days !== days);
    if (moved) {
      const item = (await itemsById(db, [moved], context.today)).get(moved.item);
      return refuse({ kind: "time-file-changed-since", item: item?.code ?? "", month: moved.month });
    }
    await writeTime(db, { author, source: "import", batch: randomUUID() }, back, touch);
    return accept(changes.length);
  },
};

/** Whoever else records time of these teams waits. */
async function lockTeams(db: Db, days: readonly { readonly unit: string }[]): Promise<void> {
  await lockNamed(db, "time of a team", [...new Set(days.map(({ unit }) => unit))].sort());
}

async function plannedTime(
  db: Db,
  { actor, today }: Pick<CommandContext, "actor" | "today">,
  book: Parameters<typeof readTime>[0],
): Promise<Result<TimePlan>> {
  const read = readTime(book);
  if (!read.ok) return read;
  const { rows, faults } = read.value;
  const units = new Set((await visibleUnits(db, actor.access, "workload.time", today)).map(({ code }) => code));
  const own = rows.filter(({ unit }) => units.has(unit));
  const items = await workItems(db, { codes: [...new Set(own.map(({ item }) => item))] }, today);
  const months = [...new Set(own.map(({ month }) => month))].sort();
  const of = {
    ...{ from: months[0] ?? "", to: months.at(-1) ?? "" },
    ...{ units: [...new Set(own.map(({ unit }) => unit))], items: items.map(({ id }) => id) },
  };
  const none = months.length === 0 || items.length === 0;
  const [planned, spent] = none ? [[], []] : [await plannedDays(db, of), await spentDays(db, of)];
  const profiles = [...grouped([...planned, ...spent], ({ item, unit }) => workOf(item, unit))].map(
    ([work, days]) => [work, [...new Set(days.map(({ profile }) => profile))]] as const,
  );
  return accept(
    planTime(rows, faults, {
      ...{ today, units, open: new Set(await openMonths(db, months)), profiles: await profilesOn(db, today) },
      items: new Map(items.map((item) => [item.code, item])),
      planned: new Map(profiles),
      known: new Map(spent.map((place) => [timeName(place), place.days])),
    }),
  );
}
