import { deleteComment } from "#app/commands/comment.ts";
import { guard } from "#app/http/guard.ts";

/** Takes away one's own comment, whose place says so. */
export const action = guard.action(
  { capability: "planning.read", unit: ({ params }) => params.unit },
  async ({ context, params, refused }) => {
    const { unit = "", comment: commentId = "" } = params;
    const deleted = await deleteComment(context, { unit, commentId });
    return deleted.ok ? deleted.value : refused(deleted.refusal);
  },
);
