import { editComment } from "#app/commands/comment.ts";
import { guard } from "#app/http/guard.ts";

/** What one's own comment says from now on. */
export const action = guard.action(
  { capability: "planning.read", unit: ({ params }) => params.unit },
  async ({ context, form, params, refused }) => {
    const { unit = "", comment: commentId = "" } = params;
    const edited = await editComment(context, { unit, commentId, body: String(form.get("body") ?? "") });
    return edited.ok ? edited.value : refused(edited.refusal);
  },
);
