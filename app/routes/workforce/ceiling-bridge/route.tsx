import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { setCeilingBridge } from "#app/commands/save-staff-settings.ts";
import { ceilingRows } from "#app/domain/workforce/ceiling.ts";
import { amountField, codeField, optionalAmountField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { AmountField } from "#app/ui/form/text-fields.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { staffCategoriesOn } from "#db/queries/forecast/staff.ts";
import styles from "../../units/units.module.css";
import { ceilingAddress } from "../addresses.ts";
import { useWorkforceCrumb } from "../workforce-crumb.ts";

const change = () => optionalAmountField("ETPT");
const schema = z.object({
  nature: codeField(),
  previous: amountField("ETPT", { sign: "notNegative" }),
  perimeter: change(),
  transfers: change(),
  technical: change(),
  fullYearEffect: change(),
  impact: change(),
});

/** The bridge of the ceiling holds for the whole programme: it is set by who keeps staff everywhere. */
export const loader = guard.loader({ capability: "workforce.edit", whole: true }, async ({ db, year, newKey }) => ({
  ...{ year, commandKey: newKey() },
  natures: (await staffCategoriesOn(db, `${year}-12-31`)).map(({ code, label }) => ({ value: code, label })),
}));

export const action = guard.action(
  { capability: "workforce.edit", whole: true },
  async ({ form, locale, year, context, refused, redirect }) => {
    const read = readForm(form, schema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const { nature, previous, perimeter = 0n, transfers = 0n, technical = 0n, fullYearEffect = 0n, impact = 0n } = read.value;
    const done = await setCeilingBridge(context, { year, nature, previous, perimeter, transfers, technical, fullYearEffect, impact });
    return done.ok ? redirect(ceilingAddress(year), "workforce.ceiling.saved") : refused(done.refusal, read.submission);
  },
);

export default function CeilingBridgePage() {
  const { year, natures, commandKey } = useLoaderData<typeof loader>();
  const words = useTranslations("workforce");
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  return (
    <Page
      title={words("ceiling.set")}
      crumbs={[useWorkforceCrumb(year), { label: words("ceiling.title", { year: String(year) }), to: ceilingAddress(year) }]}
    >
      <Form method="post" className={styles.form}>
        <CommandKey value={commandKey} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          <SelectField name="nature" label={words("category")} required options={natures} />
          <div className={styles.columns}>
            {ceilingRows.map((row) => (
              <AmountField key={row} name={row} label={words(`ceiling.${row}`)} resource="ETPT" required={row === "previous"} />
            ))}
          </div>
          <ButtonRow>
            <SubmitButton>{words("ceiling.save")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
    </Page>
  );
}
