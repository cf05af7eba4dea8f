import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { openSitting } from "#app/commands/open-sitting.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useSittingCrumbs } from "../crumbs.ts";
import styles from "../sessions.module.css";
import { sittingAddress, sittingOfAddress } from "../sitting-place.ts";

export const loader = guard.loader({ capability: "arbitration.read" }, async (scene) => {
  return { year: scene.year, sitting: await sittingOfAddress(scene.db, scene), key: scene.newKey() };
});

export const action = guard.action({ capability: "arbitration.read" }, async (scene) => {
  const { context, year, refused, redirect } = scene;
  const sitting = await scene.read((db) => sittingOfAddress(db, scene));
  const opened = await openSitting(context, { sittingId: sitting.id });
  if (!opened.ok) return refused(opened.refusal);
  return redirect(sittingAddress(year, sitting.id), "sittings.open.done", { number: sitting.number });
});

export default function OpeningPage() {
  const { year, sitting, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("sittings");
  const common = useTranslations("common");
  return (
    <Page
      title={words("open.heading", { number: sitting.number })}
      crumbs={useSittingCrumbs(year, sitting)}
      message={words("open.consequence")}
    >
      {answer && <Notice kind="refusal" title={answer.refusal.message} />}
      <Form method="post" className={styles.form}>
        <CommandKey value={key} />
        <ButtonRow>
          <SubmitButton autoFocus>{words("open.action")}</SubmitButton>
          <Link className={buttonClass()} to={`/${year}/arbitration/sessions/${sitting.id}`}>
            {common("cancel")}
          </Link>
        </ButtonRow>
      </Form>
    </Page>
  );
}
