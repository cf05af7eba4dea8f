import { Form, Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { RefusedForm } from "#app/http/guard.ts";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { Page } from "#app/ui/shell/page.tsx";
import type { Campaign } from "#db/queries/campaign.ts";
import type { ChosenUnit } from "./campaign-at.ts";
import styles from "./index/campaigns.module.css";

interface ActFormProps {
  readonly campaign: Pick<Campaign, "id" | "targetYear">;
  readonly units?: readonly ChosenUnit[] | undefined;
  readonly answer: RefusedForm | undefined;
  readonly commandKey: string;
  readonly submit: string;
  readonly children?: ReactNode;
}

/** The form of an act on a campaign: the units it is about, its fields, and the way back. */
export function ActForm({ campaign, units = [], answer, commandKey, submit, children }: ActFormProps) {
  const words = useTranslations("campaigns");
  const common = useTranslations("common");
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  return (
    <Form method="post" className={styles.form}>
      <CommandKey value={commandKey} />
      <Fields {...fields}>
        <ErrorSummary general={general} />
        {units.length > 0 && (
          <div>
            <p>{words("acts.chosen", { count: units.length })}</p>
            <ul className={styles.chosen}>
              {units.map(({ unit, label }) => (
                <li key={unit}>
                  <input type="hidden" name="units" value={unit} />
                  {label}
                </li>
              ))}
            </ul>
          </div>
        )}
        {children}
        <ButtonRow>
          <SubmitButton>{submit}</SubmitButton>
          <Link className={buttonClass()} to={panorama(campaign)}>
            {common("cancel")}
          </Link>
        </ButtonRow>
      </Fields>
    </Form>
  );
}

/** A page about one campaign, under the panorama. */
export function CampaignPage({
  campaign,
  title,
  message,
  actions,
  children,
}: {
  readonly campaign: Pick<Campaign, "id" | "targetYear" | "label">;
  readonly title: string;
  readonly message?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const words = useTranslations("campaigns");
  return (
    <Page
      title={title}
      message={message}
      actions={actions}
      crumbs={[
        { label: words("title"), to: `/${campaign.targetYear}/campaigns` },
        { label: campaign.label, to: panorama(campaign) },
      ]}
    >
      {children}
    </Page>
  );
}

export function panorama({ id, targetYear }: Pick<Campaign, "id" | "targetYear">): string {
  return `/${targetYear}/campaigns?campaign=${id}`;
}
