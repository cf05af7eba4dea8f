import { applySheetImport } from "#app/commands/apply-sheet-import.ts";
import { guard } from "#app/http/guard.ts";
import { choicesIn, conflictsIn } from "../import/choices.ts";

/** A page of nothing but a refusal: it may not lead elsewhere by itself, or the refusal would never be read. */
export const loader = guard.loader({ capability: "forecast.edit", unit: ({ params }) => params["unit"] }, async () => null);

/** Writes what the preview showed, by the answers that its address says. */
export const action = guard.action({ capability: "forecast.edit", unit: ({ params }) => params["unit"] }, async (scene) => {
  const { form, params, url, year, context, refused, redirect } = scene;
  const unit = params["unit"] ?? "";
  const answers = { choices: choicesIn(url.searchParams), conflicts: conflictsIn(url.searchParams) };
  const asked = { unit, importId: params["import"] ?? "", ...answers, digest: String(form.get("digest") ?? "") };
  const applied = await applySheetImport(context, asked);
  if (!applied.ok) return refused(applied.refusal);
  const { written, campaign } = applied.value;
  return redirect(`/${year}/forecast/${unit}?campaign=${campaign}`, "sheetImport.applied", { count: written });
});

export { RefusedImportPage as default } from "../import/refused-page.tsx";
