import { archiveEntryModel } from "#app/commands/save-entry-model.ts";
import { guard } from "#app/http/guard.ts";
import { answeringJson } from "#app/http/json-answer.ts";
import { modelsAddress } from "../addresses.ts";
import { isUuid } from "../identifiers.ts";

/** Out of the lists, or back into them (`archived=off`). */
export const action = answeringJson(
  guard.action({ capability: "ledger.post", whole: true }, async ({ form, context, params, year, refused, redirect }) => {
    const id = params["model"] ?? "";
    if (!isUuid(id)) return refused({ kind: "not-found", what: "model", id });
    const archived = form.get("archived") !== "off";
    const done = await archiveEntryModel(context, { id, archived });
    return done.ok
      ? redirect(modelsAddress(year), archived ? "entryModels.archivedDone" : "entryModels.restoredDone")
      : refused(done.refusal);
  }),
);
