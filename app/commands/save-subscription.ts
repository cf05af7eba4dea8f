import { applyModel } from "#app/domain/ledger/entry-model.ts";
import { nextOccurrences } from "#app/domain/ledger/subscription.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { entryModelById } from "#db/queries/ledger/entry-model.ts";
import {
  insertSubscription,
  lockSubscriptions,
  type Subscription,
  type SubscriptionInput,
  type SubscriptionState,
  setSubscriptionState,
  subscriptionById,
  updateSubscription,
} from "#db/queries/ledger/subscription.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

/** `seen` is 0 of a new subscription. */
export type SubscriptionSaving = SubscriptionInput & { readonly seen: bigint };

/**
 * Keeps a subscription: a model that is posted by itself at its days, for these amounts. Its days stay once one of them was dealt with
 * (stop it and begin another); its name, its end and its amounts may change, for the days to come.
 */
export async function saveSubscription(context: CommandContext, input: SubscriptionSaving): Promise<Result<{ readonly id: string }>> {
  const { actor } = context;
  const said = { ...input, amounts: Object.fromEntries(input.amounts) };
  return await runCommand(context, { name: "save-subscription", capability: "ledger.post" }, said, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, "ledger.post");
    if (!whole.ok) return whole;
    await lockSubscriptions(db, [input.id]);
    const held = input.seen === 0n ? undefined : await subscriptionById(db, input.id);
    if (input.seen !== 0n && !held) return refuse({ kind: "not-found", what: "subscription", id: input.id });
    const fit = await fits(db, input, held);
    if (!fit.ok) return fit;
    if (!held) await insertSubscription(db, { ...input, author: actor.id });
    else if (!(await updateSubscription(db, input))) {
      return refuse({ kind: "stale", what: "subscription", seen: input.seen, current: held.version });
    }
    touch({ kind: "subscription", id: input.id, detail: said });
    return accept({ id: input.id });
  });
}

/** Pauses, resumes or stops: stopped is for ever, what is due while paused waits. */
export async function changeSubscription(
  context: CommandContext,
  input: { readonly id: string; readonly state: SubscriptionState },
): Promise<Result<null>> {
  return await runCommand(context, { name: "change-subscription", capability: "ledger.post" }, input, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, "ledger.post");
    if (!whole.ok) return whole;
    await lockSubscriptions(db, [input.id]);
    const held = await subscriptionById(db, input.id);
    if (!held) return refuse({ kind: "not-found", what: "subscription", id: input.id });
    if (held.state === "stopped") {
      return refuse({ kind: "wrong-state", what: "subscription", state: held.state, expected: ["active", "paused"] });
    }
    await setSubscriptionState(db, input.id, input.state);
    touch({ kind: "subscription", id: input.id, detail: { name: held.name, from: held.state, to: input.state } });
    return accept(null);
  });
}

/** The model gives an entry that is whole for these amounts, and the days are some. */
async function fits(db: Db, input: SubscriptionSaving, held: Subscription | undefined): Promise<Result<null>> {
  if (held?.state === "stopped") {
    return refuse({ kind: "wrong-state", what: "subscription", state: held.state, expected: ["active", "paused"] });
  }
  const moved = held && (held.firstDay !== input.firstDay || held.frequency !== input.frequency || held.modelId !== input.modelId);
  if (moved && held.taken.size > 0) return refuse({ kind: "occurrence-taken", day: held.lastDone?.day ?? held.firstDay });
  const model = await entryModelById(db, input.modelId);
  if (!model) return refuse({ kind: "not-found", what: "model", id: input.modelId });
  const incomplete = model.lines.findIndex(({ account }) => account === null);
  if (incomplete >= 0) return refuse({ kind: "subscription-incomplete", line: incomplete + 1 });
  if (nextOccurrences(input, new Set(), 1).length === 0) return refuse({ kind: "subscription-without-days" });
  const applied = applyModel(model, input.amounts, input.firstDay);
  return applied.ok ? accept(null) : applied;
}
