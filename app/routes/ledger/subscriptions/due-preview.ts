import { dueEntry } from "#app/domain/ledger/due-entry.ts";
import { dueOccurrences } from "#app/domain/ledger/subscription.ts";
import type { Day } from "#app/domain/month.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { wordsOf } from "#app/http/refusal.ts";
import type { Locale } from "#app/messages/locale.ts";
import type { Db } from "#db/client.ts";
import { entryModels } from "#db/queries/ledger/entry-model.ts";
import { exerciseOn, type PeriodState, periodsOfYear } from "#db/queries/ledger/exercise.ts";
import type { Subscription } from "#db/queries/ledger/subscription.ts";

/** One occurrence that is due: what it would post, or why the books would refuse it. */
export interface DueRow {
  readonly subscriptionId: string;
  readonly ordinal: number;
  readonly day: Day;
  readonly name: string;
  readonly journal: string;
  readonly label: string;
  readonly amount: Quantity;
  readonly lines: readonly { readonly account: string; readonly debit: Quantity; readonly credit: Quantity }[];
  readonly refused: string | null;
}

interface Asking {
  readonly until: Day;
  readonly throughLock: boolean;
  readonly locale: Locale;
}

/** What « Passer les écritures dues » would post, line by line; nothing is written. */
export async function duePreview(
  db: Db,
  subscriptions: readonly Subscription[],
  { until, throughLock, locale }: Asking,
): Promise<DueRow[]> {
  const models = new Map((await entryModels(db, { archived: true })).map((model) => [model.id, model]));
  const obstacle = obstacles(db, throughLock);
  const rows: DueRow[] = [];
  for (const subscription of subscriptions.filter(({ state }) => state === "active")) {
    const model = models.get(subscription.modelId);
    if (!model) continue;
    for (const { ordinal, day } of dueOccurrences(subscription, subscription.taken, until)) {
      const entry = dueEntry({ ...subscription, model, ordinal, day });
      const refusal = entry.ok ? await obstacle(day) : entry.refusal;
      const lines = entry.ok ? entry.value.lines : [];
      rows.push({
        ...{ subscriptionId: subscription.id, ordinal, day, name: subscription.name, journal: model.journal },
        label: entry.ok ? entry.value.label : subscription.name,
        amount: sum(lines.map(({ debit }) => debit)),
        lines: lines.map(({ account, debit, credit }) => ({ account, debit, credit })),
        refused: refusal ? wordsOf(refusal, locale) : null,
      });
    }
  }
  return rows.sort((left, right) => (left.day < right.day ? -1 : left.day > right.day ? 1 : 0));
}

/** Whether the period of a day takes entries; each exercise is read once. */
function obstacles(db: Db, throughLock: boolean): (day: Day) => Promise<Refusal | undefined> {
  const periods = new Map<number, readonly PeriodState[]>();
  return async (day) => {
    const exercise = await exerciseOn(db, day);
    if (!exercise) return { kind: "unknown-year", date: day };
    if (exercise.status === "closed") return { kind: "year-closed", year: exercise.year };
    const known = periods.get(exercise.year) ?? (await periodsOfYear(db, exercise.year));
    periods.set(exercise.year, known);
    const period = known.find(({ complementary, firstDay, lastDay }) => !complementary && firstDay <= day && day <= lastDay);
    const open = period && (period.status === "open" || (period.status === "locked" && throughLock));
    return open ? undefined : { kind: "period-closed", year: exercise.year, period: period?.period ?? 0 };
  };
}
