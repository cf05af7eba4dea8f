import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { setUpWorkload } from "#app/commands/set-up-workload.ts";
import { monthOfYear } from "#app/domain/month.ts";
import { sum } from "#app/domain/quantity.ts";
import { capacityDays } from "#app/domain/workload/capacity.ts";
import { wholeNumberField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { workloadSettings } from "#db/queries/workload/settings.ts";
import { said } from "../../units/said.ts";
import styles from "../../units/units.module.css";
import { workloadSettingsAddress } from "../addresses.ts";
import { useWorkloadCrumb } from "../workload-crumb.ts";

const percent = wholeNumberField({ minimum: 0, maximum: 100 });
const rate = wholeNumberField({ minimum: 1, maximum: 300 });
const schema = z.object({ leave: percent, training: percent, overhead: percent, high: rate, over: rate });

export const loader = guard.loader({ capability: "workload.arrange", whole: true }, async ({ db, year, newKey }) => {
  const settings = await workloadSettings(db);
  const months = Array.from({ length: 12 }, (_, index) => monthOfYear(year, index + 1));
  const ofOne = (month: string) => sum(capacityDays([{ profile: "", fte: 100n }], month, settings.availability, 0n).values());
  return { year, key: newKey(), settings, yearDays: sum(months.map(ofOne)) };
});

export const action = guard.action({ capability: "workload.arrange", whole: true }, async (scene) => {
  const { form, locale, year, context, refused, redirect } = scene;
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const { leave, training, overhead, high, over } = read.value;
  const done = await setUpWorkload(context, {
    availability: { leave: leave * 10, training: training * 10, overhead: overhead * 10 },
    thresholds: { high: high * 10, over: over * 10 },
  });
  return done.ok ? redirect(workloadSettingsAddress(year), "workload.settings.saved", {}) : refused(done.refusal, read.submission);
});

export default function WorkloadSettingsPage() {
  const { year, key, settings, yearDays } = useLoaderData<typeof loader>();
  const words = useTranslations("workload.settings");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  const { leave, training, overhead } = settings.availability;
  const shown = { leave, training, overhead, ...settings.thresholds };
  return (
    <Page title={words("title")} crumbs={[useWorkloadCrumb(year)]} message={words("message")}>
      <p>
        {words("left", {
          ...{ year: String(year), days: said(format, yearDays, "DAY") },
          share: format.share({ part: BigInt(1000 - leave - training - overhead), whole: 1000n }),
        })}
      </p>
      <Form method="post" className={styles.form}>
        <CommandKey value={key} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          <div className={styles.columns}>
            {(["leave", "training", "overhead"] as const).map((name) => (
              <TextField key={name} name={name} label={words(name)} defaultValue={String(shown[name] / 10)} width="short" required />
            ))}
          </div>
          <div className={styles.columns}>
            {(["high", "over"] as const).map((name) => (
              <TextField key={name} name={name} label={words(name)} defaultValue={String(shown[name] / 10)} width="short" required />
            ))}
          </div>
          <ButtonRow>
            <SubmitButton>{words("save")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
    </Page>
  );
}
