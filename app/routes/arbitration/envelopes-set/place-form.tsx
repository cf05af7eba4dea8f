import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { spendingClasses } from "#app/domain/stage.ts";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { amountText } from "#app/ui/planning/amount-text.ts";
import styles from "../arbitration.module.css";
import { boardMeasures } from "../measure.ts";
import { type Place, whereOf } from "./place.ts";

interface Choice {
  readonly code: string;
  readonly label: string;
}
interface PlaceFormProps {
  readonly place: Place;
  readonly rate: number;
  readonly campaign: string;
  readonly choices: { readonly activities: readonly Choice[]; readonly units: readonly Choice[]; readonly groups: readonly Choice[] };
}

/** Which envelope the page is about: its choices are in the address, so that each has one. */
export function PlaceForm({ place, rate, campaign, choices }: PlaceFormProps) {
  const words = useTranslations("envelopes.place");
  const forecast = useTranslations("forecast");
  const resources = useTranslations("resources");
  const { spendingClass, measure, scope } = place;
  const options = (prefix: string, own: readonly Choice[]) => own.map(({ code, label }) => ({ value: `${prefix}${code}`, label }));
  return (
    <Form method="get" className={styles.search} key={`${spendingClass} ${measure} ${scope.activity} ${whereOf(scope)} ${rate}`}>
      <input type="hidden" name="campaign" value={campaign} />
      <SelectField
        name="class"
        label={words("class")}
        defaultValue={spendingClass}
        required
        options={[...spendingClasses].reverse().map((value) => ({ value, label: forecast(`classes.${value}`) }))}
      />
      <SelectField
        name="m"
        label={words("measure")}
        defaultValue={measure.toLowerCase()}
        required
        options={boardMeasures.map((own) => ({ value: own.toLowerCase(), label: resources(`short.${own}`) }))}
      />
      <SelectField
        name="activity"
        label={words("activity")}
        defaultValue={scope.activity ?? ""}
        none={words("allActivities")}
        options={options("", choices.activities)}
      />
      <SelectField
        name="where"
        label={words("where")}
        defaultValue={whereOf(scope)}
        none={words("allUnits")}
        groups={[
          ...(choices.groups.length > 0 ? [{ label: words("groups"), options: options("group:", choices.groups) }] : []),
          { label: words("units"), options: options("unit:", choices.units) },
        ]}
      />
      <TextField name="rate" label={words("rate")} defaultValue={amountText(BigInt(rate), "CP")} width="short" />
      <SubmitButton look="plain">{words("show")}</SubmitButton>
    </Form>
  );
}
