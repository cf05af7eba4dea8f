import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { setUnitGroup } from "#app/commands/set-unit-group.ts";
import { codeField, dayField, textField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { DateField, TextField } from "#app/ui/form/text-fields.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { unitGroupsOn } from "#db/queries/arbitration/unit-group.ts";
import styles from "../../campaigns/index/campaigns.module.css";

/** Groups of units are of the programme: whoever prepares the arbitration for all of it says who is in them. */
export const loader = guard.loader({ capability: "arbitration.prepare" }, async ({ db, year, url, access, newKey }) => {
  const day = `${year}-01-01`;
  const groups = await unitGroupsOn(db, day);
  const units = await visibleUnits(db, access, "arbitration.prepare", day);
  return {
    ...{ year, day, groups, key: newKey(), edited: groups.find(({ code }) => code === url.searchParams.get("group")) ?? null },
    units: units.map(({ code, shortLabel, depth }) => ({ code, label: shortLabel, depth })),
  };
});

const schema = z.object({ code: codeField(), label: textField({ maximum: 80 }), from: dayField() });

export const action = guard.action({ capability: "arbitration.prepare" }, async ({ form, locale, context, year, refused, redirect }) => {
  const fields = readForm(form, schema, locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const units = form.getAll("units").filter((unit) => typeof unit === "string");
  const set = await setUnitGroup(context, { ...fields.value, units });
  if (!set.ok) return refused(set.refusal, fields.submission);
  return redirect(`/${year}/arbitration/envelopes/groups`, "envelopes.group.done", { label: fields.value.label });
});

export default function UnitGroupsPage() {
  const { year, day, groups, units, edited, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("envelopes");
  const arbitration = useTranslations("arbitration");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  const members = new Set(edited?.units.map(({ code }) => code) ?? []);
  return (
    <Page
      title={words("group.heading")}
      crumbs={[
        { label: arbitration("title"), to: `/${year}/arbitration` },
        { label: words("heading", { first: String(year), last: String(year + 2) }), to: `/${year}/arbitration/envelopes` },
      ]}
      message={words("group.message")}
      actions={edited ? <Link to={`/${year}/arbitration/envelopes/groups`}>{words("group.another")}</Link> : undefined}
    >
      <DataTable
        caption={words("group.table", { day: format.day(day) })}
        rows={groups}
        rowKey={(row) => row.code}
        empty={<p>{words("group.none")}</p>}
        main
        columns={[
          { key: "name", head: words("group.name"), cell: (row) => `${row.label} (${row.code})` },
          {
            key: "members",
            head: words("group.members"),
            cell: (row) =>
              [words("group.count", { count: row.units.length }), row.units.map(({ label }) => label).join(", ")]
                .filter(Boolean)
                .join(" : "),
          },
          {
            key: "edit",
            head: words("group.edit"),
            cell: (row) => <Link to={`?group=${encodeURIComponent(row.code)}`}>{words("group.edit")}</Link>,
          },
        ]}
      />
      <Section title={edited ? words("group.change", { label: edited.label }) : words("group.new")}>
        <Form method="post" className={styles.form} key={edited?.code ?? ""}>
          <CommandKey value={key} />
          <Fields {...fields}>
            <ErrorSummary general={general} />
            {edited ? (
              <input type="hidden" name="code" value={edited.code} />
            ) : (
              <TextField name="code" label={words("group.code")} hint={words("group.codeHint")} width="short" required />
            )}
            <TextField name="label" label={words("group.label")} width="medium" required defaultValue={edited?.label} />
            <DateField name="from" label={words("group.from")} hint={words("group.fromHint")} required defaultValue={day} />
            <fieldset className={styles.units}>
              <legend>{words("group.units")}</legend>
              <details open={members.size > 0}>
                <summary>{words("group.count", { count: members.size })}</summary>
                <ul className={styles.unitList}>
                  {units.map(({ code, label, depth }) => (
                    <li key={code}>
                      <label>
                        <input type="checkbox" name="units" value={code} defaultChecked={members.has(code)} />
                        {`${"\u2003".repeat(depth)}${label}`}
                      </label>
                    </li>
                  ))}
                </ul>
              </details>
            </fieldset>
            <ButtonRow>
              <SubmitButton>{words("group.submit")}</SubmitButton>
            </ButtonRow>
          </Fields>
        </Form>
      </Section>
    </Page>
  );
}
