import { Link, useActionData, useParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { RefusedForm } from "#app/http/guard.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";

/** What an act on a scenario shows when it was refused, which is the only time that it shows anything: why, and the way back. */
export function RefusedScenarioPage() {
  const answer = useActionData<RefusedForm>();
  const { year, scenario } = useParams();
  const words = useTranslations("scenarios");
  return (
    <Page title={words("open")} crumbs={[]}>
      {answer && <Notice kind="refusal" title={answer.refusal.message} />}
      <Link to={`/${year}/arbitration/scenarios/${scenario}`}>{words("back")}</Link>
    </Page>
  );
}
