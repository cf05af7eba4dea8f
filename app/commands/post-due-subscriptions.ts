import { randomUUID } from "node:crypto";
import { dueEntry } from "#app/domain/ledger/due-entry.ts";
import { draftOfManualEntry } from "#app/domain/ledger/manual-entry.ts";
import { dueOccurrences, type Occurrence } from "#app/domain/ledger/subscription.ts";
import type { Day } from "#app/domain/month.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { type PostedEntry, postEntries } from "#db/posting.ts";
import { entryModelById } from "#db/queries/ledger/entry-model.ts";
import { exerciseOn } from "#db/queries/ledger/exercise.ts";
import { lockSubscriptions, recordOccurrence, type Subscription, subscriptionById } from "#db/queries/ledger/subscription.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { postingOptions, requireWholeLedger } from "./whole-ledger.ts";

/** One occurrence, as the preview named it. */
export interface OccurrenceName {
  readonly subscriptionId: string;
  readonly ordinal: number;
}
export interface DuePosting {
  readonly occurrences: readonly OccurrenceName[];
  /** The day up to which they are due. */
  readonly until: Day;
}
export interface RefusedOccurrence extends OccurrenceName {
  readonly name: string;
  readonly day: Day;
  readonly refusal: Refusal;
}
export interface DueOutcome {
  readonly posted: number;
  readonly refused: readonly RefusedOccurrence[];
}

/**
 * Posts what is due of the subscriptions, in one transaction, each occurrence once for ever (`occurrence_once`). One that the books refuse
 * (a closed period, an account out of date) is told with its reason and stays due; the others are posted. What is no longer due, because
 * somebody posted it meanwhile, is left aside.
 */
export async function postDueSubscriptions(context: CommandContext, input: DuePosting): Promise<Result<DueOutcome>> {
  const { actor } = context;
  return await runCommand(context, { name: "post-due-subscriptions", capability: "ledger.post" }, input, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, "ledger.post");
    if (!whole.ok) return whole;
    const { throughLock } = await postingOptions(db, context);
    const ids = [...new Set(input.occurrences.map(({ subscriptionId }) => subscriptionId))].toSorted();
    await lockSubscriptions(db, ids);
    const refused: RefusedOccurrence[] = [];
    let posted = 0;
    for (const { subscription, occurrence } of await stillDue(db, ids, input)) {
      const name = { subscriptionId: subscription.id, ordinal: occurrence.ordinal };
      const entry = await postOccurrence(db, context, { subscription, occurrence, throughLock });
      if (!entry.ok) refused.push({ ...name, name: subscription.name, day: occurrence.day, refusal: entry.refusal });
      else {
        await recordOccurrence(db, { ...name, day: occurrence.day, actor: actor.id, outcome: { entryId: entry.value.id } });
        touch({ kind: "entry", id: entry.value.id.toString(), detail: { subscription: subscription.name, ...occurrence } });
        posted += 1;
      }
    }
    return accept({ posted, refused });
  });
}

/** Leaves one occurrence out for ever, with its reason. */
export async function skipOccurrence(
  context: CommandContext,
  input: OccurrenceName & { readonly reason: string; readonly until: Day },
): Promise<Result<null>> {
  const { actor } = context;
  return await runCommand(context, { name: "skip-occurrence", capability: "ledger.post" }, input, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, "ledger.post");
    if (!whole.ok) return whole;
    if (input.reason.trim() === "") return refuse({ kind: "reason-required" });
    await lockSubscriptions(db, [input.subscriptionId]);
    const [due] = await stillDue(db, [input.subscriptionId], { occurrences: [input], until: input.until });
    if (!due) return refuse({ kind: "not-found", what: "subscription", id: input.subscriptionId });
    const { subscription, occurrence } = due;
    const outcome = { skipReason: input.reason.trim() };
    await recordOccurrence(db, { subscriptionId: subscription.id, ...occurrence, actor: actor.id, outcome });
    touch({ kind: "subscription", id: subscription.id, detail: { name: subscription.name, ...occurrence, ...outcome } });
    return accept(null);
  });
}

interface Due {
  readonly subscription: Subscription;
  readonly occurrence: Occurrence;
}

/** Of the occurrences asked for, those that are due and not dealt with, in the order of their days. */
async function stillDue(db: Db, ids: readonly string[], { occurrences, until }: DuePosting): Promise<Due[]> {
  const due: Due[] = [];
  for (const id of ids) {
    const subscription = await subscriptionById(db, id);
    if (!subscription || subscription.state !== "active") continue;
    const asked = new Set(occurrences.filter(({ subscriptionId }) => subscriptionId === id).map(({ ordinal }) => ordinal));
    const open = dueOccurrences(subscription, subscription.taken, until).filter(({ ordinal }) => asked.has(ordinal));
    due.push(...open.map((occurrence) => ({ subscription, occurrence })));
  }
  return due.sort((left, right) => (left.occurrence.day < right.occurrence.day ? -1 : left.occurrence.day > right.occurrence.day ? 1 : 0));
}

async function postOccurrence(
  db: Db,
  { actor, today }: CommandContext,
  { subscription, occurrence, throughLock }: Due & { readonly throughLock: boolean },
): Promise<Result<PostedEntry>> {
  const model = await entryModelById(db, subscription.modelId);
  if (!model) throw new Error(`the model of subscription ${subscription.id} is gone`);
  const manual = dueEntry({ ...subscription, model, ...occurrence });
  if (!manual.ok) return manual;
  const exercise = await exerciseOn(db, occurrence.day);
  if (!exercise) return refuse({ kind: "unknown-year", date: occurrence.day });
  const draft = draftOfManualEntry(manual.value, { eventId: randomUUID(), lastDay: exercise.lastDay });
  if (!draft.ok) return draft;
  const posted = await postEntries(db, [draft.value], { actor: actor.id, today, throughLock });
  if (!posted.ok) return posted;
  const [entry] = posted.value;
  if (!entry) throw new Error("one entry was posted, and none came back");
  return accept(entry);
}
