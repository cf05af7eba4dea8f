import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { RefusedForm } from "#app/http/guard.ts";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useSittingCrumbs } from "./crumbs.ts";

interface RefusedActProps {
  readonly year: number;
  readonly sitting: { readonly id: string; readonly number: number; readonly title: string };
  readonly title: string;
  readonly answer: RefusedForm | undefined;
}

/** Where an act of a sitting lands when it is refused without a script, and the way back. */
export function RefusedAct({ year, sitting, title, answer }: RefusedActProps) {
  const words = useTranslations("sittings");
  return (
    <Page title={title} crumbs={useSittingCrumbs(year, sitting)}>
      {answer && <Notice kind="refusal" title={answer.refusal.message} />}
      <p>
        <Link className={buttonClass()} to={`/${year}/arbitration/sessions/${sitting.id}`}>
          {words("back")}
        </Link>
      </p>
    </Page>
  );
}
