import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { saveCategory, setStaffConvention } from "#app/commands/save-staff-settings.ts";
import { conventions } from "#app/domain/workforce/span.ts";
import { choiceField, codeField, textField, wholeNumberField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { staffCategoriesOn } from "#db/queries/forecast/staff.ts";
import { conventionOf, conventionsSet, type StaffCategory, staffCategories } from "#db/queries/workforce/settings.ts";
import styles from "../../units/units.module.css";
import { staffSettingsAddress } from "../addresses.ts";
import { categoryField } from "../read-terms.ts";
import { useWorkforceCrumb } from "../workforce-crumb.ts";

const conventionSchema = z.object({ fromYear: wholeNumberField({ minimum: 2000, maximum: 2100 }), convention: choiceField(conventions) });
const categorySchema = z.object({ code: categoryField(), label: textField({ maximum: 120 }), nature: codeField() });

export const loader = guard.loader({ capability: "workforce.edit", whole: true }, async ({ db, year, newKey }) => ({
  ...{ year, keys: { convention: newKey(), category: newKey() } },
  convention: await conventionOf(db, year),
  set: Object.entries(await conventionsSet(db)).map(([fromYear, convention]) => ({ fromYear, convention })),
  categories: await staffCategories(db),
  natures: (await staffCategoriesOn(db, `${year}-12-31`)).map(({ code, label }) => ({ value: code, label })),
}));

export const action = guard.action(
  { capability: "workforce.edit", whole: true },
  async ({ form, locale, year, context, refused, redirect }) => {
    if (form.get("intent") === "category") {
      const read = readForm(form, categorySchema, locale);
      if (!read.ok) return refused(read.refusal, read.submission);
      const saved = await saveCategory(context, read.value);
      return saved.ok ? redirect(staffSettingsAddress(year), "workforce.settings.categorySaved") : refused(saved.refusal, read.submission);
    }
    const read = readForm(form, conventionSchema, locale);
    if (!read.ok) return refused(read.refusal, read.submission);
    const saved = await setStaffConvention(context, read.value);
    return saved.ok ? redirect(staffSettingsAddress(year), "workforce.settings.conventionSaved") : refused(saved.refusal, read.submission);
  },
);

export default function StaffSettingsPage() {
  const { year, keys, convention, set, categories, natures } = useLoaderData<typeof loader>();
  const words = useTranslations("workforce");
  const costs = useTranslations("staff.costs");
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  return (
    <Page
      title={words("settings.title")}
      crumbs={[useWorkforceCrumb(year)]}
      message={words("settings.message", { year: String(year), convention })}
      actions={<Link to={`/${year}/campaigns/costs`}>{costs("link")}</Link>}
    >
      <Section title={words("settings.convention")}>
        <p className={styles.note}>{words("settings.conventionMessage")}</p>
        {set.length > 0 && (
          <ul className={styles.list}>
            {set.map((own) => (
              <li key={own.fromYear}>{words("settings.since", { year: own.fromYear, convention: own.convention })}</li>
            ))}
          </ul>
        )}
        <Form method="post" className={styles.form}>
          <CommandKey value={keys.convention} />
          <input type="hidden" name="intent" value="convention" />
          <Fields {...fields}>
            <ErrorSummary general={general} />
            <div className={styles.columns}>
              <TextField name="fromYear" label={words("settings.fromYear")} required width="short" defaultValue={String(year)} />
              <SelectField
                name="convention"
                label={words("settings.conventionField")}
                required
                defaultValue={convention}
                options={conventions.map((value) => ({ value, label: words(`settings.conventions.${value}`) }))}
              />
            </div>
            <ButtonRow>
              <SubmitButton>{words("settings.save")}</SubmitButton>
            </ButtonRow>
          </Fields>
        </Form>
      </Section>
      <Section title={words("settings.categories")}>
        <div className={styles.stack}>
          <DataTable
            caption={words("settings.categories")}
            hideCaption
            main
            columns={useColumns()}
            rows={categories}
            rowKey={({ code }) => code}
            empty={<EmptyState title={words("settings.noCategory")} />}
          />
          <Form method="post" className={styles.form}>
            <CommandKey value={keys.category} />
            <input type="hidden" name="intent" value="category" />
            <Fields {...fields}>
              <div className={styles.columns}>
                <TextField name="code" label={words("settings.code")} hint={words("settings.codeHint")} required width="short" />
                <TextField name="label" label={words("settings.label")} required />
                <SelectField name="nature" label={words("settings.nature")} required options={natures} />
              </div>
              <ButtonRow>
                <SubmitButton look="plain">{words("settings.saveCategory")}</SubmitButton>
              </ButtonRow>
            </Fields>
          </Form>
        </div>
      </Section>
    </Page>
  );
}

function useColumns(): Column<StaffCategory>[] {
  const words = useTranslations("workforce.settings");
  return [
    { key: "code", head: words("code"), cell: ({ code }) => code },
    { key: "label", head: words("label"), cell: ({ label }) => label },
    { key: "nature", head: words("nature"), cell: ({ nature }) => nature },
  ];
}
