import { skipOccurrence } from "#app/commands/post-due-subscriptions.ts";
import { isDay } from "#app/domain/month.ts";
import { guard } from "#app/http/guard.ts";
import { answeringJson } from "#app/http/json-answer.ts";
import { subscriptionsAddress } from "../addresses.ts";
import { isUuid } from "../identifiers.ts";

/** Leaves one occurrence out, with its reason. */
export const action = answeringJson(
  guard.action({ capability: "ledger.post", whole: true }, async ({ form, context, params, today, year, refused, redirect }) => {
    const subscriptionId = params["subscription"] ?? "";
    const [ordinal, until] = [String(form.get("ordinal") ?? ""), String(form.get("until") ?? "")];
    if (!isUuid(subscriptionId) || !/^\d{1,4}$/.test(ordinal))
      return refused({ kind: "not-found", what: "subscription", id: subscriptionId });
    const asked = { subscriptionId, ordinal: Number(ordinal), until: isDay(until) ? until : today };
    const done = await skipOccurrence(context, { ...asked, reason: String(form.get("reason") ?? "").slice(0, 400) });
    return done.ok ? redirect(subscriptionsAddress(year), "entryModels.subscriptions.skippedDone") : refused(done.refusal);
  }),
);
