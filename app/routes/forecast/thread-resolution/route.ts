import { resolveThread } from "#app/commands/comment.ts";
import { guard } from "#app/http/guard.ts";

/** A thread is settled (`resolved=yes`), or taken up again. */
export const action = guard.action(
  { capability: "planning.read", unit: ({ params }) => params.unit },
  async ({ context, form, params, refused }) => {
    const { unit = "", thread: threadId = "" } = params;
    const resolved = await resolveThread(context, { unit, threadId, resolved: form.get("resolved") === "yes" });
    return resolved.ok ? resolved.value : refused(resolved.refusal);
  },
);
