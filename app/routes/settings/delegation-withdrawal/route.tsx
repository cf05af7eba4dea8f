import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { withdrawDelegation } from "#app/commands/withdraw-delegation.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { findDelegation } from "#db/queries/arbitration/delegation.ts";
import styles from "../decision-rules/decision-rules.module.css";

export const loader = guard.loader({ capability: "signed-in" }, async ({ db, params, person, mayDo, newKey, notFound }) => {
  const id = params.delegation ?? "";
  const delegation = await findDelegation(db, id);
  if (!delegation || (delegation.delegatorId !== person.id && !mayDo("admin.users"))) throw notFound("delegation", id);
  return { delegate: delegation.delegate, delegator: delegation.delegator, key: newKey() };
});

export const action = guard.action({ capability: "signed-in" }, async ({ params, context, refused, redirect }) => {
  const withdrawn = await withdrawDelegation(context, { delegationId: params.delegation ?? "" });
  if (!withdrawn.ok) return refused(withdrawn.refusal);
  return redirect("/settings/delegations", "authority.delegations.withdrawn", withdrawn.value);
});

export default function DelegationWithdrawalPage() {
  const { delegate, delegator, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("authority.delegations");
  const common = useTranslations("common");
  return (
    <Page
      title={words("withdrawHeading", { delegate })}
      crumbs={[{ label: words("heading"), to: "/settings/delegations" }]}
      message={words("withdrawMessage", { delegate, delegator })}
    >
      {answer && <Notice kind="refusal" title={answer.refusal.message} />}
      <Form method="post" className={styles.form}>
        <CommandKey value={key} />
        <ButtonRow>
          <SubmitButton look="danger" autoFocus>
            {words("withdraw")}
          </SubmitButton>
          <Link className={buttonClass()} to="/settings/delegations">
            {common("cancel")}
          </Link>
        </ButtonRow>
      </Form>
    </Page>
  );
}
