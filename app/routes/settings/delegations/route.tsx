import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { delegate } from "#app/commands/delegate.ts";
import { delegableCapabilities, holds, mayDo } from "#app/domain/access.ts";
import { choiceField, codeField, dayField, reasonField, textField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { SelectField } from "#app/ui/form/select-field.tsx";
import { DateField, TextField } from "#app/ui/form/text-fields.tsx";
import { formatDay } from "#app/ui/format/calendar.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { visibleUnits } from "#db/queries/access.ts";
import { delegationsOf } from "#db/queries/arbitration/delegation.ts";
import { peopleAtWork } from "#db/queries/people.ts";
import styles from "../decision-rules/decision-rules.module.css";
import { capabilityKey } from "./capability-key.ts";
import { DelegationTable } from "./delegation-table.tsx";

/** One's own delegations, given and received; all of them for who administers people or audits. */
export const loader = guard.loader({ capability: "signed-in" }, async ({ db, access, person, today, newKey }) => {
  const own = await delegationsOf(db, person.id);
  const seesAll = mayDo(access, "admin.users") || mayDo(access, "audit.read");
  const held = delegableCapabilities.filter((capability) => holds(access, capability));
  const everybody = held.length > 0 ? await peopleAtWork(db, today) : [];
  const [first] = held;
  // Only what is held by a role of one's own: the units reached through others are left out.
  const units = first
    ? (await visibleUnits(db, { grants: access.grants }, first, today)).map(({ code, shortLabel, depth }) => ({
        code,
        label: shortLabel,
        depth,
      }))
    : [];
  return {
    ...{ today, own, me: person.id, held, units, key: newKey() },
    all: seesAll ? (await delegationsOf(db, null)).filter(({ id }) => !own.some((each) => each.id === id)) : null,
    administers: mayDo(access, "admin.users"),
    people: everybody.filter(({ id }) => id !== person.id).map(({ login, name }) => ({ login, name })),
  };
});

const schema = z.object({
  to: textField({ maximum: 40 }),
  capability: choiceField(delegableCapabilities),
  unit: codeField(),
  from: dayField(),
  until: dayField(),
  reason: reasonField(),
});

export const action = guard.action({ capability: "signed-in" }, async ({ form, locale, context, refused, redirect, read }) => {
  const fields = readForm(form, schema, locale);
  if (!fields.ok) return refused(fields.refusal, fields.submission);
  const given = await delegate(context, fields.value);
  if (!given.ok) return refused(given.refusal, fields.submission);
  const { to, from, until } = fields.value;
  const person = (await read((db) => delegationsOf(db, context.actor.id))).find(({ id }) => id === given.value.delegationId);
  return redirect("/settings/delegations", "authority.delegations.done", {
    name: person?.delegate ?? to,
    from: formatDay(from),
    until: formatDay(until),
  });
});

export default function DelegationsPage() {
  const { today, own, all, me, held, units, people, administers, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useTranslations("authority.delegations");
  const { general, ...fields } = fieldsOf(answer?.lastResult);
  return (
    <Page
      title={words("heading")}
      message={words("message")}
      actions={
        <Link className={buttonClass()} to="/settings/decision-rules">
          {words("links")}
        </Link>
      }
    >
      <DelegationTable
        delegations={own}
        caption={words("given")}
        today={today}
        mayWithdraw={({ delegatorId }) => administers || delegatorId === me}
        main
      />
      {held.length === 0 ? (
        <p>{words("nothing")}</p>
      ) : (
        <Section title={words("new")}>
          <p>{words("newHint")}</p>
          <Form method="post" className={styles.form} key={own[0]?.id ?? ""}>
            <CommandKey value={key} />
            <Fields {...fields}>
              <ErrorSummary general={general} />
              <div className={styles.row}>
                <SelectField
                  name="to"
                  label={words("delegate")}
                  required
                  options={people.map(({ login, name }) => ({ value: login, label: name }))}
                />
                <SelectField
                  name="capability"
                  label={words("capability")}
                  required
                  defaultValue={held[0]}
                  options={held.map((value) => ({ value, label: words(`capabilityKeys.${capabilityKey(value)}`) }))}
                />
                <SelectField
                  name="unit"
                  label={words("unit")}
                  required
                  defaultValue={units[0]?.code}
                  options={units.map(({ code, label, depth }) => ({ value: code, label: `${"\u2003".repeat(depth)}${label}` }))}
                />
              </div>
              <div className={styles.row}>
                <DateField name="from" label={words("firstDay")} required defaultValue={today} min={today} />
                <DateField name="until" label={words("lastDay")} required min={today} />
                <TextField name="reason" label={words("reason")} required />
              </div>
              <ButtonRow>
                <SubmitButton>{words("submit")}</SubmitButton>
              </ButtonRow>
            </Fields>
          </Form>
        </Section>
      )}
      {all !== null && <DelegationTable delegations={all} caption={words("all")} today={today} mayWithdraw={() => administers} />}
    </Page>
  );
}
