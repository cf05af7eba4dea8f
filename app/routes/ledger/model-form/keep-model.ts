import { data } from "@remix-run/node";
import { saveEntryModel } from "#app/commands/save-entry-model.ts";
import { wordsOf } from "#app/http/refusal.ts";
import type { ActionScene } from "#app/http/scene.ts";
import { modelsAddress } from "../addresses.ts";
import { isUuid } from "../identifiers.ts";
import { entryChoices, onTypedLine } from "../new-entry/read-entry.ts";
import { readModel } from "./read-model.ts";

/** Keeps the model of the form, new or changed: what both pages do. */
export async function keepModel(scene: ActionScene) {
  const { form, context, access, today, year, locale, refused } = scene;
  const choices = await scene.read((db) => entryChoices(db, access, today));
  const read = readModel(form, choices, locale);
  if (!read.ok && "errors" in read) {
    const lastResult = read.submission.reply({ fieldErrors: { ...read.errors } });
    return data(
      { refusal: { kind: "wrong-form" as const, message: wordsOf({ kind: "wrong-form", fields: {} }, locale) }, lastResult },
      { status: 422 },
    );
  }
  if (!read.ok) return refused(read.refusal, read.submission);
  const id = String(form.get("model") ?? "");
  const seen = String(form.get("seen") ?? "");
  if (!isUuid(id) || !/^\d{1,18}$/.test(seen)) return refused({ kind: "unreadable-form" }, read.submission);
  const saved = await saveEntryModel(context, { ...read.model, id, name: read.name, seen: BigInt(seen) });
  if (!saved.ok) return refused(onTypedLine(saved.refusal, read.positions), read.submission);
  return scene.redirect(modelsAddress(year), "entryModels.saved", { name: read.name });
}
