import { saveDraft } from "#app/commands/save-draft.ts";
import { type TypedEntry, typedEntryOf } from "#app/domain/ledger/typing/typed-entry.ts";
import { guard } from "#app/http/guard.ts";
import { answeringJson, wantsJson } from "#app/http/json-answer.ts";
import { draftsAddress, newEntryAddress } from "../addresses.ts";
import { isUuid } from "../identifiers.ts";
import { readTexts } from "../new-entry/read-entry.ts";

/** Keeps a draft: every few keys by the script (JSON), or by the button of the form. */
export const action = answeringJson(
  guard.action({ capability: "ledger.post", whole: true }, async ({ form, request, context, params, year, locale, refused, redirect }) => {
    const id = params["draft"] ?? "";
    const asked = String(form.get("seen") ?? form.get("draftVersion") ?? "");
    const seen = /^\d{1,18}$/.test(asked) ? BigInt(asked) : 0n;
    if (!isUuid(id)) return refused({ kind: "not-found", what: "draft", id });
    const script = wantsJson(request);
    const body = script ? bodyIn(form) : readTexts(form, locale);
    if (!body.ok) return refused({ kind: "unreadable-form" });
    const saved = await saveDraft(context, { id, fiscalYear: year, body: body.typed, seen });
    if (!saved.ok) return refused(saved.refusal);
    if (script) return { version: saved.value.version.toString() };
    return redirect(form.get("leave") === "on" ? draftsAddress(year) : `${newEntryAddress(year)}?draft=${id}`, "entryForm.draft.kept");
  }),
);

function bodyIn(form: FormData): { readonly ok: true; readonly typed: TypedEntry } | { readonly ok: false } {
  try {
    return { ok: true, typed: typedEntryOf(JSON.parse(String(form.get("body") ?? ""))) };
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false };
    throw error;
  }
}
