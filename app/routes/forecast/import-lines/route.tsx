import { z } from "zod";
import { saveRequest } from "#app/commands/save-request.ts";
import { textField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { answersIn } from "../import/answers.ts";
import { readImport } from "../import/read-import.ts";

/** A page of nothing but a refusal: it may not lead elsewhere by itself, or the refusal would never be read. */
export const loader = guard.loader({ capability: "forecast.edit", unit: ({ params }) => params["unit"] }, async () => null);

/** Makes a baseline request of the lines that a file asks for and the sheet does not have, without figures: the file brings them. */
export const action = guard.action({ capability: "forecast.edit", unit: ({ params }) => params["unit"] }, async (scene) => {
  const { form, params, url, year, locale, context, read, refused, redirect } = scene;
  const unit = params["unit"] ?? "";
  const fields = readForm(form, z.object({ title: textField({ maximum: 300 }) }), locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const search = answersIn(url.search, params["import"]);
  const asked = await read((db) => readImport({ ...scene, db, url: new URL(`${url.pathname}${search}`, url) }));
  if (!asked) return refused({ kind: "not-found", what: "file", id: params["import"] ?? "" });
  const lines = asked.preview.missing.map((line) => ({ ...line, cells: [] }));
  if (lines.length === 0) return refused({ kind: "sheet-import-nothing" });
  const head = { kind: "baseline", obligation: "inescapable", justification: "", risk: "" } as const;
  const saved = await saveRequest(context, { ...head, campaignId: asked.campaign.id, unit, title: fields.value.title, lines });
  if (!saved.ok) return refused(saved.refusal, fields.submission);
  return redirect(`/${year}/forecast/${unit}/import${search}`, "sheetImport.missing.created", { count: lines.length });
});

export { RefusedImportPage as default } from "../import/refused-page.tsx";
