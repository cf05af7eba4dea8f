import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { saveMeansSettings } from "#app/commands/save-lease.ts";
import { type IndexRate, rentIndexes } from "#app/domain/means/lease.ts";
import { amountField, optionalAmountField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { indexRates } from "#db/queries/means/leases.ts";
import { surfaceTarget } from "#db/queries/means/settings.ts";
import styles from "../../units/units.module.css";
import { sitesAddress } from "../addresses.ts";
import { hundredthsText } from "../hundredths-text.ts";
import { useSiteCrumbs } from "../means-crumbs.ts";
import { MeansLinks } from "../means-links.tsx";

const indexes = rentIndexes.filter((index) => index !== "none");
const largestRate = 5000n;
/** The exercise, two years before it and six after. */
const yearsOf = (year: number) => Array.from({ length: 9 }, (_, index) => year - 2 + index);
const nameOf = (index: string, year: number) => `${index}${year}`;

const schemaOf = (year: number) =>
  z.object({
    target: amountField("DAY", { sign: "positive" }),
    ...Object.fromEntries(
      indexes.flatMap((index) => yearsOf(year).map((each) => [nameOf(index, each), optionalAmountField("DAY").pipe(rateWithin)] as const)),
    ),
  });
/** A rent is not revised by more than half of it. */
const rateWithin = z.bigint().min(-largestRate).max(largestRate).optional();

export const loader = guard.loader({ capability: "campaign.manage", whole: true }, async ({ db, year, newKey }) => ({
  ...{ year, years: yearsOf(year), commandKey: newKey(), target: await surfaceTarget(db), rates: await indexRates(db) },
}));

export const action = guard.action(
  { capability: "campaign.manage", whole: true },
  async ({ form, locale, year, context, refused, redirect }) => {
    const read = readForm(form, schemaOf(year), locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const typed: Readonly<Record<string, bigint | undefined>> = read.value;
    const rates = indexes.flatMap((index) =>
      yearsOf(year).flatMap((each): IndexRate[] => {
        const rate = typed[nameOf(index, each)];
        return rate === undefined ? [] : [{ index, year: each, rate: Number(rate) }];
      }),
    );
    const done = await saveMeansSettings(context, { target: read.value.target, rates });
    return done.ok ? redirect(sitesAddress(year), "means.done.settings") : refused(done.refusal, read.submission);
  },
);

export default function MeansSettingsPage() {
  const { year, years, commandKey, target, rates } = useLoaderData<typeof loader>();
  const words = useTranslations("means");
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  const known = (index: string, of: number) => rates.find((own) => own.index === index && own.year === of)?.rate;
  return (
    <Page title={words("settingsPage.title")} crumbs={useSiteCrumbs(year)} message={words("settingsPage.message")}>
      <MeansLinks year={year} unit={null} here="settings" whole />
      <Form method="post" className={styles.form}>
        <CommandKey value={commandKey} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          <TextField
            name="target"
            label={words("settingsPage.target")}
            hint={words("settingsPage.targetHint")}
            required
            width="short"
            defaultValue={hundredthsText(target)}
          />
          {indexes.map((index) => (
            <fieldset key={index} className={styles.group}>
              <legend>{words("settingsPage.index", { index })}</legend>
              <p className={styles.note}>{words("settingsPage.indexNote")}</p>
              <div className={styles.inline}>
                {years.map((each) => {
                  const rate = known(index, each);
                  return (
                    <TextField
                      key={each}
                      name={nameOf(index, each)}
                      label={String(each)}
                      width="short"
                      defaultValue={rate === undefined ? "" : hundredthsText(BigInt(rate))}
                    />
                  );
                })}
              </div>
            </fieldset>
          ))}
          <ButtonRow>
            <SubmitButton>{words("actions.save")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
    </Page>
  );
}
