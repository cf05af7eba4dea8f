import { changeSubscription } from "#app/commands/save-subscription.ts";
import { guard } from "#app/http/guard.ts";
import { answeringJson } from "#app/http/json-answer.ts";
import { subscriptionsAddress } from "../addresses.ts";
import { isUuid } from "../identifiers.ts";

const states = ["active", "paused", "stopped"] as const;

export const action = answeringJson(
  guard.action({ capability: "ledger.post", whole: true }, async ({ form, context, params, year, refused, redirect }) => {
    const id = params["subscription"] ?? "";
    const state = states.find((name) => name === form.get("state"));
    if (!isUuid(id)) return refused({ kind: "not-found", what: "subscription", id });
    if (!state) return refused({ kind: "unreadable-form" });
    const done = await changeSubscription(context, { id, state });
    return done.ok ? redirect(subscriptionsAddress(year), `entryModels.subscriptions.done.${state}`) : refused(done.refusal);
  }),
);
