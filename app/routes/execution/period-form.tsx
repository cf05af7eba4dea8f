import { Form, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { Day, Month } from "#app/domain/month.ts";
import { SubmitButton } from "#app/ui/form/buttons.tsx";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { DateField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import styles from "../units/units.module.css";

interface PeriodFormProps {
  readonly to: Month | null;
  readonly months: readonly Month[];
  /** Everything so far, where a page may show it. */
  readonly soFar?: string;
  readonly known: Day | null;
  readonly today: Day;
}

/** Up to which month a page tells the year, and as known on which day; the rest of the address stays. */
export function PeriodForm({ to, months, soFar, known, today }: PeriodFormProps) {
  const words = useTranslations("followUp");
  const common = useTranslations("common.asKnown");
  const format = useFormat();
  const [search] = useSearchParams();
  // Each form sends its own choice alone, so that nothing empty stands in the address.
  const others = (own: string) =>
    [...search]
      .filter(([name]) => name !== own && name !== "trace")
      .map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
  return (
    <>
      {(months.length > 1 || soFar !== undefined) && (
        <Form method="get" className={styles.inline}>
          {others("to")}
          <SelectField
            name="to"
            label={words("to")}
            defaultValue={to ?? ""}
            options={[
              ...(soFar === undefined ? [] : [{ value: "", label: soFar }]),
              ...months.map((month) => ({ value: month, label: format.month(month, "long") })),
            ]}
          />
          <SubmitButton look="plain">{words("see")}</SubmitButton>
        </Form>
      )}
      <Form method="get" className={styles.inline}>
        {others("on")}
        <DateField name="on" label={common("day")} defaultValue={known ?? ""} max={today} />
        <SubmitButton look="plain">{common("see")}</SubmitButton>
      </Form>
    </>
  );
}
