import { useTranslations } from "use-intl";
import type { RefusedForm } from "#app/http/guard.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { DateField, TextAreaField } from "#app/ui/form/text-fields.tsx";
import type { Campaign } from "#db/queries/campaign.ts";
import { ActForm, CampaignPage } from "./act-page.tsx";
import type { ChosenUnit } from "./campaign-at.ts";

export const lateWriters = ["everyone", "heads"] as const;

interface LateWindowPageProps {
  /** One unit that handed in may write again, or units (all without a choice) have more time. */
  readonly act: "reopening" | "time";
  readonly campaign: Pick<Campaign, "id" | "targetYear" | "label">;
  readonly units: readonly ChosenUnit[];
  readonly commandKey: string;
  readonly answer: RefusedForm | undefined;
}

/** The form that lets units write late: until when, who, and why. */
export function LateWindowPage({ act, campaign, units, commandKey, answer }: LateWindowPageProps) {
  const words = useTranslations("campaigns");
  return (
    <CampaignPage campaign={campaign} title={words(`${act}.heading`)} message={words(`${act}.message`, { count: units.length })}>
      <ActForm campaign={campaign} units={units} answer={answer} commandKey={commandKey} submit={words(`${act}.submit`)}>
        <DateField name="until" label={words("until")} required />
        <SelectField
          name="writers"
          label={words("writers.label")}
          required
          defaultValue="everyone"
          options={lateWriters.map((value) => ({ value, label: words(`writers.${value}`) }))}
        />
        <TextAreaField name="reason" label={words("reason")} required />
      </ActForm>
    </CampaignPage>
  );
}
