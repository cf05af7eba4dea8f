import { postDueSubscriptions } from "#app/commands/post-due-subscriptions.ts";
import { isDay } from "#app/domain/month.ts";
import { guard } from "#app/http/guard.ts";
import { answeringJson } from "#app/http/json-answer.ts";
import { subscriptionsAddress } from "../addresses.ts";
import { isUuid } from "../identifiers.ts";

/** Posts the occurrences that the preview named. What the books refused stays on the page, each with its reason. */
export const action = answeringJson(
  guard.action({ capability: "ledger.post", whole: true }, async ({ form, context, today, year, refused, redirect }) => {
    const asked = String(form.get("until") ?? "");
    const until = isDay(asked) ? asked : today;
    const occurrences = form.getAll("occurrence").flatMap((text) => {
      const [id = "", ordinal = ""] = String(text).split(".");
      return isUuid(id) && /^\d{1,4}$/.test(ordinal) ? [{ subscriptionId: id, ordinal: Number(ordinal) }] : [];
    });
    const done = await postDueSubscriptions(context, { occurrences, until });
    if (!done.ok) return refused(done.refusal);
    const { posted, refused: kept } = done.value;
    const here = `${subscriptionsAddress(year)}${until === today ? "" : `?until=${until}`}`;
    return redirect(here, "entryModels.subscriptions.posted", { posted, refused: kept.length });
  }),
);
