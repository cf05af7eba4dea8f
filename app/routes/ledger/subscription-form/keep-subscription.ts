import { z } from "zod";
import { saveSubscription } from "#app/commands/save-subscription.ts";
import { frequencies } from "#app/domain/ledger/subscription.ts";
import { readTypedAmount } from "#app/domain/ledger/typing/typed-amount.ts";
import { isDay } from "#app/domain/month.ts";
import { choiceField, dayField, textField, uuidField } from "#app/http/fields.ts";
import { atField, readForm } from "#app/http/form.ts";
import type { ActionScene } from "#app/http/scene.ts";
import { entryModelById } from "#db/queries/ledger/entry-model.ts";
import { subscriptionsAddress } from "../addresses.ts";

const schema = z.object({
  subscription: uuidField(),
  seen: z.string().regex(/^\d{1,18}$/),
  model: uuidField(),
  name: textField({ maximum: 100 }),
  amounts: z.record(z.string(), z.string()).default({}),
  firstDay: dayField(),
  frequency: choiceField(frequencies),
  lastDay: z.string().default(""),
});

/** Keeps the subscription of the form, new or changed: what both pages do. */
export async function keepSubscription(scene: ActionScene) {
  const { form, context, year, locale, refused, redirect } = scene;
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const { subscription, seen, model: modelId, name, amounts: typed, firstDay, frequency, lastDay } = read.value;
  const at = (field: string) => atField(read.submission, field);
  if (lastDay !== "" && !isDay(lastDay)) return refused({ kind: "not-a-day", text: lastDay }, at("lastDay"));
  if (lastDay !== "" && lastDay < firstDay)
    return refused({ kind: "dates-out-of-order", earlier: firstDay, later: lastDay }, at("lastDay"));
  const model = await scene.read((db) => entryModelById(db, modelId));
  if (!model) return refused({ kind: "not-found", what: "model", id: modelId }, read.submission);
  const amounts = new Map<string, bigint>();
  for (const { name: parameter } of model.parameters) {
    const amount = readTypedAmount(typed[parameter] ?? "");
    if (!amount.ok) return refused(amount.refusal, at(`amounts.${parameter}`));
    amounts.set(parameter, amount.value);
  }
  const input = {
    id: subscription,
    seen: BigInt(seen),
    modelId,
    name,
    amounts,
    firstDay,
    frequency,
    lastDay: lastDay === "" ? null : lastDay,
  };
  const saved = await saveSubscription(context, input);
  return saved.ok
    ? redirect(subscriptionsAddress(year), "entryModels.subscriptions.saved", { name })
    : refused(saved.refusal, read.submission);
}
