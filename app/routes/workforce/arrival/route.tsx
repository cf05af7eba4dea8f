import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { recordArrival } from "#app/commands/record-arrival.ts";
import { addDays } from "#app/domain/month.ts";
import { sum } from "#app/domain/quantity.ts";
import { isPresent } from "#app/domain/workforce/span.ts";
import { codeField, textField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { DateField, TextField } from "#app/ui/form/text-fields.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { contractsOnPosts } from "#db/queries/workforce/contract.ts";
import { postNumbered } from "#db/queries/workforce/post.ts";
import styles from "../../units/units.module.css";
import { personAddress } from "../addresses.ts";
import { dayOf } from "../day.ts";
import { staffChoices } from "../place-choices.ts";
import { PlaceFields } from "../place-fields.tsx";
import { termFields, termsIn } from "../read-terms.ts";
import { useWorkforceCrumb } from "../workforce-crumb.ts";

const schema = z.object({ number: codeField(), name: textField({ maximum: 120, minimum: 0 }), ...termFields });

/** An arrival, on a vacant post when it comes from one. */
export const loader = guard.loader({ capability: "workforce.edit" }, async (scene) => {
  const { db, year, url, mayDo, newKey } = scene;
  const asked = url.searchParams.get("post") ?? "";
  const found = asked === "" ? undefined : await postNumbered(db, asked);
  const post = found && mayDo("workforce.edit", found.unit) ? found : undefined;
  const start = post
    ? { unit: post.unit, activity: post.activity, category: post.category, post: post.number, ratio: post.size, profile: post.profile }
    : { unit: searchOf(url).unit ?? "" };
  const today = await dayOf(scene);
  const on = post?.expectedOn && post.expectedOn > today ? post.expectedOn : today;
  const held = post ? await contractsOnPosts(db, [post.number]) : [];
  const there = sum(held.filter((own) => isPresent(own, on)).map(({ ratio }) => ratio));
  // Whoever comes next is known already: a stay until their eve is what the post has room for.
  const [next] = held
    .map(({ firstDay }) => firstDay)
    .filter((day) => day > on)
    .toSorted();
  const until = next === undefined ? "" : addDays(next, -1);
  const room = post && there > 0n && there < post.size ? { ratio: post.size - there } : {};
  return { year, start: { ...start, ...room }, on, until, commandKey: newKey(), choices: await staffChoices(scene) };
});

export const action = guard.action({ capability: "workforce.edit" }, async ({ form, locale, year, context, refused, redirect }) => {
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const { number, name, ...terms } = read.value;
  const done = await recordArrival(context, { number, name, contract: termsIn(terms) });
  if (!done.ok) return refused(done.refusal, read.submission);
  return redirect(personAddress(year, number), "workforce.arrival.done", { number });
});

export default function ArrivalPage() {
  const { year, start, on, until, commandKey, choices } = useLoaderData<typeof loader>();
  const words = useTranslations("workforce");
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  return (
    <Page title={words("arrival.title")} crumbs={[useWorkforceCrumb(year)]} message={words("arrival.message")}>
      <Form method="post" className={styles.form}>
        <CommandKey value={commandKey} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          <div className={styles.columns}>
            <TextField name="number" label={words("columns.number")} required width="medium" />
            <TextField name="name" label={words("columns.name")} hint={words("fields.nameHint")} />
            <DateField name="firstDay" label={words("columns.firstDay")} required defaultValue={on} />
            <DateField name="lastDay" label={words("columns.lastDay")} hint={words("fields.lastDayHint")} defaultValue={until} />
          </div>
          <PlaceFields choices={choices} start={start} />
          <ButtonRow>
            <SubmitButton>{words("arrival.save")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
    </Page>
  );
}
