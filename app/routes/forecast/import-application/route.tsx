import { redirect as toPage } from "@remix-run/node";
import { Link, useActionData, useLocation, useParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { applySheetImport } from "#app/commands/apply-sheet-import.ts";
import { guard } from "#app/http/guard.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { choicesIn, conflictsIn } from "../import/choices.ts";

export const loader = guard.loader({ capability: "forecast.edit", unit: ({ params }) => params["unit"] }, async ({ year, params, url }) =>
  toPage(`/${year}/forecast/${params["unit"]}/import${answersIn(url.search, params["import"])}`),
);

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

/** Only met when it was refused: why, and the way back. */
export default function ImportApplicationPage() {
  const answer = useActionData<typeof action>();
  const { year, unit, import: id } = useParams();
  const { search } = useLocation();
  const words = useTranslations("sheetImport");
  return (
    <Page title={words("page.title")}>
      {answer && "refusal" in answer && (
        <Notice kind="refusal">
          {answer.refusal.message} <Link to={`/${year}/forecast/${unit}/import${answersIn(search, id)}`}>{words("page.diff")}</Link>
        </Notice>
      )}
    </Page>
  );
}

/** What was answered about the file, which the address of the application bears too. */
function answersIn(search: string, id: string | undefined): string {
  return new URLSearchParams(search).get("import") === id ? search : `?import=${id}`;
}
