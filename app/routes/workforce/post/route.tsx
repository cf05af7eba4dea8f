import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { z } from "zod";
import { savePost } from "#app/commands/save-post.ts";
import { isPresent } from "#app/domain/workforce/span.ts";
import { readForm } from "#app/http/form.ts";
import { guard } from "#app/http/guard.ts";
import { ButtonRow, buttonClass, SubmitButton } from "#app/ui/form/buttons.tsx";
import { CommandKey } from "#app/ui/form/command-key.tsx";
import { ErrorSummary } from "#app/ui/form/error-summary.tsx";
import { Fields } from "#app/ui/form/field-values.tsx";
import { fieldsOf } from "#app/ui/form/last-result.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page, Section } from "#app/ui/shell/page.tsx";
import { contractsOnPosts } from "#db/queries/workforce/contract.ts";
import { postNumbered } from "#db/queries/workforce/post.ts";
import { Facts } from "../../units/facts.tsx";
import styles from "../../units/units.module.css";
import { arrivalAddress, postsAddress } from "../addresses.ts";
import { ContractTable } from "../contract-table.tsx";
import { dayOf } from "../day.ts";
import { staffChoices } from "../place-choices.ts";
import { PostFields } from "../post-fields.tsx";
import { postFields, postIn } from "../read-post.ts";
import { useWorkforceCrumb } from "../workforce-crumb.ts";

const schema = z.object(postFields);

/** A post and who held it: by number for those who may see who people are, else only when and how much. */
export const loader = guard.loader({ capability: "planning.read" }, async (scene) => {
  const { db, year, params, mayDo, newKey, notFound } = scene;
  const number = params["post"] ?? "";
  const post = await postNumbered(db, number);
  if (!post || !mayDo("planning.read", post.unit)) throw notFound("post", number);
  const on = await dayOf(scene);
  const contracts = await contractsOnPosts(db, [number]);
  const mayEdit = mayDo("workforce.edit", post.unit);
  return {
    ...{ year, on, post, mayEdit, commandKey: newKey(), choices: mayEdit ? await staffChoices(scene) : null },
    held: contracts.filter((own) => isPresent(own, on)).reduce((total, { ratio }) => total + ratio, 0n),
    contracts: contracts.map((own) => {
      const mayName = mayDo("workforce.people", own.unit);
      return { ...own, number: mayName ? own.number : "", personId: "", mayName, mayEdit: mayDo("workforce.edit", own.unit) };
    }),
  };
});

export const action = guard.action({ capability: "workforce.edit" }, async ({ form, locale, year, params, context, refused, redirect }) => {
  const read = readForm(form, schema, locale);
  if (!read.ok) return refused(read.refusal, read.submission);
  const done = await savePost(context, postIn(params["post"] ?? "", read.value));
  return done.ok
    ? redirect(`/${year}/workforce/posts/${encodeURIComponent(done.value.number)}`, "workforce.post.saved")
    : refused(done.refusal, read.submission);
});

export default function PostPage() {
  const { year, on, post, held, contracts, mayEdit, commandKey, choices } = useLoaderData<typeof loader>();
  const words = useTranslations("workforce");
  const format = useFormat();
  const { general, ...fields } = fieldsOf(useActionData<typeof action>()?.lastResult);
  const hasRoom = held < post.size;
  return (
    <Page
      title={words("post.title", { number: post.number })}
      crumbs={[useWorkforceCrumb(year), { label: words("posts.title"), to: postsAddress(year) }]}
      message={words("post.message", {
        ...{
          label: post.label,
          unit: post.unit,
          day: format.day(on),
          held: String(held),
          size: String(post.size),
          vacant: held === 0n ? "yes" : "no",
        },
      })}
      actions={
        mayEdit &&
        hasRoom && (
          <Link to={arrivalAddress(year, { post: post.number })} className={buttonClass("primary")}>
            {words("arrival.title")}
          </Link>
        )
      }
    >
      <Facts
        facts={[
          { label: words("columns.category"), value: post.category },
          { label: words("columns.activity"), value: post.activity },
          { label: words("columns.profile"), value: post.profile === "" ? "–" : post.profile },
          { label: words("post.firstDay"), value: format.day(post.firstDay) },
          { label: words("post.lastDay"), value: post.lastDay === null ? "–" : format.day(post.lastDay) },
          { label: words("post.expectedOn"), value: post.expectedOn === null ? "–" : format.day(post.expectedOn) },
        ]}
      />
      <Section title={words("post.holders")}>
        {contracts.length === 0 ? (
          <p className={styles.note}>{words("post.nobody")}</p>
        ) : (
          <ContractTable year={year} caption={words("post.holders")} contracts={contracts} of="post" />
        )}
      </Section>
      {choices && (
        <Section title={words("post.edit")}>
          <Form method="post" className={styles.form}>
            <CommandKey value={commandKey} />
            <Fields {...fields}>
              <ErrorSummary general={general} />
              <PostFields choices={choices} start={post} />
              <ButtonRow>
                <SubmitButton>{words("post.save")}</SubmitButton>
              </ButtonRow>
            </Fields>
          </Form>
        </Section>
      )}
    </Page>
  );
}
