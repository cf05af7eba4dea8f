import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { giveLanding, withdrawLanding } from "#app/commands/set-landing.ts";
import { landedResources } from "#app/domain/landing/manual.ts";
import { monthOfYear } from "#app/domain/month.ts";
import { alone } from "#app/domain/trace/trace-of.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { AmountField, TextAreaField } from "#app/ui/form/text-fields.tsx";
import { displayUnitFor } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { landingAddress, unitExecutionAddress } from "../../units/addresses.ts";
import { LinkSwitch } from "../../units/link-switch.tsx";
import { MeasureSwitch } from "../../units/measure-switch.tsx";
import { said } from "../../units/said.ts";
import styles from "../../units/units.module.css";
import { useExecutionCrumb } from "../execution-crumb.ts";
import { LandedTable, VersionTable } from "./landed-tables.tsx";
import { type LandedRow, loadParts } from "./load-parts.ts";
import { givingSchema, withdrawalSchema } from "./read-landing.ts";

export const loader = guard.loader({ capability: "execution.read", unit: ({ params }) => params.unit }, async (scene) => {
  const { db, year, params, access, today, url, mayDo, newKey, notFound } = scene;
  const unit = (await visibleUnits(db, access, "execution.read", today)).find(({ code }) => code === params.unit);
  if (!unit) throw notFound("unit", params.unit ?? "");
  const landed = await loadParts(scene, unit.code);
  const mayLand = mayDo("execution.land", unit.code) && landed.months < 12 && searchOf(url).on === undefined;
  return {
    year,
    unit,
    ...landed,
    known: searchOf(url).on !== undefined,
    mayLand,
    asked: url.searchParams.get("class"),
    keys: [newKey(), newKey()] as const,
  };
});

export const action = guard.action({ capability: "execution.land", unit: ({ params }) => params.unit }, async (scene) => {
  const { form, locale, year, params, url, context, refused, redirect } = scene;
  const resource = landedResources.find((each) => each === searchOf(url).measure) ?? "CP";
  const part = { year, unit: params.unit ?? "", resource };
  const address = landingAddress(year, part.unit, resource);
  if (form.get("act") === "withdraw") {
    const read = readForm(form, withdrawalSchema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const done = await withdrawLanding(context, { ...part, ...read.value });
    return done.ok ? redirect(address, "followUp.landed.withdrawn", {}) : refused(done.refusal, read.submission);
  }
  const read = readForm(form, givingSchema(resource), locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const done = await giveLanding(context, { ...part, ...read.value });
  return done.ok ? redirect(address, "followUp.landed.given", {}) : refused(done.refusal, read.submission);
});

export default function LandingPage() {
  const { year, unit, resource, months, rows, versions, known, mayLand, asked, keys } = useLoaderData<typeof loader>();
  const words = useTranslations("followUp.landed");
  const place = known || months === 0 ? undefined : { scope: alone(unit.code), year, upTo: monthOfYear(year, months) };
  const chosen = rows.find(({ spendingClass }) => spendingClass === asked) ?? rows.at(-1);
  return (
    <Page
      title={words("title", { unit: unit.shortLabel, year: String(year) })}
      crumbs={[useExecutionCrumb(year), { label: unit.label, to: unitExecutionAddress(year, unit.code) }]}
      message={words("message", { count: rows.filter(({ standing }) => standing === "stands").length })}
      actions={<MeasureSwitch current={resource} measures={landedResources} />}
    >
      <LandedTable {...{ rows, resource, place }} empty={<EmptyState title={words("nothing")} />} />
      {mayLand && chosen && (
        <div className="no-print">
          <Section
            title={words("give")}
            actions={
              rows.length > 1 && (
                <LinkSwitch
                  name="class"
                  label={words("class")}
                  current={chosen.spendingClass}
                  options={rows.map(({ spendingClass }) => ({ value: spendingClass, label: words(`classes.${spendingClass}`) }))}
                />
              )
            }
          >
            <Giving row={chosen} keys={keys} />
          </Section>
        </div>
      )}
      {versions.length > 0 && (
        <Section title={words("versions")}>
          <VersionTable versions={versions} resource={resource} />
        </Section>
      )}
    </Page>
  );
}

/** What the unit says, and why; and the way back to what the methods say. */
function Giving({ row, keys }: { readonly row: LandedRow; readonly keys: readonly [string, string] }) {
  const { resource } = useLoaderData<typeof loader>();
  const words = useTranslations("followUp.landed");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  const { spendingClass, followed, used, last, standing } = row;
  const unit = displayUnitFor([followed.notified]);
  const isWithdrawal = fields.values?.["act"] === "withdraw";
  const hidden = (
    <>
      <input type="hidden" name="spendingClass" value={spendingClass} />
      <input type="hidden" name="seenVersion" value={String(last?.version ?? 0)} />
    </>
  );
  const proposed = last?.amount ?? followed.model?.likely;
  return (
    <>
      <Form method="post" className={styles.form} key={`${spendingClass} ${last?.version ?? 0}`}>
        <CommandKey value={keys[0]} />
        {hidden}
        <Fields {...(isWithdrawal ? {} : fields)}>
          {!isWithdrawal && <ErrorSummary general={general} />}
          <AmountField
            name="amount"
            label={words("amount", { resource })}
            hint={words("amountHint", {
              resource,
              used: said(format, used, resource, unit),
              notified: said(format, followed.notified, resource, unit),
            })}
            resource={resource}
            required
            defaultValue={proposed === undefined ? undefined : amountText(proposed, resource)}
          />
          <TextAreaField name="reason" label={words("reason")} hint={words("reasonHint")} required />
          <ButtonRow>
            <SubmitButton>{words("giveNow")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
      {(standing === "stands" || standing === "overtaken") && (
        <details className={styles.form} open={isWithdrawal}>
          <summary>{words("withdraw")}</summary>
          <Form method="post" className={styles.form}>
            <CommandKey value={keys[1]} />
            {hidden}
            <input type="hidden" name="act" value="withdraw" />
            <Fields {...(isWithdrawal ? fields : {})}>
              {isWithdrawal && <ErrorSummary general={general} />}
              <TextAreaField id="withdrawal-reason" name="reason" label={words("withdrawalReason")} required />
              <ButtonRow>
                <SubmitButton look="danger">{words("withdrawNow")}</SubmitButton>
              </ButtonRow>
            </Fields>
          </Form>
        </details>
      )}
    </>
  );
}
