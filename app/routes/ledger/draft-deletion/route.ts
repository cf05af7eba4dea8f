import { deleteDraft } from "#app/commands/delete-draft.ts";
import { guard } from "#app/http/guard.ts";
import { answeringJson } from "#app/http/json-answer.ts";
import { draftsAddress } from "../addresses.ts";
import { isUuid } from "../identifiers.ts";

export const action = answeringJson(
  guard.action({ capability: "ledger.post", whole: true }, async ({ context, params, year, refused, redirect }) => {
    const id = params["draft"] ?? "";
    if (!isUuid(id)) return refused({ kind: "not-found", what: "draft", id });
    const done = await deleteDraft(context, { id });
    return done.ok ? redirect(draftsAddress(year), "drafts.deleted") : refused(done.refusal);
  }),
);
