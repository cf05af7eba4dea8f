import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { openPosts } from "#app/commands/save-post.ts";
import { codeField } from "#app/http/fields.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import { ButtonRow, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { TextField } from "#app/ui/form/text-fields.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import styles from "../../units/units.module.css";
import { postAddress, postsAddress } from "../addresses.ts";
import { dayOf } from "../day.ts";
import { staffChoices } from "../place-choices.ts";
import { PostFields } from "../post-fields.tsx";
import { postFields, postIn } from "../read-post.ts";
import { useWorkforceCrumb } from "../workforce-crumb.ts";

const schema = z.object({ number: codeField(), ...postFields });

export const loader = guard.loader({ capability: "workforce.edit" }, async (scene) => {
  const start = { unit: searchOf(scene.url).unit ?? "", firstDay: await dayOf(scene) };
  return { year: scene.year, start, commandKey: scene.newKey(), choices: await staffChoices(scene) };
});

export const action = guard.action({ capability: "workforce.edit" }, async ({ form, locale, year, context, refused, redirect }) => {
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const { number, ...terms } = read.value;
  const done = await openPosts(context, [postIn(number, terms)]);
  return done.ok ? redirect(postAddress(year, number), "workforce.post.opened", { number }) : refused(done.refusal, read.submission);
});

export default function NewPostPage() {
  const { year, start, commandKey, choices } = useLoaderData<typeof loader>();
  const words = useTranslations("workforce");
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  return (
    <Page title={words("post.newTitle")} crumbs={[useWorkforceCrumb(year), { label: words("posts.title"), to: postsAddress(year) }]}>
      <Form method="post" className={styles.form}>
        <CommandKey value={commandKey} />
        <Fields {...fields}>
          <ErrorSummary general={general} />
          <TextField name="number" label={words("columns.post")} required width="medium" />
          <PostFields choices={choices} start={start} />
          <ButtonRow>
            <SubmitButton>{words("post.open")}</SubmitButton>
          </ButtonRow>
        </Fields>
      </Form>
    </Page>
  );
}
