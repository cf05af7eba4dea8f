import { Link, useActionData, useLocation, useParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { RefusedForm } from "#app/http/guard.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { answersIn } from "./answers.ts";

/** What an act on a file shows when it was refused, which is the only time that it shows anything: why, and the way back. */
export function RefusedImportPage() {
  const answer = useActionData<RefusedForm>();
  const { year, unit, import: id } = useParams();
  const { search } = useLocation();
  const words = useTranslations("sheetImport");
  return (
    <Page title={words("page.title")}>
      {answer && <Notice kind="refusal">{answer.refusal.message}</Notice>}
      <Link to={`/${year}/forecast/${unit}/import${answersIn(search, id)}`}>{words("page.diff")}</Link>
    </Page>
  );
}
